"""The write-up and its parts."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventapp.columns import plain
from eventapp.db import Model
from eventapp.events.models import Event
from eventapp.outcomes.enums import (
    ChangeKind,
    ChangeStatus,
    ParagraphRole,
    PrintingState,
    Quantifier,
    SectionKind,
    Voice,
    WriteUpStatus,
)
from eventapp.programme.models import Contribution

claim_evidence = Table(
    "claim_evidence",
    Model.metadata,
    Column(
        "claim_id",
        Integer,
        ForeignKey("claim.id", ondelete="CASCADE"),
        primary_key=True,
        info=plain(),
    ),
    Column(
        "contribution_id", Integer, ForeignKey("contribution.id"), primary_key=True, info=plain()
    ),
)

change_evidence = Table(
    "change_evidence",
    Model.metadata,
    Column(
        "desired_change_id",
        Integer,
        ForeignKey("desired_change.id", ondelete="CASCADE"),
        primary_key=True,
        info=plain(),
    ),
    Column(
        "contribution_id", Integer, ForeignKey("contribution.id"), primary_key=True, info=plain()
    ),
)


class WriteUp(Model):
    """The published account of a gathering, or its draft."""

    __tablename__ = "write_up"

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), unique=True, info=plain())
    status: Mapped[WriteUpStatus] = mapped_column(default=WriteUpStatus.DRAFT, info=plain())
    version: Mapped[int] = mapped_column(default=1, info=plain())
    published_on: Mapped[date | None] = mapped_column(Date, info=plain())
    #: Numbers of people, typed in until the read-through counts them itself.
    read_by: Mapped[int] = mapped_column(default=0, info=plain("How many read it through."))
    read_of: Mapped[int] = mapped_column(default=0, info=plain("How many were asked to."))

    event: Mapped[Event] = relationship(lazy="joined")
    sections: Mapped[list[Section]] = relationship(
        back_populates="write_up", cascade="all, delete-orphan", order_by="Section.position"
    )


class HeadCount(Model):
    """How many came and from where, counted once for good before people are erased.

    It holds what readers see and no more: groups under five are already put together.
    """

    __tablename__ = "head_count"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True, info=plain()
    )
    participants: Mapped[int] = mapped_column(info=plain("How many came."))
    #: Pairs of a region's name and how many came from there, in the order they are printed.
    regions: Mapped[list[tuple[str, int]]] = mapped_column(
        JSON, info=plain("How many came from where.")
    )
    paid: Mapped[int | None] = mapped_column(info=plain("How many paid peers came."))
    volunteer: Mapped[int | None] = mapped_column(info=plain("How many voluntary peers came."))


class Section(Model):
    """One part of the write-up, where the editor put it."""

    __tablename__ = "section"
    __table_args__ = (UniqueConstraint("write_up_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    write_up_id: Mapped[int] = mapped_column(
        ForeignKey("write_up.id", ondelete="CASCADE"), index=True, info=plain()
    )
    key: Mapped[str] = mapped_column(String(40), info=plain("Its name in links and files."))
    kind: Mapped[SectionKind] = mapped_column(info=plain())
    heading: Mapped[str] = mapped_column(Text, default="", info=plain())
    position: Mapped[int] = mapped_column(info=plain())

    write_up: Mapped[WriteUp] = relationship(back_populates="sections")
    paragraphs: Mapped[list[Paragraph]] = relationship(
        back_populates="section", cascade="all, delete-orphan", order_by="Paragraph.position"
    )
    desired_changes: Mapped[list[DesiredChange]] = relationship(
        back_populates="section", cascade="all, delete-orphan", order_by="DesiredChange.number"
    )


class Paragraph(Model):
    """One paragraph in one voice. In the peers' voice its claims hold the words."""

    __tablename__ = "paragraph"

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    section_id: Mapped[int] = mapped_column(
        ForeignKey("section.id", ondelete="CASCADE"), index=True, info=plain()
    )
    key: Mapped[str] = mapped_column(String(40), info=plain("Its name in links and files."))
    voice: Mapped[Voice] = mapped_column(info=plain())
    role: Mapped[ParagraphRole] = mapped_column(default=ParagraphRole.PLAIN, info=plain())
    text: Mapped[str] = mapped_column(Text, default="", info=plain())
    addressee: Mapped[str] = mapped_column(Text, default="", info=plain())
    link_text: Mapped[str] = mapped_column(Text, default="", info=plain())
    link_url: Mapped[str] = mapped_column(Text, default="", info=plain())
    position: Mapped[int] = mapped_column(info=plain())

    section: Mapped[Section] = relationship(back_populates="paragraphs")
    claims: Mapped[list[Claim]] = relationship(
        back_populates="paragraph", cascade="all, delete-orphan", order_by="Claim.position"
    )
    sources: Mapped[list[SourceCitation]] = relationship(
        cascade="all, delete-orphan", order_by="SourceCitation.position"
    )


