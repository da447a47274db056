"""Gatherings as calendars and feeds: bytes from plain values.

Calendars follow RFC 5545 and 7986, feeds follow Atom (RFC 4287). Moments are in UTC, which
every calendar turns into the clock of its reader.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

from icalendar import Calendar
from icalendar import Event as Entry

from eventapp.web.forms import clean_line, clean_text

#: How often a calendar that subscribes should ask again (RFC 7986, 5.7).
ASK_AGAIN = timedelta(hours=12)
_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Appointment:
    """One entry of a calendar."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    changed_at: datetime
    revision: int
    status: str = "CONFIRMED"
    description: str = ""
    location: str = ""
    url: str = ""
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Announcement:
    """One entry of a feed."""

    title: str
    text: str
    link: str
    changed_at: datetime


def uid_of(address: str) -> str:
    """Give the name of an entry that stays the same whatever changes in it."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, address))


def calendar_file(
    appointments: Sequence[Appointment], *, name: str = "", address: str = ""
) -> bytes:
    """Write a calendar. With an address it is one that can be subscribed to."""
    calendar = Calendar()
    # The maker's name would tell what the file is about, so it names a format and no more.
    calendar.add("prodid", "-//calendar//2.0//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if name:
        calendar.add("name", clean_line(name))
        calendar.add("x-wr-calname", clean_line(name))
    if address:
        calendar.add("source", address, parameters={"VALUE": "URI"})
        calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    for appointment in appointments:
        calendar.add_component(_entry(appointment))
    return calendar.to_ical()


def _entry(appointment: Appointment) -> Entry:
    entry = Entry()
    entry.add("uid", appointment.uid)
    entry.add("dtstamp", appointment.changed_at)
    entry.add("last-modified", appointment.changed_at)
    entry.add("sequence", appointment.revision)
    entry.add("dtstart", appointment.starts_at)
    entry.add("dtend", appointment.ends_at)
    entry.add("status", appointment.status)
    # A line of our own in a file could be read as another entry, so what ends a line goes.
    entry.add("summary", clean_line(appointment.summary))
    if appointment.description:
        entry.add("description", clean_text(appointment.description))
    if appointment.location:
        entry.add("location", clean_line(appointment.location))
    if appointment.url:
        entry.add("url", appointment.url)
    if appointment.is_private:
        entry.add("class", "PRIVATE")
    return entry


def feed_file(
    announcements: Sequence[Announcement], *, title: str, page: str, address: str, changed: datetime
) -> bytes:
    """Write a feed of what is announced, the newest first."""
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed")
    _write(feed, "id", page)
    _write(feed, "title", clean_line(title))
    _write(feed, "updated", changed.isoformat())
    _link(feed, page, rel="alternate")
    _link(feed, address, rel="self")
    author = ET.SubElement(feed, f"{{{_ATOM}}}author")
    _write(author, "name", clean_line(title))
    for announcement in announcements:
        entry = ET.SubElement(feed, f"{{{_ATOM}}}entry")
        _write(entry, "id", announcement.link)
        _write(entry, "title", clean_line(announcement.title))
        _write(entry, "updated", announcement.changed_at.isoformat())
        _link(entry, announcement.link, rel="alternate")
        _write(entry, "summary", clean_text(announcement.text))
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="utf-8")


def _write(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}{name}").text = text


def _link(parent: ET.Element, address: str, *, rel: str) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}link", rel=rel, href=address)
