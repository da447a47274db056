"""Which language a page is in: asked for in the address, remembered, or the browser's."""

from __future__ import annotations

from functools import lru_cache

import flask_babel
from babel.support import NullTranslations, Translations
from flask import Flask, Response, g, has_request_context, request

from eventapp.config import Settings
from eventapp.extensions import babel
from eventapp.paths import PACKAGE

LANGUAGES = {"da": "Dansk", "en": "English"}
DEFAULT = "da"
COOKIE = "lang"
ONE_YEAR = 365 * 24 * 3600


def current_language() -> str:
    """Give the language of the page being made: ``da`` or ``en``."""
    if not has_request_context():
        return DEFAULT
    if "document_language" in g:
        return str(g.document_language)
    for wish in (request.args.get("lang"), request.cookies.get(COOKIE)):
        if wish in LANGUAGES:
            return wish
    return request.accept_languages.best_match(LANGUAGES, DEFAULT) or DEFAULT


def speak_as_written(language: str) -> None:
    """Put the whole page in the language of the document it shows, whatever the reader's is.

    What people said is not translated, so the frame and the program's sentences follow it:
    a page in two languages is read badly by people and worse by screen readers.
    """
    g.document_language = language
    flask_babel.refresh()


@lru_cache(maxsize=len(LANGUAGES))
def translations_of(language: str) -> NullTranslations:
    """Give the whole catalogue of a language, for documents made outside a request."""
    return Translations.load(str(PACKAGE / "translations"), [language])


def init_app(app: Flask, settings: Settings) -> None:
    """Choose the language of each request and remember a choice made in the address."""
    babel.init_app(
        app,
        default_locale=DEFAULT,
        default_timezone="Europe/Copenhagen",
        default_translation_directories=str(PACKAGE / "translations"),
        locale_selector=current_language,
    )

    @app.after_request
    def remember_choice(response: Response) -> Response:
        chosen = request.args.get("lang")
        if chosen in LANGUAGES and request.endpoint != "static":
            # A preference and nothing else, so it may be read by nobody but us for a year.
            response.set_cookie(
                COOKIE,
                chosen,
                max_age=ONE_YEAR,
                secure=settings.is_secure,
                httponly=True,
                samesite="Lax",
            )
        return response

    @app.context_processor
    def offer_languages() -> dict[str, object]:
        # A document stays in the language it was written in: there is nothing to choose.
        offered = {} if "document_language" in g else LANGUAGES
        return {"language": current_language(), "languages": offered, "g": g}
