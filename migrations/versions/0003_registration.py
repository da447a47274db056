"""Registration complete."""

from __future__ import annotations

from contextlib import AbstractContextManager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

from eventapp.slugs import slug_of

revision = "0003_registration"
down_revision = "0002_head_count"
branch_labels = None
depends_on = None


def _event() -> AbstractContextManager[BatchOperations]:
    """Change the gatherings; SQLite makes the table anew and must be told its checks."""
    return op.batch_alter_table(
        "event",
        table_args=(
            sa.CheckConstraint("places >= 1", name=op.f("ck_event_has_places")),
            sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_event_ends_after_it_starts")),
        ),
    )


def _registration() -> AbstractContextManager[BatchOperations]:
    """Change who takes part; SQLite must be told besides that numbers are never used again."""
    return op.batch_alter_table(
        "registration",
        table_args=(
            sa.CheckConstraint(
                "(address IS NULL) = (address_index IS NULL)",
                name=op.f("ck_registration_address_and_index_together"),
            ),
        ),
        table_kwargs={"sqlite_autoincrement": True},
    )


def _name_associations() -> None:
    """Give every association that stood already an address of its own."""
    connection = op.get_bind()
    taken: set[str] = set()
    for number, name in connection.execute(sa.text("SELECT id, name FROM organisation")).all():
        slug = slug_of(name, "", taken.__contains__)
        taken.add(slug)
        connection.execute(
            sa.text("UPDATE organisation SET slug = :slug WHERE id = :number"),
            {"slug": slug, "number": number},
        )


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "first_mails",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address_index", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("how_many", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_first_mails")),
        sa.UniqueConstraint("address_index", "day", name=op.f("uq_first_mails_address_index_day")),
    )
    with op.batch_alter_table("first_mails", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_first_mails_day"), ["day"], unique=False)

    op.create_table(
        "consent_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "notice",
                "photo",
                "read_through",
                "next_gathering",
                "newsletter",
                name="consentpurpose",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_standard", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["account.id"],
            name=op.f("fk_consent_text_author_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_consent_text_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_text")),
        sa.UniqueConstraint(
            "organisation_id",
            "purpose",
            "language",
            "version",
            name=op.f("uq_consent_text_organisation_id_purpose_language_version"),
        ),
    )
    with op.batch_alter_table("consent_text", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_text_author_id"), ["author_id"], unique=False)

    op.create_table(
        "newsletter_issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "sending",
                "sent",
                "stopped",
                name="issuestatus",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.Column("queued", sa.Integer(), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_newsletter_issue_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_newsletter_issue")),
    )
    with op.batch_alter_table("newsletter_issue", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_newsletter_issue_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_newsletter_issue_status"), ["status"], unique=False)

    op.create_table(
        "own_wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "registered",
                "waiting",
                "offered",
                "promoted",
                "offer_ran_out",
                "changed",
                "withdrawn",
                "reminder_week",
                "reminder_day",
                "practical",
                "thanks",
                "gathering_cancelled",
                "invitation",
                "attended",
                name="letterkind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("is_discreet", sa.Boolean(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_own_wording_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_wording")),
        sa.UniqueConstraint(
            "organisation_id",
            "kind",
            "language",
            "is_discreet",
            name=op.f("uq_own_wording_organisation_id_kind_language_is_discreet"),
        ),
    )
    op.create_table(
        "passkey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.String(length=1364), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_passkey_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
    )
    with op.batch_alter_table("passkey", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_passkey_account_id"), ["account_id"], unique=False)

    op.create_table(
        "passkey_challenge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column(
            "ceremony",
            sa.Enum("add", "sign_in", "confirm", name="ceremony", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_passkey_challenge_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey_challenge")),
        sa.UniqueConstraint("digest", name=op.f("uq_passkey_challenge_digest")),
    )
    with op.batch_alter_table("passkey_challenge", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_passkey_challenge_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_passkey_challenge_expires_at"), ["expires_at"], unique=False
        )

    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "traef",
                "cafe",
                "summit",
                "activity",
                "course",
                name="kind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("headline_theme", sa.Text(), nullable=False),
        sa.Column("venue_name", sa.Text(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("exceptions", sa.Text(), nullable=False),
        sa.CheckConstraint("minutes >= 1", name=op.f("ck_series_lasts_a_while")),
        sa.CheckConstraint("places >= 1", name=op.f("ck_series_has_places")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_series_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
        sa.UniqueConstraint("slug", name=op.f("uq_series_slug")),
    )
    with op.batch_alter_table("series", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_series_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "newsletter_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("address_index", sa.String(length=64), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_newsletter_request_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["text_id"], ["consent_text.id"], name=op.f("fk_newsletter_request_text_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_newsletter_request")),
        sa.UniqueConstraint(
            "organisation_id",
            "address_index",
            name=op.f("uq_newsletter_request_organisation_id_address_index"),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("newsletter_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_newsletter_request_address_index"), ["address_index"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_newsletter_request_asked_at"), ["asked_at"], unique=False
        )

    op.create_table(
        "newsletter_subscriber",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("address_index", sa.String(length=64), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leaving_seed", sa.String(length=26), nullable=False),
        sa.Column("leaving_digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_newsletter_subscriber_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["text_id"], ["consent_text.id"], name=op.f("fk_newsletter_subscriber_text_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_newsletter_subscriber")),
        sa.UniqueConstraint("leaving_digest", name=op.f("uq_newsletter_subscriber_leaving_digest")),
        sa.UniqueConstraint(
            "organisation_id",
            "address_index",
            name=op.f("uq_newsletter_subscriber_organisation_id_address_index"),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("newsletter_subscriber", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_newsletter_subscriber_address_index"), ["address_index"], unique=False
        )

    op.create_table(
        "activity_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "unconfirmed",
                "waiting",
                "let_through",
                "parked",
                name="proposalstate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("venue_name", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("chosen_name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("places >= 1", name=op.f("ck_activity_proposal_has_places")),
        sa.CheckConstraint(
            "starts_at < ends_at", name=op.f("ck_activity_proposal_ends_after_it_starts")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_activity_proposal_event_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_activity_proposal_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_proposal")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("activity_proposal", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_activity_proposal_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "evaluation_ballot",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("ballot", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_evaluation_ballot_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "ballot", name=op.f("pk_evaluation_ballot")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("person", "group", name="invitationkind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("seats >= 1", name=op.f("ck_invitation_holds_a_seat")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_invitation_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("digest", name=op.f("uq_invitation_digest")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_event_id"), ["event_id"], unique=False)

    op.create_table(
        "mailing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "registered",
                "waiting",
                "offered",
                "promoted",
                "offer_ran_out",
                "changed",
                "withdrawn",
                "reminder_week",
                "reminder_day",
                "practical",
                "thanks",
                "gathering_cancelled",
                "invitation",
                "attended",
                name="letterkind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("occasion", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("registered_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recipients", sa.Integer(), nullable=False),
        sa.Column("last_id", sa.Integer(), nullable=False),
        sa.Column("written", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_mailing_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailing")),
        sa.UniqueConstraint(
            "event_id", "kind", "occasion", name=op.f("uq_mailing_event_id_kind_occasion")
        ),
    )
    with op.batch_alter_table("mailing", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_mailing_finished_at_due_at"), ["finished_at", "due_at"], unique=False
        )

    op.create_table(
        "message_to_many",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column(
            "to_status",
            sa.Enum(
                "confirmed",
                "offered",
                "waiting",
                "cancelled",
                "attended",
                name="registrationstatus",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "to_region",
            sa.Enum(
                "hovedstaden",
                "sjaelland",
                "syddanmark",
                "midtjylland",
                "nordjylland",
                name="region",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "to_engagement",
            sa.Enum("paid", "volunteer", name="engagement", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column(
            "to_role",
            sa.Enum(
                "table_host",
                "note_taker",
                "steward",
                "editorial_group",
                name="peerrole",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recipients", sa.Integer(), nullable=False),
        sa.Column("sent_once", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"],
            ["account.id"],
            name=op.f("fk_message_to_many_created_by"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_message_to_many_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_to_many")),
        sa.UniqueConstraint(
            "event_id", "sent_once", name=op.f("uq_message_to_many_event_id_sent_once")
        ),
    )
    with op.batch_alter_table("message_to_many", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_message_to_many_created_by"), ["created_by"], unique=False
        )

    op.create_table(
        "people_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Text(), nullable=True),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tells_them", sa.Boolean(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("given_seats", sa.Integer(), nullable=False),
        sa.Column("put_in_queue", sa.Integer(), nullable=False),
        sa.Column("left_alone", sa.Integer(), nullable=False),
        sa.Column("not_taken", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_people_import_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_people_import_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_import")),
    )
    with op.batch_alter_table("people_import", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_people_import_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_people_import_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_people_import_shown_at"), ["shown_at"], unique=False)

    op.create_table(
        "place_rules",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("offer_hours", sa.Integer(), nullable=False),
        sa.Column("allows_companions", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "offer_hours BETWEEN 0 AND 168", name=op.f("ck_place_rules_hours_of_a_week")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_place_rules_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_place_rules")),
    )
    op.create_table(
        "place_share",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column(
            "engagement",
            sa.Enum("paid", "volunteer", name="engagement", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column(
            "region",
            sa.Enum(
                "hovedstaden",
                "sjaelland",
                "syddanmark",
                "midtjylland",
                "nordjylland",
                name="region",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("reserved_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(engagement IS NULL) <> (region IS NULL)",
            name=op.f("ck_place_share_of_a_kind_or_a_region"),
        ),
        sa.CheckConstraint(
            "(region IS NULL) = (reserved_until IS NULL)",
            name=op.f("ck_place_share_kept_until_a_moment"),
        ),
        sa.CheckConstraint("places >= 0", name=op.f("ck_place_share_is_a_number_of_places")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_place_share_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_share")),
        sa.UniqueConstraint(
            "event_id", "engagement", name=op.f("uq_place_share_event_id_engagement")
        ),
        sa.UniqueConstraint("event_id", "region", name=op.f("uq_place_share_event_id_region")),
    )
    op.create_table(
        "places_shown",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("spoken_for", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_places_shown_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_places_shown")),
    )
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum("registration", "evaluation", name="purpose", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "line",
                "text",
                "choice",
                "several",
                "yes_no",
                "number",
                name="questionkind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("help", sa.Text(), nullable=False),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.Column(
            "seen_by",
            sa.Enum("organisers", "owners", name="seenby", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("erase_after_days", sa.Integer(), nullable=False),
        sa.Column("shown_if_question_id", sa.Integer(), nullable=True),
        sa.Column("shown_if_value", sa.String(length=12), nullable=True),
        sa.CheckConstraint(
            "(shown_if_question_id IS NULL) = (shown_if_value IS NULL)",
            name=op.f("ck_question_condition_is_whole"),
        ),
        sa.CheckConstraint(
            "erase_after_days BETWEEN 0 AND 30", name=op.f("ck_question_erased_within_thirty_days")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_question_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["shown_if_question_id"], ["question.id"], name=op.f("fk_question_shown_if_question_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_question_event_id_purpose_position"),
            ["event_id", "purpose", "position"],
            unique=False,
        )

    op.create_table(
        "evaluation_answer",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["question.id"],
            name=op.f("fk_evaluation_answer_question_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_answer")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("evaluation_answer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_evaluation_answer_question_id"), ["question_id"], unique=False
        )

    op.create_table(
        "question_option",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["question.id"],
            name=op.f("fk_question_option_question_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_option")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("question_option", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_question_option_question_id"), ["question_id"], unique=False
        )

    op.create_table(
        "access_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column(
            "what",
            sa.Enum(
                "export",
                "import",
                "looked",
                "message",
                "needs",
                name="accesskind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_access_record_account_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_access_record_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_access_record_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_record")),
    )
    with op.batch_alter_table("access_record", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_access_record_event_id_account_id_what_hour"),
            ["event_id", "account_id", "what", "hour"],
            unique=True,
            sqlite_where=sa.text("registration_id IS NULL"),
            postgresql_where=sa.text("registration_id IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_access_record_hour"), ["hour"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_access_record_registration_id_account_id_what_hour"),
            ["registration_id", "account_id", "what", "hour"],
            unique=True,
        )

    op.create_table(
        "added_once",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("sent_once", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_added_once_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_added_once_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_added_once")),
        sa.UniqueConstraint("event_id", "sent_once", name=op.f("uq_added_once_event_id_sent_once")),
    )
    with op.batch_alter_table("added_once", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_added_once_registration_id"), ["registration_id"], unique=False
        )

    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_answer_question_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_answer_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint(
            "registration_id", "question_id", name=op.f("uq_answer_registration_id_question_id")
        ),
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_question_id"), ["question_id"], unique=False)

    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column(
            "purpose",
            sa.Enum(
                "notice",
                "photo",
                "read_through",
                "next_gathering",
                "newsletter",
                name="consentpurpose",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("receipt", sa.String(length=64), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kept_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_consent_registration_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["text_id"], ["consent_text.id"], name=op.f("fk_consent_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_kept_until"), ["kept_until"], unique=False)
        batch_op.create_index(batch_op.f("ix_consent_receipt"), ["receipt"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_consent_registration_id"), ["registration_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_consent_text_id"), ["text_id"], unique=False)
        batch_op.create_index(
            "uq_consent_in_force",
            ["registration_id", "purpose"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )

    op.create_table(
        "message_reader",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mailing_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["mail_id"],
            ["outbox_mail.id"],
            name=op.f("fk_message_reader_mail_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["mailing_id"],
            ["message_to_many.id"],
            name=op.f("fk_message_reader_mailing_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_message_reader_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_reader")),
        sa.UniqueConstraint(
            "mailing_id",
            "registration_id",
            name=op.f("uq_message_reader_mailing_id_registration_id"),
        ),
    )
    with op.batch_alter_table("message_reader", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_message_reader_mail_id"), ["mail_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_message_reader_registration_id"), ["registration_id"], unique=False
        )

    op.create_table(
        "need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("access", "food", name="needkind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("ticked", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_need_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
        sa.UniqueConstraint("registration_id", "kind", name=op.f("uq_need_registration_id_kind")),
    )
    op.create_table(
        "own_calendar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(length=26), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_own_calendar_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_calendar")),
        sa.UniqueConstraint("digest", name=op.f("uq_own_calendar_digest")),
        sa.UniqueConstraint("registration_id", name=op.f("uq_own_calendar_registration_id")),
    )
    op.create_table(
        "person_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_once", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_person_note_account_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_person_note_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_note")),
        sa.UniqueConstraint(
            "registration_id", "sent_once", name=op.f("uq_person_note_registration_id_sent_once")
        ),
    )
    with op.batch_alter_table("person_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_note_account_id"), ["account_id"], unique=False)

    with _event() as batch_op:
        batch_op.add_column(
            sa.Column(
                "entry",
                sa.Enum("open", "invited", "drop_in", name="entry", native_enum=False, length=32),
                server_default="open",
                nullable=False,
            )
        )
        batch_op.add_column(
            sa.Column("is_listed", sa.Boolean(), server_default=sa.true(), nullable=False)
        )
        batch_op.add_column(sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("revision", sa.Integer(), server_default="0", nullable=False))
        # Feeds ask when something changed last: what stood already counts from today.
        batch_op.add_column(
            sa.Column(
                "changed_at",
                sa.DateTime(timezone=True),
                server_default=sa.func.current_timestamp(),
                nullable=False,
            )
        )
        batch_op.add_column(sa.Column("series_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("series_day", sa.Date(), nullable=True))
        batch_op.create_unique_constraint(
            batch_op.f("uq_event_series_id_series_day"), ["series_id", "series_day"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_event_series_id"), "series", ["series_id"], ["id"]
        )
    with _event() as batch_op:
        batch_op.alter_column("changed_at", server_default=None)

    with op.batch_alter_table("mail_link", schema=None) as batch_op:
        batch_op.add_column(sa.Column("onwards", sa.String(length=300), nullable=True))

    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "is_access_coordinator", sa.Boolean(), server_default=sa.false(), nullable=False
            )
        )

    op.add_column("organisation", sa.Column("slug", sa.String(length=60), nullable=True))
    _name_associations()
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.alter_column("slug", nullable=False)
        batch_op.create_unique_constraint(batch_op.f("uq_organisation_slug"), ["slug"])

    # Who is signed in signs in once more, and is known to be there from then on.
    op.execute("DELETE FROM organiser_session")
    with op.batch_alter_table("organiser_session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False))

    with op.batch_alter_table("outbox_mail", schema=None) as batch_op:
        batch_op.add_column(sa.Column("list_unsubscribe", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("bounce_token", sa.String(length=26), nullable=True))
        batch_op.add_column(sa.Column("address_index", sa.String(length=64), nullable=True))
        batch_op.create_index(batch_op.f("ix_outbox_mail_purpose"), ["purpose"], unique=False)
        batch_op.create_unique_constraint(
            batch_op.f("uq_outbox_mail_bounce_token"), ["bounce_token"]
        )

    with _registration() as batch_op:
        batch_op.add_column(sa.Column("offered_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("companion_of_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("invitation_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("address_failed_at", sa.DateTime(timezone=True), nullable=True)
        )
        batch_op.create_index(
            batch_op.f("ix_registration_invitation_id"), ["invitation_id"], unique=False
        )
        batch_op.create_unique_constraint(
            batch_op.f("uq_registration_companion_of_id"), ["companion_of_id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_registration_companion_of_id"),
            "registration",
            ["companion_of_id"],
            ["id"],
            ondelete="CASCADE",
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_registration_invitation_id"),
            "invitation",
            ["invitation_id"],
            ["id"],
            ondelete="SET NULL",
        )


def downgrade() -> None:
    """Bring the tables back to the version before."""
    with _registration() as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_registration_invitation_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_registration_companion_of_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_registration_companion_of_id"), type_="unique")
        batch_op.drop_index(batch_op.f("ix_registration_invitation_id"))
        batch_op.drop_column("address_failed_at")
        batch_op.drop_column("invitation_id")
        batch_op.drop_column("companion_of_id")
        batch_op.drop_column("offered_until")

    with op.batch_alter_table("outbox_mail", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_outbox_mail_bounce_token"), type_="unique")
        batch_op.drop_index(batch_op.f("ix_outbox_mail_purpose"))
        batch_op.drop_column("address_index")
        batch_op.drop_column("bounce_token")
        batch_op.drop_column("list_unsubscribe")

    with op.batch_alter_table("organiser_session", schema=None) as batch_op:
        batch_op.drop_column("confirmed_at")

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_organisation_slug"), type_="unique")
        batch_op.drop_column("slug")

    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.drop_column("is_access_coordinator")

    with op.batch_alter_table("mail_link", schema=None) as batch_op:
        batch_op.drop_column("onwards")

    with _event() as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_event_series_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_event_series_id_series_day"), type_="unique")
        batch_op.drop_column("series_day")
        batch_op.drop_column("series_id")
        batch_op.drop_column("changed_at")
        batch_op.drop_column("revision")
        batch_op.drop_column("cancelled_at")
        batch_op.drop_column("is_listed")
        batch_op.drop_column("entry")

    with op.batch_alter_table("person_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_note_account_id"))

    op.drop_table("person_note")
    op.drop_table("own_calendar")
    op.drop_table("need")
    with op.batch_alter_table("message_reader", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_reader_registration_id"))
        batch_op.drop_index(batch_op.f("ix_message_reader_mail_id"))

    op.drop_table("message_reader")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_consent_in_force",
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_consent_text_id"))
        batch_op.drop_index(batch_op.f("ix_consent_registration_id"))
        batch_op.drop_index(batch_op.f("ix_consent_receipt"))
        batch_op.drop_index(batch_op.f("ix_consent_kept_until"))

    op.drop_table("consent")
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answer_question_id"))

    op.drop_table("answer")
    with op.batch_alter_table("added_once", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_added_once_registration_id"))

    op.drop_table("added_once")
    with op.batch_alter_table("access_record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_record_registration_id_account_id_what_hour"))
        batch_op.drop_index(batch_op.f("ix_access_record_hour"))
        batch_op.drop_index(
            batch_op.f("ix_access_record_event_id_account_id_what_hour"),
            sqlite_where=sa.text("registration_id IS NULL"),
            postgresql_where=sa.text("registration_id IS NULL"),
        )

    op.drop_table("access_record")
    with op.batch_alter_table("question_option", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_option_question_id"))

    op.drop_table("question_option")
    with op.batch_alter_table("evaluation_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evaluation_answer_question_id"))

    op.drop_table("evaluation_answer")
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_event_id_purpose_position"))

    op.drop_table("question")
    op.drop_table("places_shown")
    op.drop_table("place_share")
    op.drop_table("place_rules")
    with op.batch_alter_table("people_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_import_shown_at"))
        batch_op.drop_index(batch_op.f("ix_people_import_event_id"))
        batch_op.drop_index(batch_op.f("ix_people_import_account_id"))

    op.drop_table("people_import")
    with op.batch_alter_table("message_to_many", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_to_many_created_by"))

    op.drop_table("message_to_many")
    with op.batch_alter_table("mailing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mailing_finished_at_due_at"))

    op.drop_table("mailing")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_event_id"))

    op.drop_table("invitation")
    op.drop_table("evaluation_ballot")
    with op.batch_alter_table("activity_proposal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activity_proposal_organisation_id"))

    op.drop_table("activity_proposal")
    with op.batch_alter_table("newsletter_subscriber", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_newsletter_subscriber_address_index"))

    op.drop_table("newsletter_subscriber")
    with op.batch_alter_table("newsletter_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_newsletter_request_asked_at"))
        batch_op.drop_index(batch_op.f("ix_newsletter_request_address_index"))

    op.drop_table("newsletter_request")
    with op.batch_alter_table("series", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_series_organisation_id"))

    op.drop_table("series")
    with op.batch_alter_table("passkey_challenge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passkey_challenge_expires_at"))
        batch_op.drop_index(batch_op.f("ix_passkey_challenge_account_id"))

    op.drop_table("passkey_challenge")
    with op.batch_alter_table("passkey", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passkey_account_id"))

    op.drop_table("passkey")
    op.drop_table("own_wording")
    with op.batch_alter_table("newsletter_issue", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_newsletter_issue_status"))
        batch_op.drop_index(batch_op.f("ix_newsletter_issue_organisation_id"))

    op.drop_table("newsletter_issue")
    with op.batch_alter_table("consent_text", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consent_text_author_id"))

    op.drop_table("consent_text")
    with op.batch_alter_table("first_mails", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_first_mails_day"))

    op.drop_table("first_mails")
