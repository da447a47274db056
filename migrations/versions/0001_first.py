"""All that one walk through the chain needs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001_first"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("address_index", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("address_index", name=op.f("uq_account_address_index")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "mail_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum("sign_in", "own_page", name="linkpurpose", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_link")),
        sa.UniqueConstraint("digest", name=op.f("uq_mail_link_digest")),
    )
    with op.batch_alter_table("mail_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mail_link_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_mail_link_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("contact_name", sa.Text(), nullable=False),
        sa.Column("contact_phone", sa.Text(), nullable=False),
        sa.Column("contact_address", sa.Text(), nullable=False),
        sa.Column("crisis_line_name", sa.String(length=120), nullable=False),
        sa.Column("crisis_line_phone", sa.String(length=40), nullable=False),
        sa.Column("exit_url", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_table(
        "outbox_mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(length=120), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("sender_name", sa.String(length=80), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("html", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_answer", sa.String(length=60), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_mail")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_mail_message_id")),
    )
    with op.batch_alter_table("outbox_mail", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_mail_due_at"), ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_mail_sent_at"), ["sent_at"], unique=False)

    op.create_table(
        "event",
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
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "published",
                "running",
                "closed",
                "archived",
                name="status",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("headline_theme", sa.Text(), nullable=False),
        sa.Column("introduction", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("venue_name", sa.Text(), nullable=False),
        sa.Column("venue_address", sa.Text(), nullable=False),
        sa.Column("venue_town", sa.Text(), nullable=False),
        sa.Column("venue_directions", sa.Text(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.CheckConstraint("places >= 1", name=op.f("ck_event_has_places")),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_event_ends_after_it_starts")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_event_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("slug", name=op.f("uq_event_slug")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_event_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_event_starts_at"), ["starts_at"], unique=False)

    op.create_table(
        "member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("owner", "organiser", "door_host", name="role", native_enum=False, length=32),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_member_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_member_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint(
            "organisation_id", "account_id", name=op.f("uq_member_organisation_id_account_id")
        ),
    )
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_member_account_id"), ["account_id"], unique=False)

    op.create_table(
        "organiser_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("signed_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_organiser_session_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organiser_session")),
        sa.UniqueConstraint("digest", name=op.f("uq_organiser_session_digest")),
    )
    with op.batch_alter_table("organiser_session", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_organiser_session_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "credit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "host",
                "partner",
                "project",
                "funder",
                "illustrator",
                "venue",
                name="creditrole",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_credit_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credit")),
        sa.UniqueConstraint("event_id", "position", name=op.f("uq_credit_event_id_position")),
    )
    op.create_table(
        "day_plan_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("round_number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_day_plan_item_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_plan_item")),
        sa.UniqueConstraint(
            "event_id", "position", name=op.f("uq_day_plan_item_event_id_position")
        ),
    )
    op.create_table(
        "phase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column(
            "action",
            sa.Enum(
                "register",
                "propose",
                "support",
                "note",
                name="action",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_phase_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase")),
        sa.UniqueConstraint("event_id", "action", name=op.f("uq_phase_event_id_action")),
    )
    op.create_table(
        "practical_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "sign",
            sa.Enum(
                "place", "cup", "quiet", "hand", "clock", name="sign", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_practical_note_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practical_note")),
        sa.UniqueConstraint(
            "event_id", "position", name=op.f("uq_practical_note_event_id_position")
        ),
    )
    op.create_table(
        "process_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "organiser",
                "steward",
                "table_host",
                "note_taker",
                "editorial_group",
                "participant",
                "program",
                name="logrole",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("did", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("reverses_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_process_log_event_id")),
        sa.ForeignKeyConstraint(
            ["reverses_id"], ["process_log.id"], name=op.f("fk_process_log_reverses_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_process_log")),
    )
    with op.batch_alter_table("process_log", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_process_log_event_id"), ["event_id"], unique=False)

    op.create_table(
        "registration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("chosen_name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("address_index", sa.String(length=64), nullable=True),
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
        sa.Column(
            "engagement",
            sa.Enum("paid", "volunteer", name="engagement", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "confirmed",
                "waiting",
                "cancelled",
                "attended",
                name="registrationstatus",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("status_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("is_discreet", sa.Boolean(), nullable=False),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pass_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(address IS NULL) = (address_index IS NULL)",
            name=op.f("ck_registration_address_and_index_together"),
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_registration_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
        sa.UniqueConstraint(
            "event_id", "address_index", name=op.f("uq_registration_event_id_address_index")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_registration_event_id_status_status_since_id"),
            ["event_id", "status", "status_since", "id"],
            unique=False,
        )

    op.create_table(
        "round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_round_numbered_from_one")),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_round_ends_after_it_starts")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_round_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        sa.UniqueConstraint("event_id", "number", name=op.f("uq_round_event_id_number")),
    )
    op.create_table(
        "window_secret",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum("support", "receipt_words", name="windowpurpose", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("secret", sa.LargeBinary(length=32), nullable=True),
        sa.Column("answered_total", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_window_secret_event_id")),
        sa.PrimaryKeyConstraint("event_id", "purpose", name=op.f("pk_window_secret")),
    )
    op.create_table(
        "write_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("draft", "published", name="writeupstatus", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("read_by", sa.Integer(), nullable=False),
        sa.Column("read_of", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_write_up_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_write_up")),
        sa.UniqueConstraint("event_id", name=op.f("uq_write_up_event_id")),
    )
    op.create_table(
        "printing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("write_up_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "at_work",
                "ready",
                "failed",
                name="printingstate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("of_steps", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["write_up_id"],
            ["write_up.id"],
            name=op.f("fk_printing_write_up_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printing")),
    )
    with op.batch_alter_table("printing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_printing_write_up_id"), ["write_up_id"], unique=False)

    op.create_table(
        "registration_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "table_host",
                "note_taker",
                "steward",
                "editorial_group",
                name="peerrole",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_registration_role_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_role")),
        sa.UniqueConstraint(
            "registration_id", "role", name=op.f("uq_registration_role_registration_id_role")
        ),
    )
    op.create_table(
        "scan_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column(
            "how",
            sa.Enum("scan", "code", "name", "quiet", name="how", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum("arrived", "undone", name="scankind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("undoes", sa.String(length=36), nullable=True),
        sa.Column(
            "found_as",
            sa.Enum(
                "confirmed",
                "waiting",
                "cancelled",
                "attended",
                name="registrationstatus",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("found_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_account_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'undone') = (undoes IS NOT NULL)",
            name=op.f("ck_scan_record_undo_names_a_record"),
        ),
        sa.ForeignKeyConstraint(
            ["by_account_id"],
            ["account.id"],
            name=op.f("fk_scan_record_by_account_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_scan_record_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_scan_record_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan_record")),
        sa.UniqueConstraint("client_id", name=op.f("uq_scan_record_client_id")),
    )
    with op.batch_alter_table("scan_record", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_scan_record_event_id_registration_id"),
            ["event_id", "registration_id"],
            unique=False,
        )

    op.create_table(
        "section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("write_up_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "lead",
                "summary",
                "method",
                "context",
                "theme",
                "desired_change",
                "closing",
                "next",
                "call",
                "background",
                "thanks",
                "alone",
                "colophon",
                name="sectionkind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["write_up_id"],
            ["write_up.id"],
            name=op.f("fk_section_write_up_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section")),
        sa.UniqueConstraint("write_up_id", "key", name=op.f("uq_section_write_up_id_key")),
    )
    with op.batch_alter_table("section", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_section_write_up_id"), ["write_up_id"], unique=False)

    op.create_table(
        "table_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("drawn_by_lot", sa.Boolean(), nullable=False),
        sa.Column("is_free", sa.Boolean(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "planned",
                "open",
                "read_back",
                "closed",
                name="tablestatus",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "NOT (is_free AND drawn_by_lot)", name=op.f("ck_table_session_free_or_drawn")
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_table_session_numbered_from_one")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_table_session_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_table_session")),
        sa.UniqueConstraint("round_id", "number", name=op.f("uq_table_session_round_id_number")),
    )
    op.create_table(
        "theme_proposal",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column(
            "entered_by",
            sa.Enum("self", "on_behalf", "host", name="enteredby", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("created_day", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "paused",
                "placed",
                "parked",
                "withdrawn",
                name="proposalstatus",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "reason",
            sa.Enum(
                "names_a_person",
                "contact_details",
                "risk",
                "insult",
                "test_entry",
                name="pausereason",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("parked_where", sa.Text(), nullable=False),
        sa.Column("was_reopened", sa.Boolean(), nullable=False),
        sa.Column("pause_entry_id", sa.Integer(), nullable=True),
        sa.Column("link_hash", sa.String(length=64), nullable=True),
        sa.Column("words_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("locked_link", sa.LargeBinary(length=16), nullable=True),
        sa.Column("yes_total", sa.Integer(), nullable=True),
        sa.Column("maybe_total", sa.Integer(), nullable=True),
        sa.Column("skip_total", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(status = 'parked') = (parked_where <> '')",
            name=op.f("ck_theme_proposal_parked_somewhere"),
        ),
        sa.CheckConstraint(
            "(status = 'paused') = (reason IS NOT NULL)",
            name=op.f("ck_theme_proposal_paused_for_a_reason"),
        ),
        sa.CheckConstraint(
            "(status = 'withdrawn') = (text = '')",
            name=op.f("ck_theme_proposal_withdrawn_without_words"),
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_theme_proposal_event_id")
        ),
        sa.ForeignKeyConstraint(
            ["pause_entry_id"], ["process_log.id"], name=op.f("fk_theme_proposal_pause_entry_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_proposal")),
        sa.UniqueConstraint(
            "event_id", "words_hash", name=op.f("uq_theme_proposal_event_id_words_hash")
        ),
        sa.UniqueConstraint("link_hash", name=op.f("uq_theme_proposal_link_hash")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("theme_proposal", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_theme_proposal_event_id_status"), ["event_id", "status"], unique=False
        )

    op.create_table(
        "contribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("table_session_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "point",
                "experience",
                "need",
                "wish",
                "disagreement",
                name="contributionkind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("own_words", sa.Boolean(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "noted",
                "read_back",
                "used",
                "unused",
                "paused",
                "withdrawn",
                name="contributionstatus",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("sent_once", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "status <> 'withdrawn' OR text = ''", name=op.f("ck_contribution_withdrawn_is_empty")
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_contribution_numbered_from_one")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_contribution_event_id")),
        sa.ForeignKeyConstraint(
            ["table_session_id"],
            ["table_session.id"],
            name=op.f("fk_contribution_table_session_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
        sa.UniqueConstraint("event_id", "number", name=op.f("uq_contribution_event_id_number")),
        sa.UniqueConstraint(
            "event_id", "sent_once", name=op.f("uq_contribution_event_id_sent_once")
        ),
    )
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contribution_table_session_id_number"),
            ["table_session_id", "number"],
            unique=False,
        )

    op.create_table(
        "desired_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("lack", "wish", "dream", name="changekind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("addressed_to", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "taken_up",
                "answered",
                "let_go",
                name="changestatus",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("answered_yes", sa.Integer(), nullable=True),
        sa.Column("answered_of", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["section_id"],
            ["section.id"],
            name=op.f("fk_desired_change_section_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desired_change")),
    )
    with op.batch_alter_table("desired_change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_desired_change_section_id"), ["section_id"], unique=False
        )

    op.create_table(
        "paragraph",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column(
            "voice",
            sa.Enum("peers", "host", "source", name="voice", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column(
            "role",
            sa.Enum(
                "plain",
                "message",
                "lead_sentence",
                "subheading",
                "disagreement",
                "quote",
                "meaning",
                name="paragraphrole",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("link_text", sa.Text(), nullable=False),
        sa.Column("link_url", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["section_id"], ["section.id"], name=op.f("fk_paragraph_section_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paragraph")),
    )
    with op.batch_alter_table("paragraph", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paragraph_section_id"), ["section_id"], unique=False)

    op.create_table(
        "support",
        sa.Column("proposal_id", sa.String(length=26), nullable=False),
        sa.Column("ballot", sa.String(length=64), nullable=False),
        sa.Column(
            "value",
            sa.Enum("yes", "maybe", "pass", name="supportvalue", native_enum=False, length=32),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["theme_proposal.id"], name=op.f("fk_support_proposal_id")
        ),
        sa.PrimaryKeyConstraint("proposal_id", "ballot", name=op.f("pk_support")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("support", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_ballot"), ["ballot"], unique=False)

    op.create_table(
        "table_placement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("table_session_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.String(length=26), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["process_log.id"], name=op.f("fk_table_placement_entry_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["theme_proposal.id"], name=op.f("fk_table_placement_proposal_id")
        ),
        sa.ForeignKeyConstraint(
            ["table_session_id"],
            ["table_session.id"],
            name=op.f("fk_table_placement_table_session_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_table_placement")),
        sa.UniqueConstraint(
            "table_session_id",
            "proposal_id",
            name=op.f("uq_table_placement_table_session_id_proposal_id"),
        ),
    )
    with op.batch_alter_table("table_placement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_table_placement_proposal_id"), ["proposal_id"], unique=False
        )

    op.create_table(
        "change_evidence",
        sa.Column("desired_change_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_change_evidence_contribution_id"),
        ),
        sa.ForeignKeyConstraint(
            ["desired_change_id"],
            ["desired_change.id"],
            name=op.f("fk_change_evidence_desired_change_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "desired_change_id", "contribution_id", name=op.f("pk_change_evidence")
        ),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paragraph_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "quantifier",
            sa.Enum(
                "all",
                "broad_agreement",
                "most",
                "many",
                "several",
                "some",
                "single",
                "most_weight",
                "especially",
                name="quantifier",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("answered_yes", sa.Integer(), nullable=True),
        sa.Column("answered_of", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["paragraph_id"],
            ["paragraph.id"],
            name=op.f("fk_claim_paragraph_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_paragraph_id"), ["paragraph_id"], unique=False)

    op.create_table(
        "source_citation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paragraph_id", sa.Integer(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("quoted_text", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["paragraph_id"],
            ["paragraph.id"],
            name=op.f("fk_source_citation_paragraph_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_citation")),
    )
    with op.batch_alter_table("source_citation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_source_citation_paragraph_id"), ["paragraph_id"], unique=False
        )

    op.create_table(
        "claim_evidence",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_claim_evidence_claim_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_claim_evidence_contribution_id")
        ),
        sa.PrimaryKeyConstraint("claim_id", "contribution_id", name=op.f("pk_claim_evidence")),
    )


def downgrade() -> None:
    """Bring the tables back to the version before."""
    op.drop_table("claim_evidence")
    with op.batch_alter_table("source_citation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_citation_paragraph_id"))

    op.drop_table("source_citation")
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_paragraph_id"))

    op.drop_table("claim")
    op.drop_table("change_evidence")
    with op.batch_alter_table("table_placement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_table_placement_proposal_id"))

    op.drop_table("table_placement")
    with op.batch_alter_table("support", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_support_ballot"))

    op.drop_table("support")
    with op.batch_alter_table("paragraph", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paragraph_section_id"))

    op.drop_table("paragraph")
    with op.batch_alter_table("desired_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_desired_change_section_id"))

    op.drop_table("desired_change")
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contribution_table_session_id_number"))

    op.drop_table("contribution")
    with op.batch_alter_table("theme_proposal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_theme_proposal_event_id_status"))

    op.drop_table("theme_proposal")
    op.drop_table("table_session")
    with op.batch_alter_table("section", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_section_write_up_id"))

    op.drop_table("section")
    with op.batch_alter_table("scan_record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_scan_record_event_id_registration_id"))

    op.drop_table("scan_record")
    op.drop_table("registration_role")
    with op.batch_alter_table("printing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_printing_write_up_id"))

    op.drop_table("printing")
    op.drop_table("write_up")
    op.drop_table("window_secret")
    op.drop_table("round")
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registration_event_id_status_status_since_id"))

    op.drop_table("registration")
    with op.batch_alter_table("process_log", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_process_log_event_id"))

    op.drop_table("process_log")
    op.drop_table("practical_note")
    op.drop_table("phase")
    op.drop_table("day_plan_item")
    op.drop_table("credit")
    with op.batch_alter_table("organiser_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organiser_session_account_id"))

    op.drop_table("organiser_session")
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_member_account_id"))

    op.drop_table("member")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_starts_at"))
        batch_op.drop_index(batch_op.f("ix_event_organisation_id"))

    op.drop_table("event")
    with op.batch_alter_table("outbox_mail", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_mail_sent_at"))
        batch_op.drop_index(batch_op.f("ix_outbox_mail_due_at"))

    op.drop_table("outbox_mail")
    op.drop_table("organisation")
    with op.batch_alter_table("mail_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mail_link_subject_id"))
        batch_op.drop_index(batch_op.f("ix_mail_link_expires_at"))

    op.drop_table("mail_link")
    op.drop_table("account")
