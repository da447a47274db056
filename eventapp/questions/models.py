"""An organiser's questions, and what people answered when they signed up."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventapp.columns import DataClass, PersonalText, personal, plain
from eventapp.db import Model
from eventapp.questions.enums import Purpose, QuestionKind, SeenBy

LONGEST_DAYS = 30  # No answer outlives the name and the address of who gave it.
USUAL_DAYS = 7


class QuestionOption(Model):
    """One thing that can be chosen. Its number stays when its words change, and so do answers."""

    __tablename__ = "question_option"
    # A number is never given to a second option: a page that is open somewhere may hold it.
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    question_id: Mapped[int] = mapped_column(
        ForeignKey("question.id", ondelete="CASCADE"), index=True, info=plain()
    )
    position: Mapped[int] = mapped_column(info=plain())
    label: Mapped[str] = mapped_column(Text, info=plain("What can be chosen."))


class Question(Model):
    """Something an organiser asks everybody who signs up, or everybody after the day."""

    __tablename__ = "question"
    __table_args__ = (
        Index(None, "event_id", "purpose", "position"),
        CheckConstraint(
            "(shown_if_question_id IS NULL) = (shown_if_value IS NULL)", name="condition_is_whole"
        ),
        CheckConstraint(
            f"erase_after_days BETWEEN 0 AND {LONGEST_DAYS}", name="erased_within_thirty_days"
        ),
        # A number is never given to a second question: fields of open pages are named by it.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), info=plain())
    purpose: Mapped[Purpose] = mapped_column(info=plain("When it is asked."))
    position: Mapped[int] = mapped_column(info=plain())
    kind: Mapped[QuestionKind] = mapped_column(info=plain("How it is answered."))
    text: Mapped[str] = mapped_column(Text, info=plain("The question."))
    help: Mapped[str] = mapped_column(Text, default="", info=plain("What helps to answer it."))
    is_required: Mapped[bool] = mapped_column(default=False, info=plain())
    seen_by: Mapped[SeenBy] = mapped_column(
        default=SeenBy.ORGANISERS, info=plain("Who sees the answers.")
    )
    #: Days after the gathering.
    erase_after_days: Mapped[int] = mapped_column(
        default=USUAL_DAYS, info=plain("When the answers are erased.")
    )
    #: Asked only if an earlier question was answered with this: an option's number, yes or no.
    shown_if_question_id: Mapped[int | None] = mapped_column(
        ForeignKey("question.id"), info=plain("The question it depends on.")
    )
    shown_if_value: Mapped[str | None] = mapped_column(
        String(12), info=plain("The answer it depends on.")
    )

    options: Mapped[list[QuestionOption]] = relationship(
        cascade="all, delete-orphan", order_by=QuestionOption.position, lazy="selectin"
    )

    @property
    def field_name(self) -> str:
        """Name the question's field in a form."""
        return f"q{self.id}"


class Answer(Model):
    """What one person answered to one question when she signed up, or later on her own page.

    Numbers of options stand for what was chosen, so that new words for an option reach the
    answers given already.
    """

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("registration_id", "question_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    question_id: Mapped[int] = mapped_column(
        ForeignKey("question.id", ondelete="CASCADE"), index=True, info=plain()
    )
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), info=plain()
    )
    text: Mapped[str] = mapped_column(
        PersonalText,
        info=personal(
            DataClass.SPECIAL,
            purpose="What she answered the organiser.",
            retention="as the question says, at most event + 30 days",
        ),
    )
