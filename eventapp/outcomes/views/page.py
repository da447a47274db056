"""The page of a write-up: the same for its editors and for everybody."""

from __future__ import annotations

from flask import render_template

from eventapp.events.models import Event
from eventapp.outcomes.edition import Edition
from eventapp.outcomes.reading import Reading
from eventapp.web.language import speak_as_written, translations_of


def write_up_page(event: Event, edition: Edition, *, is_draft: bool) -> str:
    """Write the page, all of it in the language of the gathering."""
    speak_as_written(edition.language)
    return render_template(
        "outcomes/write_up.html",
        event=event,
        reading=Reading(edition, translations_of(edition.language)),
        is_draft=is_draft,
    )
