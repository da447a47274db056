"""What editors read for the kinds, voices, roles and quantity words of a write-up."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from eventapp.outcomes.checks import Need
from eventapp.outcomes.enums import ChangeKind, ParagraphRole, Quantifier, SectionKind

KIND_WORDS = [
    (SectionKind.LEAD.value, _l("Opening words")),
    (SectionKind.SUMMARY.value, _l("The short of it (figures by the program)")),
    (SectionKind.METHOD.value, _l("Who and how (figures by the program)")),
    (SectionKind.CONTEXT.value, _l("Project and why")),
    (SectionKind.THEME.value, _l("A theme")),
    (SectionKind.DESIRED_CHANGE.value, _l("A desired change")),
    (SectionKind.CLOSING.value, _l("Closing words")),
    (SectionKind.NEXT.value, _l("What happens now")),
    (SectionKind.CALL.value, _l("Come next time")),
    (SectionKind.BACKGROUND.value, _l("Background")),
    (SectionKind.THANKS.value, _l("Thanks (by the program)")),
    (SectionKind.ALONE.value, _l("What stood alone (by the program)")),
    (SectionKind.COLOPHON.value, _l("Colophon (by the program)")),
]
PEER_ROLE_WORDS = [
    (ParagraphRole.PLAIN.value, _l("A sentence in the text")),
    (ParagraphRole.LEAD_SENTENCE.value, _l("The sentence that opens the theme")),
    (ParagraphRole.MESSAGE.value, _l("One of the three messages")),
    (ParagraphRole.DISAGREEMENT.value, _l("Where we did not agree")),
    (ParagraphRole.QUOTE.value, _l("A quote, word for word")),
    (ParagraphRole.MEANING.value, _l("What it means for somebody")),
]
HOST_ROLE_WORDS = [
    (ParagraphRole.PLAIN.value, _l("Text")),
    (ParagraphRole.SUBHEADING.value, _l("A small heading")),
]
QUANTIFIER_WORDS = [
    ("", _l("No word for how many")),
    (Quantifier.ALL.value, _l("everybody")),
    (Quantifier.BROAD_AGREEMENT.value, _l("broad agreement")),
    (Quantifier.MOST.value, _l("most")),
    (Quantifier.MANY.value, _l("many")),
    (Quantifier.SEVERAL.value, _l("several")),
    (Quantifier.SOME.value, _l("some")),
    (Quantifier.SINGLE.value, _l("one person")),
    (Quantifier.MOST_WEIGHT.value, _l("most weight was put on")),
    (Quantifier.ESPECIALLY.value, _l("especially")),
]
CHANGE_WORDS = [
    (ChangeKind.LACK.value, _l("Something we miss")),
    (ChangeKind.WISH.value, _l("Something we wish for")),
    (ChangeKind.DREAM.value, _l("Something we dream of")),
]
NEED_WORDS = {need: _l(need.value) for need in Need}
