"""The organiser's pages of texts: what is in force, and writing a new version."""

from __future__ import annotations

from itertools import product

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.accounts.access import ORGANISER, current_member
from eventapp.clock import utc_now
from eventapp.consents import services
from eventapp.consents.enums import ConsentPurpose
from eventapp.consents.forms import TextForm
from eventapp.consents.queries import latest_texts, text_version, versions_of
from eventapp.consents.services import TextKey
from eventapp.consents.standard import LANGUAGES
from eventapp.consents.words import PURPOSE_WORDS
from eventapp.db import db
from eventapp.errors import Conflict
from eventapp.web.access import access

bp = Blueprint("consents", __name__, url_prefix="/organise/texts")

_ONE = (
    "/<any(notice, photo, read_through, next_gathering, newsletter):purpose>/<any(da, en):language>"
)


@bp.get("")
@access(ORGANISER)
def texts() -> ResponseReturnValue:
    """List the texts, with the version in force in each language."""
    stored = latest_texts(db.session(), current_member().organisation_id)
    return render_template(
        "consents/texts.html",
        rows=[
            (purpose, language, stored.get((purpose, language)))
            for purpose, language in product(PURPOSE_WORDS, LANGUAGES)
        ],
        words=PURPOSE_WORDS,
    )


@bp.route(_ONE, methods=["GET", "POST"])
@access(ORGANISER)
def text(purpose: str, language: str) -> ResponseReturnValue:
    """Write a new version of a text, look at it, and publish it."""
    key = _key(purpose, language)
    shown = services.text_to_show(db.session(), key, now=utc_now())
    form = TextForm(text=shown.text, seen=shown.version)
    is_ready = form.validate_on_submit()
    if is_ready and request.form.get("act") == "publish":
        author_id = current_member().account_id
        try:
            version = services.publish_text(
                key=key,
                text=form.text.data,
                seen=form.seen_version,
                author_id=author_id,
                now=utc_now(),
            )
        except Conflict as refusal:
            form.refuse(refusal)
            # She sees the other version on the page, and her next press counts from there.
            shown = services.text_to_show(db.session(), key, now=utc_now())
            form.seen.data = str(shown.version)
        else:
            flash(_("Version %(number)s is in force.", number=version))
            return redirect(url_for(".text", purpose=purpose, language=language), 303)
    return render_template(
        "consents/text.html",
        form=form,
        key=key,
        words=PURPOSE_WORDS,
        shown=shown,
        preview=form.text.data if is_ready else None,
        versions=versions_of(db.session(), key.organisation_id, key.purpose, language),
    ), form.status


@bp.get(f"{_ONE}/<int:version>")
@access(ORGANISER)
def version(purpose: str, language: str, version: int) -> ResponseReturnValue:
    """Show one version as it was published."""
    key = _key(purpose, language)
    return render_template(
        "consents/version.html",
        text=text_version(db.session(), key.organisation_id, key.purpose, language, version),
        words=PURPOSE_WORDS,
    )


def _key(purpose: str, language: str) -> TextKey:
    return TextKey(current_member().organisation_id, ConsentPurpose(purpose), language)
