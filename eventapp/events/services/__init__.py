"""Use cases of gatherings, cut by what is made. Those of the gathering itself are named here."""

from __future__ import annotations

from eventapp.events.services.making import (
    Essentials,
    PublicText,
    WhoCanCome,
    Window,
    cancel,
    change_essentials,
    close,
    create_event,
    describe,
    publish,
    reopen,
    set_who_can_come,
    set_windows,
)

__all__ = [
    "Essentials",
    "PublicText",
    "WhoCanCome",
    "Window",
    "cancel",
    "change_essentials",
    "close",
    "create_event",
    "describe",
    "publish",
    "reopen",
    "set_who_can_come",
    "set_windows",
]