class Claim(Model):
    """A sentence in the peers' voice. It knows the contributions behind it."""

    __tablename__ = "claim"

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    paragraph_id: Mapped[int] = mapped_column(
        ForeignKey("paragraph.id", ondelete="CASCADE"), index=True, info=plain()
    )
    key: Mapped[str] = mapped_column(String(40), info=plain("Its name in links and files."))
    text: Mapped[str] = mapped_column(Text, info=plain("Public once it is published."))
    quantifier: Mapped[Quantifier | None] = mapped_column(info=plain())
    answered_yes: Mapped[int | None] = mapped_column(info=plain("Hands, dots or ballots for it."))
    answered_of: Mapped[int | None] = mapped_column(info=plain("How many answered."))
    position: Mapped[int] = mapped_column(info=plain())

    paragraph: Mapped[Paragraph] = relationship(back_populates="claims")
    evidence: Mapped[list[Contribution]] = relationship(
        secondary=claim_evidence, order_by=Contribution.number
    )


class SourceCitation(Model):
    """Somebody else's published words or findings, and where they are."""

    __tablename__ = "source_citation"

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    paragraph_id: Mapped[int] = mapped_column(
        ForeignKey("paragraph.id", ondelete="CASCADE"), index=True, info=plain()
    )
    publisher: Mapped[str] = mapped_column(Text, info=plain())
    title: Mapped[str] = mapped_column(Text, info=plain())
    year: Mapped[int | None] = mapped_column(info=plain())
    url: Mapped[str] = mapped_column(Text, default="", info=plain())
    quoted_text: Mapped[str] = mapped_column(Text, default="", info=plain())
    position: Mapped[int] = mapped_column(info=plain())


class DesiredChange(Model):
    """Something the peers ask somebody for; it lives on until it is answered."""

    __tablename__ = "desired_change"

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    section_id: Mapped[int] = mapped_column(
        ForeignKey("section.id", ondelete="CASCADE"), index=True, info=plain()
    )
    key: Mapped[str] = mapped_column(String(40), info=plain("Its name in links and files."))
    number: Mapped[int] = mapped_column(info=plain())
    kind: Mapped[ChangeKind] = mapped_column(info=plain())
    addressed_to: Mapped[str] = mapped_column(Text, info=plain())
    text: Mapped[str] = mapped_column(Text, info=plain("Public once it is published."))
    review_on: Mapped[date | None] = mapped_column(Date, info=plain())
    status: Mapped[ChangeStatus] = mapped_column(default=ChangeStatus.OPEN, info=plain())
    answered_yes: Mapped[int | None] = mapped_column(info=plain("Dots for it."))
    answered_of: Mapped[int | None] = mapped_column(info=plain("How many answered."))

    section: Mapped[Section] = relationship(back_populates="desired_changes")
    evidence: Mapped[list[Contribution]] = relationship(
        secondary=change_evidence, order_by=Contribution.number
    )


class Printing(Model):
    """One making of the PDF: waiting, at work, ready or failed. Old ones stay until then."""

    __tablename__ = "printing"

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    write_up_id: Mapped[int] = mapped_column(
        ForeignKey("write_up.id", ondelete="CASCADE"), index=True, info=plain()
    )
    version: Mapped[int] = mapped_column(info=plain())
    state: Mapped[PrintingState] = mapped_column(default=PrintingState.WAITING, info=plain())
    step: Mapped[int] = mapped_column(default=0, info=plain())
    of_steps: Mapped[int] = mapped_column(default=0, info=plain())
    asked_at: Mapped[datetime] = mapped_column(info=plain())
    changed_at: Mapped[datetime] = mapped_column(info=plain("When it last moved."))
