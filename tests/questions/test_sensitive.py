"""What a question asks for that we would rather not know."""

from __future__ import annotations

import pytest

from eventapp.questions.enums import Topic
from eventapp.questions.sensitive import topics_in

pytestmark = pytest.mark.once

NOTICED = [
    ("Har du en diagnose?", Topic.HEALTH),
    ("Hvilken medicin får du?", Topic.HEALTH),
    ("Nævn dine psykiatriske diagnoser", Topic.HEALTH),
    ("Har du været indlagt?", Topic.HEALTH),
    ("Er du syg?", Topic.HEALTH),
    ("Do you take any medication?", Topic.HEALTH),
    ("Describe your HEALTH", Topic.HEALTH),
    ("Har du en nøddeallergi?", Topic.NEEDS),
    ("Do you use a wheelchair?", Topic.NEEDS),
    ("Skriv dit CPR-nummer", Topic.CPR),
    ("Your social  security number", Topic.CPR),
    ("Hvornår er du født?", Topic.BIRTH),
    ("Din fødselsdato", Topic.BIRTH),
    ("Hvad er din alder?", Topic.BIRTH),
    ("What is your date of birth?", Topic.BIRTH),
    ("Din adresse", Topic.ADDRESS),
    ("Where do you live?", Topic.ADDRESS),
    ("Telefonnummer", Topic.PHONE),
    ("Your phone", Topic.PHONE),
    ("Hvem er din arbejdsgiver?", Topic.EMPLOYER),
    ("Hvor er du ansat?", Topic.EMPLOYER),
    ("Your employer", Topic.EMPLOYER),
]


@pytest.mark.parametrize(("text", "topic"), NOTICED, ids=[text for text, _topic in NOTICED])
def test_a_question_that_asks_much_is_noticed(text: str, topic: Topic) -> None:
    assert topics_in(text) == [topic]


@pytest.mark.parametrize(
    "text",
    [
        "Hvad glæder du dig til?",
        "Kommer du med tog?",
        "Vil du synge med?",
        "Hvilken farve kan du bedst lide?",
        "Kender du alderdommens glæder?",
        "Do you manage to come by nine?",
        "Which language do you sing in?",
        "Kan du lægge hus til et bord?",
        "",
    ],
)
def test_a_question_that_asks_little_is_left_alone(text: str) -> None:
    assert topics_in(text) == []


def test_help_and_options_are_read_too() -> None:
    assert topics_in("Noget andet?", "", "Skriv din diagnose", "CPR") == [Topic.HEALTH, Topic.CPR]
