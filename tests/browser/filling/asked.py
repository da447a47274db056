"""Questions with their answers, and evaluations."""

from __future__ import annotations

from datetime import timedelta

from eventapp.accounts.models import Organisation
from eventapp.clock import utc_now
from eventapp.evaluation.services import close_for_good, say_how_it_was
from eventapp.questions.enums import Purpose, QuestionKind, SeenBy
from eventapp.questions.policies import EVALUATION_LASTS
from tests.browser.world import World, event_called
from tests.factories.events import make_event
from tests.factories.questions import give_answer, make_question, value
from tests.factories.registration import make_registration, own_page_secret


def add_questions(world: World) -> None:
    begins = utc_now() + timedelta(days=30)
    organisation = event_called(world.empty).organisation
    event = make_event(
        organisation=organisation, starts_at=begins, ends_at=begins + timedelta(hours=6)
    )
    world.asked = event.slug
    way = make_question(
        event,
        "Hvordan kommer du?",
        kind=QuestionKind.CHOICE,
        options=["Tog", "Bil"],
        is_required=True,
        help="Vi henter gerne ved stationen.",
    )
    when = make_question(event, "Hvornår er toget der?", shown_if=(way, value(way, "Tog")))
    make_question(
        event,
        "Hvad vil du være med til?",
        kind=QuestionKind.SEVERAL,
        options=["Sang", "Gåtur"],
        seen_by=SeenBy.OWNERS,
    )
    for kind in (QuestionKind.TEXT, QuestionKind.YES_NO, QuestionKind.NUMBER):
        for purpose in Purpose:
            make_question(event, f"Og så ({kind.value})?", kind=kind, purpose=purpose)
    world.ids["question with options"] = str(way.id)
    world.ids["question that depends"] = str(when.id)
    person = make_registration(event, name="Asta", at=utc_now())
    world.ids["asked"] = str(person.id)
    world.secrets["asked"] = own_page_secret(person, at=utc_now())
    give_answer(person, {way: value(way, "Tog"), when: "9.12"})
    add_evaluations(world, organisation)


def add_evaluations(world: World, organisation: Organisation) -> None:
    ended = utc_now() - timedelta(hours=1)
    after = make_event(
        organisation=organisation, starts_at=ended - timedelta(hours=6), ends_at=ended
    )
    world.ended = after.slug
    for event in (after, event_called(world.over)):
        good = make_question(
            event,
            "Fik du talt om det, du ville?",
            kind=QuestionKind.YES_NO,
            purpose=Purpose.EVALUATION,
        )
        why = make_question(event, "Hvad skal vi gøre om?", purpose=Purpose.EVALUATION)
        spoken = event.ends_at + timedelta(minutes=1)
        for number in range(5):
            given = {good.id: "yes", why.id: "Længere frokost."} if number else {good.id: "no"}
            person = make_registration(event, at=utc_now())
            say_how_it_was(event_id=event.id, registration_id=person.id, given=given, now=spoken)
    over = event_called(world.over)
    close_for_good(event_id=over.id, now=over.ends_at + EVALUATION_LASTS)
    for who in ("after", "said"):
        person = make_registration(after, name="Dea", at=utc_now())
        world.secrets[who] = own_page_secret(person, at=utc_now())
