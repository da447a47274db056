"""What a mail says: a few sentences and at most one link, in plain text and as a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template


@dataclass(frozen=True, slots=True)
class Letter:
    """The words of one mail, already in the reader's language."""

    language: str
    subject: str
    greeting: str
    sentences: Sequence[str]
    link_text: str = ""
    link: str = ""
    afterwards: Sequence[str] = ()
    #: Mails that anybody can call forth by typing an address: True while nobody has opened a
    #: link we sent there, False once somebody has. Other mails leave it out. An address gets
    #: few of the first kind a day, and asking costs the same for both.
    is_first: bool | None = None

    def as_text(self) -> str:
        """Give the mail as plain text."""
        return render_template("mail/letter.txt", letter=self)

    def as_html(self) -> str:
        """Give the mail as a page that mail programs can show."""
        return render_template("mail/letter.html", letter=self)
