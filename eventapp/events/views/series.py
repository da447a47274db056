"""Gatherings that come back: the organiser's pages, and the public one."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventapp.accounts.access import ORGANISER, current_member
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict, NotFound
from eventapp.events.access import SERIES_ORGANISER, current_series
from eventapp.events.enums import Kind
from eventapp.events.models import Series
from eventapp.events.queries import dates_of, open_dates_of, series_by_slug
from eventapp.events.rules import in_words, read_rule
from eventapp.events.series_forms import SeriesForm, ends_at
from eventapp.events.services import series as services
from eventapp.events.services.series import Outcome
from eventapp.events.views import bp
from eventapp.events.views.making import ZONE
from eventapp.web.access import EVERYBODY, access
from eventapp.web.fields import read_day
from eventapp.web.forms import Button
from eventapp.web.security_headers import allow_search_engines
from eventapp.web.template_helpers import day as day_word


@bp.get("/s/<slug:series>")
@access(EVERYBODY)
def public_series(series: str) -> ResponseReturnValue:
    """List the coming dates of a series. One that nobody may see yet is not there."""
    found = series_by_slug(db.session(), series)
    now = utc_now()
    dates = open_dates_of(db.session(), found.id)
    if not dates:
        raise NotFound
    allow_search_engines()
    return render_template(
        "events/public_series.html",
        series=found,
        rule=_words(found),
        coming=[event for event in dates if event.ends_at > now],
    )


@bp.route("/organise/series/new", methods=["GET", "POST"])
@access(ORGANISER)
def new_series() -> ResponseReturnValue:
    """Say how often a gathering comes back, look at the dates, and make them."""
    form = SeriesForm.of_kind(Kind.CAFE)
    if form.validate_on_submit() and _has_seen(_preview(form)):
        made = services.create_series(
            organisation_id=current_member().organisation_id, plan=form.plan(), now=utc_now()
        )
        flash(_("The dates are there as drafts. Look at them, then publish."))
        return redirect(url_for(".series", series=made.slug), 303)
    return render_template(
        "events/new_series.html", form=form, preview=_preview(form), sealed=sealed
    ), form.status


@bp.get("/organise/series/<slug:series>")
@access(SERIES_ORGANISER)
def series(series: str) -> ResponseReturnValue:  # noqa: ARG001 -- The rule has read the series.
    """Show the dates of a series, and what can be done with each."""
    found, now = current_series(), utc_now()
    dates = dates_of(db.session(), found.id)
    coming = [event for event in dates if event.ends_at > now]
    return render_template(
        "events/series.html",
        series=found,
        rule=_words(found),
        coming=coming,
        held=[event for event in reversed(dates) if event.ends_at <= now],
        drafts=sum(not event.is_public for event in coming),
        is_public=any(event.is_named_openly for event in dates),
        form=Button(),
    )


@bp.route("/organise/series/<slug:series>/change", methods=["GET", "POST"])
@access(SERIES_ORGANISER)
def change_series(series: str) -> ResponseReturnValue:
    """Change a series, and the dates ahead on which nobody is signed up."""
    found = current_series()
    form = SeriesForm.of(found)
    if form.validate_on_submit() and _has_seen(_preview(form)):
        outcome = services.change_series(series_id=found.id, plan=form.plan(), now=utc_now())
        for sentence in _said(outcome):
            flash(sentence)
        return redirect(url_for(".series", series=series), 303)
    return render_template(
        "events/change_series.html", form=form, series=found, preview=_preview(form), sealed=sealed
    ), form.status


@bp.post("/organise/series/<slug:series>/publish")
@access(SERIES_ORGANISER)
def publish_series(series: str) -> ResponseReturnValue:
    """Show every date ahead to everybody."""
    if Button().validate_on_submit():
        try:
            services.publish_dates(series_id=current_series().id, now=utc_now())
        except Conflict as refusal:
            flash(_(refusal.sentence))
        else:
            flash(_("Everybody can see the dates now."))
    return redirect(url_for(".series", series=series), 303)


@bp.post("/organise/series/<slug:series>/skip")
@access(SERIES_ORGANISER)
def skip_date(series: str) -> ResponseReturnValue:
    """Leave one date out. One that people are signed up for is called off by itself."""
    if Button().validate_on_submit():
        day = _day_asked_for()
        if services.skip_date(series_id=current_series().id, day=day, now=utc_now()):
            flash(_("%(day)s is left out.", day=day_word(day)))
        else:
            flash(
                _(
                    "%(day)s stays, because somebody is signed up or something is written there. "
                    "You can call it off on its own page.",
                    day=day_word(day),
                )
            )
    return redirect(url_for(".series", series=series), 303)


def _day_asked_for() -> date:
    try:
        return read_day(request.form.get("day", ""))
    except ValueError:
        raise NotFound from None


def _preview(form: SeriesForm) -> list[date] | None:
    """Give the dates a form in order would make, once it was sent."""
    if not form.is_submitted() or form.errors:
        return None
    return form.days(utc_now().astimezone(ZONE).date())


def _has_seen(days: list[date] | None) -> bool:
    """Tell whether the button that was pressed stood under these very dates."""
    return days is not None and request.form.get("save") == sealed(days)


def sealed(days: list[date]) -> str:
    """Write dates as the button under them carries them."""
    return " ".join(day.isoformat() for day in days)


def _words(found: Series) -> str:
    rule = read_rule(found.rule, found.starts_on)
    return in_words(rule, starts=found.starts, ends=ends_at(found))


def _said(outcome: Outcome) -> list[str]:
    """Say what a changed rule has done."""
    sentences = [_("Saved.")]
    if outcome.made:
        sentences.append(ngettext("One new date.", "%(num)d new dates.", outcome.made))
    if outcome.taken_away:
        sentences.append(
            ngettext(
                "One date was taken away.", "%(num)d dates were taken away.", outcome.taken_away
            )
        )
    if outcome.stay:
        days = ", ".join(day_word(day) for day in outcome.stay)
        sentences.append(
            _(
                "These stay, because people are signed up or things are written there: %(days)s",
                days=days,
            )
        )
    return sentences
