"""What people read for what stands in the list, in a file taken out, and in one brought in."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from eventapp.people.enums import Column, Fate, Format, Sort, Trouble
from eventapp.registration.enums import Engagement, PeerRole, Region, RegistrationStatus
from eventapp.registration.words import REGION_WORDS, ROLE_WORDS
from eventapp.web.language import LANGUAGES

STATUS_IN_LISTS = {
    RegistrationStatus.CONFIRMED: _l("has a seat"),
    RegistrationStatus.OFFERED: _l("is asked about a seat"),
    RegistrationStatus.WAITING: _l("on the waiting list"),
    RegistrationStatus.CANCELLED: _l("has cancelled"),
    RegistrationStatus.ATTENDED: _l("has arrived"),
}
REGION_IN_LISTS = {Region(value): words for value, words in REGION_WORDS}
ROLE_IN_LISTS = {PeerRole(value): words for value, words in ROLE_WORDS}
ENGAGEMENT_IN_LISTS = {Engagement.PAID: _l("Paid"), Engagement.VOLUNTEER: _l("Volunteer")}
LANGUAGE_WORDS = LANGUAGES
YES = _l("Yes")

EVERYBODY = ("", _l("Everybody"))
STATUS_WORDS = [(status.value, words) for status, words in STATUS_IN_LISTS.items()]
REGION_CHOICES = [(region.value, words) for region, words in REGION_IN_LISTS.items()]
ENGAGEMENT_CHOICES = [(kind.value, words) for kind, words in ENGAGEMENT_IN_LISTS.items()]
SORT_WORDS = [
    (Sort.NAME.value, _l("Name")),
    (Sort.TIME.value, _l("Newest first")),
    (Sort.STATUS.value, _l("Seats, then the waiting list")),
]

COLUMN_WORDS = {
    Column.NAME: _l("Name"),
    Column.ADDRESS: _l("E-mail"),
    Column.STATUS: _l("State"),
    Column.REGION: _l("Region"),
    Column.ENGAGEMENT: _l("Paid or volunteer"),
    Column.ROLES: _l("Roles"),
    Column.ON_BEHALF: _l("Signed up for her"),
    Column.LANGUAGE: _l("Language"),
    Column.REGISTERED_AT: _l("Signed up at"),
}
COLUMN_CHOICES = [(column.value, words) for column, words in COLUMN_WORDS.items()]
FORMAT_WORDS = [
    (Format.XLSX.value, _l("For Excel and LibreOffice (XLSX)")),
    (Format.CSV.value, _l("Plain text with semicolons (CSV)")),
]

FATE_WORDS = {
    Fate.SEAT: _l("Gets a seat"),
    Fate.QUEUE: _l("Goes on the waiting list"),
    Fate.STAYS: _l("Is here already and stays as is"),
    Fate.CANNOT: _l("Cannot be added"),
}
TROUBLE_WORDS = {
    Trouble.NO_NAME: _l("There is no name."),
    Trouble.LONG_NAME: _l("The name is longer than 60 characters."),
    Trouble.NO_ADDRESS: _l("We cannot read the e-mail. Does it look like name@place.dk?"),
    Trouble.UNKNOWN_REGION: _l("We do not know this region."),
    Trouble.UNKNOWN_ENGAGEMENT: _l("Write “paid” or “volunteer”, or leave it empty."),
    Trouble.TWICE: _l("The same e-mail stands higher up in the file."),
}
