"""Pages that are the same for everybody who reads one language, kept for a few seconds.

A page is kept in this process only and until anything at all is written by it, so that who
changes something sees it at once. What another process writes is seen within STEP: nobody
can tell that from having asked a moment earlier. What the hour changes (a window opens) is
exact for every full minute, because the seconds are counted from there.
"""

from __future__ import annotations

import itertools
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from threading import Lock

from flask import session
from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

from eventapp.web.language import current_language
from eventapp.web.security_headers import allow_search_engines, may_be_indexed

STEP = 5  # Seconds. It divides a minute.
MOST_PAGES = 200  # Some 30 kB each.

Key = tuple[str, str, int, int]

_pages: OrderedDict[Key, tuple[str, bool]] = OrderedDict()
_lock = Lock()
_writes = itertools.count(1)
_written = 0


def kept_page(name: str, make: Callable[[], str], *, now: datetime) -> str:
    """Give a page by its name, made now or a few seconds ago.

    ``make`` must read nothing of who asks but the language; whether search engines may find
    the page is kept with it. A page with a notice for one
    person or with a form's token is never kept and never given to another.
    """
    if "_flashes" in session:
        return make()
    # Taken before anything is read: a page made of what was then changed is never found again.
    key = (name, current_language(), _written, int(now.timestamp()) // STEP)
    with _lock:
        found = _pages.get(key)
    if found is not None:
        page, may_be_found = found
        if may_be_found:
            allow_search_engines()
        return page
    page = make()
    if "csrf_token" not in page:
        with _lock:
            _pages[key] = page, may_be_indexed()
            while len(_pages) > MOST_PAGES:
                _pages.popitem(last=False)
    return page


def _forget_all() -> None:
    global _written  # noqa: PLW0603 -- One number for the process; it only grows.
    _written = next(_writes)
    with _lock:
        _pages.clear()


@event.listens_for(Session, "after_commit")
def _after_use_case(_session: Session) -> None:
    _forget_all()


@event.listens_for(Engine, "commit")
def _on_commit(_connection: Connection) -> None:
    # Just before it, and for what is written without a session.
    _forget_all()
