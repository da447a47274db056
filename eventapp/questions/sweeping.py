"""Erasing answers on the day their question named."""

from __future__ import annotations

from eventapp.clock import utc_now
from eventapp.db import transaction
from eventapp.extensions import jobs
from eventapp.questions.services.answering import forget_old_answers


@jobs.every(minutes=30)
def forget_answers_whose_days_are_over() -> None:
    """Delete answers as soon as the days their question named are over."""
    with transaction() as session:
        forget_old_answers(session, now=utc_now())
