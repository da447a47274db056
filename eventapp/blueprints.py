"""The one place that knows every page."""

from __future__ import annotations

from flask import Flask

from eventapp.accounts import sweeping as _sweeping  # noqa: F401 -- It runs by the clock.
from eventapp.accounts.views import bp as accounts
from eventapp.checkin import forgetting as _checkin_forgetting  # noqa: F401 -- It runs by the clock.
from eventapp.checkin.views import bp as checkin
from eventapp.consents import sweeping as _consents_sweeping  # noqa: F401 -- It runs by the clock.
from eventapp.consents.views import bp as consents
from eventapp.dashboard.views import bp as dashboard
from eventapp.evaluation import sweeping as _evaluation_sweeping  # noqa: F401 -- By the clock.
from eventapp.evaluation.views import bp as evaluation
from eventapp.events import sweeping as _activity_sweeping  # noqa: F401 -- It runs by the clock.
from eventapp.events.views import bp as events
from eventapp.mail import bounces as _bounces  # noqa: F401 -- It runs by the clock.
from eventapp.mail import sweeping as _mail_sweeping  # noqa: F401 -- It runs by the clock.
from eventapp.mail.views import bp as mailbox
from eventapp.needs.views import bp as needs
from eventapp.newsletter import issues as _newsletter_issues  # noqa: F401 -- It runs by the clock.
from eventapp.newsletter import receivers as _newsletter_receivers  # noqa: F401 -- It listens.
from eventapp.newsletter import sweeping as _newsletter_sweeping  # noqa: F401 -- By the clock.
from eventapp.newsletter.views import bp as newsletter
from eventapp.outcomes import receivers as _outcomes_receivers  # noqa: F401 -- It listens.
from eventapp.outcomes.views import bp as outcomes
from eventapp.owndata.views import bp as owndata
from eventapp.people import sweeping as _people_sweeping  # noqa: F401 -- It runs by the clock.
from eventapp.people.views import bp as people
from eventapp.programme import receivers as _programme_receivers  # noqa: F401 -- It listens.
from eventapp.programme.views import bp as programme
from eventapp.questions import sweeping as _questions_sweeping  # noqa: F401 -- It runs by the clock.
from eventapp.questions.views import bp as questions
from eventapp.registration import receivers as _registration_receivers  # noqa: F401 -- It listens.
from eventapp.registration import reminders as _reminders  # noqa: F401 -- It runs by the clock.
from eventapp.registration import retention as _retention  # noqa: F401 -- It runs by the clock.
from eventapp.registration import settling as _settling  # noqa: F401 -- It runs by the clock.
from eventapp.registration.mailings import receivers as _mailing_receivers  # noqa: F401 -- It listens.
from eventapp.registration.views import bp as registration
from eventapp.registration.wordings.views import bp as letters
from eventapp.themes.views import bp as themes
from eventapp.web.views import bp as health

ALL = (
    health,
    mailbox,
    accounts,
    consents,
    newsletter,
    events,
    questions,
    registration,
    needs,
    owndata,
    letters,
    people,
    themes,
    evaluation,
    checkin,
    programme,
    outcomes,
    dashboard,
)


def init_app(app: Flask) -> None:
    """Give the app its pages."""
    for blueprint in ALL:
        app.register_blueprint(blueprint)
