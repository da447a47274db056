"""A person's own calendar: one entry that tells whoever sees it nothing.

She can take the entry home once, or have her calendar ask for it by a secret address. The
address is worked out of a random number and the key of the installation, so that her page
can show it again, and neither the database nor a copy of it opens anything.
"""

from __future__ import annotations

from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from eventapp import tokens
from eventapp.columns import plain, secret
from eventapp.db import Model, insert_or_update, transaction
from eventapp.errors import NotFound
from eventapp.events.calendars import Appointment, calendar_file
from eventapp.events.models import Event
from eventapp.extensions import keyring
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import Registration


class OwnCalendar(Model):
    """The secret address from which a person's calendar reads her entry."""

    __tablename__ = "own_calendar"

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), unique=True, info=plain()
    )
    #: The address is worked out of it. Alone it opens nothing.
    seed: Mapped[str] = mapped_column(
        String(26), info=secret("Showing the address again.", retention="event + 30 days")
    )
    digest: Mapped[str] = mapped_column(
        String(64),
        unique=True,
        info=secret("Recognising the address.", retention="event + 30 days"),
    )

    registration: Mapped[Registration] = relationship()


def open_calendar(*, registration_id: int) -> None:
    """Make the secret address of a person's calendar; pressed twice, the first one stays."""
    with transaction() as session:
        seed = tokens.new_secret()
        insert_or_update(
            session,
            OwnCalendar,
            {
                "registration_id": registration_id,
                "seed": seed,
                "digest": tokens.hash_secret(keyring.calendar_secret(seed)),
            },
            unique=("registration_id",),
            update={"registration_id": registration_id},
            where=OwnCalendar.registration_id == registration_id,
        )


def close_calendar(*, registration_id: int) -> None:
    """End the secret address. Calendars that ask for it meet the same page as for nothing."""
    with transaction() as session:
        session.execute(delete(OwnCalendar).where(OwnCalendar.registration_id == registration_id))


def calendar_secret_of(session: Session, registration_id: int) -> str | None:
    """Give the secret of a person's calendar, or None while she has not asked for one."""
    seed = session.scalars(
        select(OwnCalendar.seed).where(OwnCalendar.registration_id == registration_id)
    ).one_or_none()
    return None if seed is None else keyring.calendar_secret(seed)


def registration_by_calendar(session: Session, secret: str) -> Registration:
    """Find whose calendar a secret opens. Raises NotFound, at the same cost.

    The windows of the gathering are left out, because reading them would be one statement
    more than for a secret that is not one.
    """
    found = session.scalars(
        select(Registration)
        .join(OwnCalendar, OwnCalendar.registration_id == Registration.id)
        .options(joinedload(Registration.event).lazyload(Event.phases))
        .where(OwnCalendar.digest == tokens.hash_secret(secret))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def own_calendar_file(registration: Registration, *, address: str = "") -> bytes:
    """Write a person's entry. A discreet one says "Appointment" and when, and no more."""
    with force_locale(registration.language):
        entry = _appointment(registration)
        return calendar_file([entry], name=_("Appointments") if address else "", address=address)


def _appointment(registration: Registration) -> Appointment:
    event = registration.event
    return Appointment(
        uid=keyring.appointment_uid(registration.id),
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        summary=_("Appointment") if registration.is_discreet else event.title,
        changed_at=_changed_at(registration),
        # Whether she comes is as new to her calendar as another day.
        revision=event.revision + (registration.status is RegistrationStatus.CANCELLED),
        status=_status(registration),
        is_private=True,
    )


def _status(registration: Registration) -> str:
    """Say in a calendar's words whether she comes (RFC 5545, 3.8.1.11)."""
    if registration.event.is_cancelled or registration.status is RegistrationStatus.CANCELLED:
        return "CANCELLED"
    return "CONFIRMED" if registration.is_expected else "TENTATIVE"


def _changed_at(registration: Registration) -> datetime:
    return max(registration.event.changed_at, registration.status_since)
