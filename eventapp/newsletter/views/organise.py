"""The organiser's pages of letters: write, look, try it out, send, stop."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.accounts.access import ORGANISER, current_member
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict
from eventapp.newsletter import issues
from eventapp.newsletter.forms import IssueForm
from eventapp.newsletter.messages import issue_mail
from eventapp.newsletter.models import Issue
from eventapp.newsletter.queries import count_subscribers, issue_of, issues_of
from eventapp.newsletter.views import bp
from eventapp.web.access import access
from eventapp.web.forms import Button
from eventapp.web.language import current_language


def _issue(issue_id: int) -> Issue:
    return issue_of(db.session(), current_member().organisation_id, issue_id)


@bp.get("/organise/news")
@access(ORGANISER)
def letters() -> ResponseReturnValue:
    """List the letters, and say how many people get them."""
    home = current_member().organisation
    return render_template(
        "newsletter/letters.html",
        organisation=home,
        issues=issues_of(db.session(), home.id),
        readers=count_subscribers(db.session(), home.id),
    )


@bp.route("/organise/news/new", methods=["GET", "POST"])
@access(ORGANISER)
def new() -> ResponseReturnValue:
    """Write a letter."""
    form = IssueForm(language=current_language())
    if form.validate_on_submit():
        issue_id = issues.write(
            organisation_id=current_member().organisation_id, written=form.written(), now=utc_now()
        )
        return redirect(url_for(".letter", issue_id=issue_id), 303)
    return render_template("newsletter/write.html", form=form, issue=None), form.status


@bp.route("/organise/news/<int:issue_id>/change", methods=["GET", "POST"])
@access(ORGANISER)
def change(issue_id: int) -> ResponseReturnValue:
    """Change a letter that has gone to nobody."""
    issue = _issue(issue_id)
    form = IssueForm.of(issue)
    if form.validate_on_submit():
        try:
            issues.rewrite(issue_id=issue_id, written=form.written())
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            return redirect(url_for(".letter", issue_id=issue_id), 303)
    return render_template("newsletter/write.html", form=form, issue=_issue(issue_id)), form.status


@bp.route("/organise/news/<int:issue_id>", methods=["GET", "POST"])
@access(ORGANISER)
def letter(issue_id: int) -> ResponseReturnValue:
    """Show a letter as it will be read, how far it has come, and what can be done."""
    _issue(issue_id)
    form = Button()
    if form.validate_on_submit():
        try:
            _act(issue_id)
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            return redirect(url_for(".letter", issue_id=issue_id), 303)
    issue = _issue(issue_id)
    return render_template(
        "newsletter/letter.html",
        form=form,
        issue=issue,
        mail=issue_mail(issue, leaving=""),
        readers=count_subscribers(db.session(), issue.organisation_id),
    ), form.status


def _act(issue_id: int) -> None:
    now = utc_now()
    match request.form.get("act"):
        case "try":
            account_id = current_member().account_id
            issues.try_out(issue_id=issue_id, account_id=account_id, now=now)
            flash(_("It is on its way to you. Look at it in your inbox."))
        case "send":
            issues.send(issue_id=issue_id, now=now)
        case "stop":
            issues.stop(issue_id=issue_id, now=now)
            flash(_("Stopped. Nobody more gets it."))
        case _:
            return
