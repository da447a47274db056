"""The write-up on paper: from an edition to the bytes of one PDF.

The page is written here, from the edition and the templates in ``outcomes/print``. It is
set and printed by the press, a process of its own with limits (see ``printing.press``), so
that a page that is too much for it costs a job and never the service.

The PDF is both PDF/UA-1 (it can be heard) and PDF/A-3a (it can be kept), and the same
edition gives the same bytes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from eventapp.outcomes.printing import figures, text
from eventapp.outcomes.reading import Reading
from eventapp.paths import shipped
from eventapp.printing import press
from eventapp.printing.orders import Attachment, PrintOrder, print_pdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from eventapp.outcomes.edition import Edition
    from eventapp.outcomes.phrases import Translations

STEPS: Final = press.STEPS + 1

DISPLAY_FONT: Final = "brygada-700.ttf"
COVER_POINTS: Final = ((74, 3), (60, 4), (48, 5), (38, 6), (28, 9))
"""Type sizes of the title on the cover, each with the most lines it may take."""
# A page that is emptier than this, before the last one, makes the press try another place
# for the wide drawing.
ENOUGH_ON_A_PAGE: Final = 0.5
LAYOUTS: Final = ("draw-a", "draw-b")


def write_up_pdf(
    edition: Edition,
    *,
    translations: Translations,
    on_step: Callable[[int, int], None] | None = None,
) -> bytes:
    """Give the PDF of a write-up.

    ``translations`` are those of the edition's language. ``on_step`` is told how far it has
    come: step 1 to 4 of 4. Raises DocumentFailed when the press fails twice.
    """
    tell = on_step or (lambda _done, _all: None)
    page = WriteUpPage(edition, translations)
    order = PrintOrder(
        html=page.html(),
        day=page.edition.published_on,
        styles={"writeup.css": shipped("static") / "css/print/writeup.css"},
        drawings=page.drawings(),
        attachments=[page.numbers_as_csv()],
        layouts=LAYOUTS,
        enough=ENOUGH_ON_A_PAGE,
    )
    tell(1, STEPS)
    return print_pdf(order, on_step=lambda done, _all: tell(done + 1, STEPS))


class WriteUpPage:
    """One write-up as an HTML page for the press, and the drawings on it."""

    def __init__(self, edition: Edition, translations: Translations) -> None:
        """Make the edition ready for reading."""
        self.reading = Reading(edition, translations)
        self.edition = self.reading.edition
        self.words = self.reading.words
        self._translations = translations

    def html(self) -> str:
        """Give the page, complete and safe: everything people wrote is escaped."""
        page = (
            _environment(self._translations)
            .get_template("outcomes/print/write_up.html")
            .render(
                reading=self.reading,
                edition=self.edition,
                words=self.words,
                document_title=self.document_title(),
                balanced=self._balanced,
                cover_points=self._cover_points,
                first_wish=self._first_wish(),
                drawing_after=self._drawing_after(),
            )
        )
        return text.keep_together(page)

    def drawings(self) -> dict[str, str]:
        """Give the pictures and the rules that go with them, by the names the page uses."""
        numbers = self.edition.figures
        found = {
            "cover.svg": figures.cover(numbers.participants),
            "cards.svg": figures.cards(numbers.proposals),
            "wordmark.svg": figures.wordmark(),
            "qr.svg": figures.qr(self.edition.public_url),
            "drawing.svg": figures.long_table(),
            "figures.css": figures.backgrounds(item.backing.voices for item in self.edition.claims)
            + self._foot_line(),
        }
        if numbers.regions:
            found["regions.svg"] = figures.regions(numbers.regions)
        return found

    def document_title(self) -> str:
        """Give the title in the reader's window: the theme, what it is, where and when."""
        event = self.edition.event
        return self._translations.gettext("%(theme)s. Write-up of %(title)s, %(town)s %(day)s") % {
            "theme": self.edition.headline_theme or self.edition.title,
            "title": self.edition.title,
            "town": event.town,
            "day": self.words.day(event.starts_on),
        }

    def numbers_as_csv(self) -> Attachment:
        """Give the numbers behind the figures as a file to put into the PDF."""
        numbers = self.edition.figures
        rows: list[tuple[str, str, int]] = [
            *(("regions", region.name, region.people) for region in numbers.regions),
            ("proposals", "placed", numbers.proposals.placed),
            ("proposals", "parked", numbers.proposals.parked),
            ("proposals", "paused", numbers.proposals.paused),
            ("proposals", "withdrawn", numbers.proposals.withdrawn),
            ("contributions", "used", numbers.contributions.used),
            ("contributions", "unused", numbers.contributions.unused),
        ]
        lines = ["figure;what;number", *(f"{a};{_cell(b)};{c}" for a, b, c in rows)]
        return Attachment(
            name="figures.csv",
            description=self._translations.gettext("The numbers behind the figures"),
            text="\n".join(lines) + "\n",
        )

    def _foot_line(self) -> str:
        """Write the line at the foot of each page as a style rule."""
        theme = self.words.shortened(self.edition.headline_theme or self.edition.title)
        line = self._translations.gettext("%(theme)s · write-up, %(day)s") % {
            "theme": theme,
            "day": self.words.day(self.edition.event.starts_on),
        }
        # In a style sheet's string a backslash, a quotation mark and a line end must be
        # written as numbers; so is everything else that is not a letter, a digit or a space.
        safe = "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in line)
        return f'\n@page{{@bottom-left{{content:"{safe}"}}}}'

    def _balanced(self, words: str, points: float, millimetres: float) -> list[str]:
        font = shipped("static") / "vendor/fonts/print" / DISPLAY_FONT
        return text.balanced(words, points=points, millimetres=millimetres, font=font)

    def _cover_points(self, words: str) -> int:
        font = shipped("static") / "vendor/fonts/print" / DISPLAY_FONT
        return text.fitting_size(words, COVER_POINTS, millimetres=126, font=font)

    def _first_wish(self) -> int:
        kinds = [section.kind for section in self.reading.sections]
        return kinds.index("desired_change") if "desired_change" in kinds else -1

    def _drawing_after(self) -> str:
        """Name the theme after which the wide drawing stands, if there is more to come."""
        themes = [section.key for section in self.reading.sections if section.kind == "theme"]
        return themes[0] if len(themes) > 1 else ""


@lru_cache(maxsize=4)
def _environment(translations: Translations) -> Environment:
    """Give the templates in one language; compiling them takes longer than filling them."""
    environment = Environment(
        loader=FileSystemLoader(shipped("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
    )
    # The extension adds this method when it is loaded.
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    return environment


def _cell(value: str) -> str:
    """Write a text into a CSV cell so that no programme takes it for a formula."""
    safe = f"'{value}" if value[:1] in {"=", "+", "-", "@"} else value
    return '"' + safe.replace('"', '""') + '"'
