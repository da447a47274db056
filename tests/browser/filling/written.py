"""What is written: topics, notes, messages, texts, letters and a write-up."""

from __future__ import annotations

from sqlalchemy import select

from eventapp.accounts.models import Account, Organisation
from eventapp.clock import utc_now
from eventapp.consents.enums import ConsentPurpose
from eventapp.consents.sweeping import store_missing_texts
from eventapp.db import db, transaction
from eventapp.newsletter.enums import IssueStatus
from eventapp.newsletter.models import Issue
from eventapp.outcomes.models import Claim, DesiredChange, Paragraph, Section
from eventapp.people.queries import Narrowing
from eventapp.people.recognising import people_in
from eventapp.people.services.imports import keep_list
from eventapp.people.services.mailings import start_message
from eventapp.people.services.persons import add_note
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.themes.enums import EnteredBy, LogRole, PauseReason
from eventapp.themes.models import ThemeProposal
from eventapp.themes.services import pausing, proposing
from eventapp.tokens import new_secret
from eventapp.web.forms import clean_line
from tests.browser.world import World, event_called
from tests.factories.consents import make_text, say_yes
from tests.factories.newsletter import confirming_secret, make_issue, make_subscriber
from tests.factories.people import make_message
from tests.factories.programme import make_note, make_table


def add_what_organisers_wrote(world: World) -> None:
    """Add a note, a message that waits to leave, one that has, and a list that was shown."""
    today, now = event_called(world.today), utc_now()
    today_id = today.id
    owner = db.session.scalars(select(Account).where(Account.name == "Ruth")).one()
    owner_id = owner.id
    add_note(
        event_id=today_id,
        registration_id=int(world.ids["peer"]),
        account_id=owner_id,
        text="Vil gerne sidde ved døren.",
        once=new_secret(),
        now=now,
    )
    world.ids["draft message"] = str(make_message(today, owner))
    waiting = Narrowing(status=RegistrationStatus.WAITING)
    sent = make_message(today, owner, to=waiting)
    start_message(mailing_id=sent, account_id=owner_id, now=now)
    world.ids["message"] = str(sent)
    table = [["navn", "e-mail"], ["Gerda", "gerda@mail.example"], ["", "x"], ["Maja", ""]]
    rows = people_in(table, clean_line)
    world.ids["list"] = str(keep_list(event_id=today_id, account_id=owner_id, rows=rows, now=now))


def add_proposals(world: World) -> None:
    today, now = event_called(world.today), utc_now()
    hers = proposing.propose(
        event_id=today.id,
        text="Hvad gør vi, når kaffen er drukket?",
        language="da",
        secret=new_secret(),
        now=now,
    )
    world.secrets["proposal of self"] = hers.secret
    for entered_by in (EnteredBy.HOST, EnteredBy.ON_BEHALF):
        proposing.type_in(
            event_id=today.id,
            text=f"Noget, nogen har sagt ({entered_by.value})",
            entered_by=entered_by,
            secret=new_secret(),
            now=now,
        )
    found = db.session.scalars(
        select(ThemeProposal)
        .where(ThemeProposal.event_id == today.id, ThemeProposal.text.startswith("Noget"))
        .order_by(ThemeProposal.text)
    ).all()
    world.ids["proposal"] = found[0].id
    pausing.pause(
        event_id=today.id,
        proposal_id=found[1].id,
        reason=PauseReason.TEST_ENTRY,
        role=LogRole.ORGANISER,
        now=now,
    )


def add_notes(world: World) -> None:
    today = event_called(world.today)
    table = make_table(today, round_number=9, number=9, headline="Et stille hjørne")
    make_note(table, "En linje, som andre har skrevet.")
    world.ids["note"] = str(make_note(table, "Endnu en linje.").number)


def add_texts_and_letters(world: World, organisation: Organisation) -> None:
    now = utc_now()
    store_missing_texts()
    for language in ("da", "en"):
        make_text(organisation, "Kort og godt.", purpose=ConsentPurpose.NOTICE, language=language)
    peer = db.session.get_one(Registration, int(world.ids["peer"]))
    say_yes(peer)
    world.ids["association"] = organisation.slug
    world.secrets["letters"] = confirming_secret(organisation, at=now)
    make_subscriber(organisation, at=now)
    for name in ("draft letter", "letter stopped", "letter sent"):
        world.ids[name] = str(make_issue(organisation))
    with transaction() as session:
        stopped, sent = (
            session.get_one(Issue, int(world.ids[name]))
            for name in ("letter stopped", "letter sent")
        )
        stopped.status, stopped.queued, stopped.expected = IssueStatus.STOPPED, 1, 3
        sent.status, sent.queued, sent.expected = IssueStatus.SENT, 1, 1


def find_parts_of_the_write_up(world: World) -> None:
    for name, model in (
        ("section", Section),
        ("claim", Claim),
        ("change", DesiredChange),
    ):
        world.ids[name] = str(db.session.scalars(select(model.id).order_by(model.id)).first())
    world.ids["paragraph"] = str(
        db.session.scalars(
            select(Paragraph.id).where(~Paragraph.claims.any()).order_by(Paragraph.id)
        ).first()
    )
    theme = select(Claim.id, Paragraph.section_id).join(Paragraph)
    world.ids["part with sentences"] = str(db.session.execute(theme).first()[1])  # type: ignore[index]
