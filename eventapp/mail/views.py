"""The mailbox of the demo, where a person who tries the chain finds her mails."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from eventapp.extensions import settings_now
from eventapp.mail.mailbox import latest_mails, mail_named
from eventapp.web.access import DEMO_ONLY, access

bp = Blueprint("mailbox", __name__)


def _folder() -> Path:
    return settings_now().data / "mail"


@bp.get("/demo/mail")
@access(DEMO_ONLY)
def inbox() -> ResponseReturnValue:
    """List what was sent."""
    return render_template("mail/inbox.html", mails=latest_mails(_folder()))


@bp.get("/demo/mail/<name>")
@access(DEMO_ONLY)
def message(name: str) -> ResponseReturnValue:
    """Show one mail."""
    return render_template("mail/message.html", mail=mail_named(_folder(), name))
