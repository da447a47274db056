"""One source for colour: the tokens of the site, the drawings and the print.

``python script/tokens.py`` writes ``static/css/tokens.css`` and ``static/css/tokens.json``
and, for the drawings, ``eventapp/web/drawings/colours.py``. It refuses to write, and says
which pair fell, when a text or a mark has too little contrast on a ground it stands on.
``python script/tokens.py --check`` writes nothing and fails when a file differs.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

Palette = dict[str, str]

ROOT = Path(__file__).resolve().parent.parent

# The five people's colours are decoration unless a figure labels them; then every group
# has a shape of its own as well, because colour never speaks alone.
LIGHT: Palette = {
    "paper": "#FBF7EF",
    "sheet": "#FFFEFA",
    "cloth": "#FFE09A",
    "well": "#F3EADB",
    "ink": "#2A1728",
    "ink-2": "#57434F",
    "strong": "#5C1A4E",
    "strong-deep": "#43103A",
    "on-strong": "#FFF8EA",
    "line": "#85707C",
    "hair": "#E4D7C5",
    "ok": "#1D5A3C",
    "on-ok": "#F4FBF1",
    "again": "#F7B23E",
    "on-again": "#2A1728",
    "nudge": "#FFF0C9",
    "nudge-line": "#9A6200",
    "error": "#FBE9DC",
    "error-line": "#8A3B12",
    "error-ink": "#6B2A08",
    "focus": "#0B57A8",
    "p1": "#8A2F74",
    "p2": "#1C6A94",
    "p3": "#4A7320",
    "p4": "#B0570A",
    "p5": "#4B5575",
}
DARK: Palette = LIGHT | {
    "paper": "#1C121B",
    "sheet": "#291B27",
    "cloth": "#45173B",
    "well": "#140C13",
    "ink": "#F8EEDF",
    "ink-2": "#D6C6CE",
    "strong": "#FFD681",
    "strong-deep": "#FFE5AE",
    "on-strong": "#2A1728",
    "line": "#A48FA0",
    "hair": "#443241",
    "nudge": "#3A2A12",
    "nudge-line": "#E5A93C",
    "error": "#3E2013",
    "error-line": "#F0935E",
    "error-ink": "#FFCDAF",
    "focus": "#8CC8FF",
    "p1": "#E79AD2",
    "p2": "#7CC4EA",
    "p3": "#A9CF72",
    "p4": "#F6A55C",
    "p5": "#B6BEDC",
}
WHITE_GROUNDS: Palette = dict.fromkeys(
    ("paper", "sheet", "cloth", "well", "nudge", "error"), "#FFFFFF"
)
BLACK_GROUNDS: Palette = dict.fromkeys(WHITE_GROUNDS, "#000000")
CONTRAST: Palette = (
    LIGHT
    | WHITE_GROUNDS
    | {
        "ink": "#000000",
        "ink-2": "#1F121D",
        "strong": "#43083A",
        "strong-deep": "#2A0024",
        "on-strong": "#FFFFFF",
        "line": "#2A1728",
        "hair": "#57434F",
        "ok": "#0C4328",
        "on-ok": "#FFFFFF",
        "nudge-line": "#6B4300",
        "error-line": "#6B2A08",
        "error-ink": "#5A2000",
        "focus": "#003C82",
        "p1": "#6E1559",
        "p2": "#0A4468",
        "p3": "#2F5209",
        "p4": "#7A3900",
        "p5": "#2F3854",
    }
)
CONTRAST_DARK: Palette = (
    DARK
    | BLACK_GROUNDS
    | {
        "ink": "#FFFFFF",
        "ink-2": "#F3E6EC",
        "strong": "#FFE19B",
        "strong-deep": "#FFF0CC",
        "on-strong": "#000000",
        "line": "#F3E6EC",
        "hair": "#C9B7C3",
        "focus": "#B5DDFF",
    }
)
# Paper stays white: a tinted page costs a home printer its toner and prints grey.
PRINT: Palette = LIGHT | WHITE_GROUNDS | {"ink": "#000000", "ink-2": "#3A2A37", "hair": "#B8A9B3"}

PALETTES: dict[str, Palette] = {
    "light": LIGHT,
    "dark": DARK,
    "contrast": CONTRAST,
    "contrast_dark": CONTRAST_DARK,
    "print": PRINT,
}

# Text or mark, ground, least ratio. 7 is WCAG 2.2 AAA for text, 4.5 is AA, and 3 is
# what 1.4.11 asks of edges, icons and figures.
PAIRS: tuple[tuple[str, str, float], ...] = (
    *(("ink", ground, 7) for ground in ("paper", "sheet", "cloth", "well", "nudge", "error")),
    *(("ink-2", ground, 7) for ground in ("paper", "sheet", "well")),
    ("ink-2", "cloth", 4.5),
    *(("strong", ground, 7) for ground in ("paper", "sheet", "cloth", "well")),
    ("strong-deep", "paper", 7),
    ("on-strong", "strong", 7),
    ("on-strong", "strong-deep", 7),
    ("on-ok", "ok", 7),
    ("on-again", "again", 7),
    ("error-ink", "error", 7),
    ("error-ink", "sheet", 7),
    *(("line", ground, 3) for ground in ("paper", "sheet", "cloth", "well")),
    *(("focus", ground, 3) for ground in ("paper", "sheet", "cloth")),
    ("nudge-line", "nudge", 3),
    ("nudge-line", "paper", 3),
    ("error-line", "error", 3),
    ("error-line", "sheet", 3),
    *(
        (person, ground, 3)
        for person in ("p1", "p2", "p3", "p4", "p5")
        for ground in ("paper", "sheet", "cloth")
    ),
)

MEASURES = """\
  --font-text: "Atkinson Hyperlegible Next", "Traef Rest", "Atk Fallback", system-ui, sans-serif;
  --font-display: "Brygada 1918", "Traef Rest", "Bryg Fallback", Georgia, serif;
  --t-s: 1rem;
  --t-m: 1.125rem;
  --t-l: 1.3125rem;
  --t-xl: 1.6rem;
  --t-2xl: clamp(1.85rem, 1.5rem + 1.8vw, 2.5rem);
  --t-3xl: clamp(2.3rem, 1.6rem + 3.6vw, 4.1rem);
  --lh: 1.55;
  --lh-tight: 1.14;
  --measure: 34rem;
  --s1: 0.25rem;
  --s2: 0.5rem;
  --s3: 0.75rem;
  --s4: 1rem;
  --s5: 1.5rem;
  --s6: 2.25rem;
  --s7: 3.5rem;
  --s8: 5.5rem;
  --r-s: 0.5rem;
  --r-m: 1rem;
  --r-l: 1.75rem;
  --shadow: 0 1px 0 rgba(66, 16, 58, 0.06), 0 0.6rem 1.6rem -0.9rem rgba(66, 16, 58, 0.28);
  --bw: 2px;
  --target: 2.875rem;
  --ease: cubic-bezier(0.2, 0.7, 0.2, 1);
  --slow: 0.18s;
"""
DARK_ONLY = {"color-scheme": "dark", "--shadow": "none"}
MORE_ONLY = {"--bw": "3px", "--shadow": "none"}
PRINT_ONLY = {"color-scheme": "light", "--shadow": "none", "--bw": "1px"}


LINEAR_UP_TO = 0.04045
"""Below this an sRGB channel is linear in light (IEC 61966-2-1)."""


def luminance(colour: str) -> float:
    """Give the relative luminance of ``#RRGGBB``, 0 to 1 (WCAG 2.2, definitions)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= LINEAR_UP_TO else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, 1 to 21 (WCAG 2.2, definitions)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def fallen_pairs(palettes: dict[str, Palette]) -> list[str]:
    """Say, one sentence each, which pairs have less contrast than they must have."""
    return [
        f"{name}: {mark} on {ground} is {ratio:.2f}, and must be {least:g} or more."
        for name, palette in palettes.items()
        for mark, ground, least in PAIRS
        if (ratio := contrast(palette[mark], palette[ground])) < least
    ]


def _rule(condition: str, declarations: dict[str, str]) -> str:
    """Write ``:root`` with these declarations inside a media condition."""
    lines = "".join(f"      {name}: {value};\n" for name, value in declarations.items())
    return f"  @media {condition} {{\n    :root {{\n{lines}    }}\n  }}\n"


def _changes(palette: Palette, ground: Palette) -> dict[str, str]:
    """Give, as CSS custom properties, the colours that differ from ``ground``."""
    return {f"--{name}": value for name, value in palette.items() if ground[name] != value}


def stylesheet() -> str:
    """Write ``tokens.css``: the order of the layers, then every token in every setting."""
    colours = "".join(f"  --{name}: {value};\n" for name, value in LIGHT.items())
    root = "".join(f"  {line}\n" for line in (colours + MEASURES).splitlines())
    more_light = "(prefers-contrast: more) and (prefers-color-scheme: light)"
    more_dark = "(prefers-contrast: more) and (prefers-color-scheme: dark)"
    return (
        "/* Tokens. Written by script/tokens.py: change the colours there,"
        " where the contrast is checked. */\n"
        "@layer reset, tokens, base, layouts, components, areas, utilities, print;\n\n"
        f"@layer tokens {{\n  :root {{\n    color-scheme: light;\n{root}  }}\n"
        + _rule("(prefers-color-scheme: dark)", DARK_ONLY | _changes(DARK, LIGHT))
        + _rule(more_light, MORE_ONLY | _changes(CONTRAST, LIGHT))
        + _rule(more_dark, MORE_ONLY | _changes(CONTRAST_DARK, DARK))
        + _rule("(prefers-reduced-motion: reduce)", {"--slow": "0s"})
        + _rule("print", PRINT_ONLY | {f"--{name}": value for name, value in PRINT.items()})
        + "}\n"
    )


def drawing_colours() -> str:
    """Write ``colours.py``: the light values, for drawings that no stylesheet reaches."""
    lines = "".join(f'    "{name}": "{value}",\n' for name, value in LIGHT.items())
    return (
        '"""The light colours of the drawings. Written by script/tokens.py: change them there."""\n'
        "\nfrom __future__ import annotations\n\nfrom typing import Final\n\n"
        f"LIGHT: Final[dict[str, str]] = {{\n{lines}}}\n"
    )


def made_files(root: Path) -> dict[Path, str]:
    """Give every file that follows from the tokens, with the text it must hold."""
    return {
        root / "static/css/tokens.css": stylesheet(),
        root / "static/css/tokens.json": json.dumps(PALETTES, indent=2) + "\n",
        root / "eventapp/web/drawings/colours.py": drawing_colours(),
    }


def differing_files(root: Path) -> list[str]:
    """Name the files under ``root`` that are not as the tokens say."""
    return [
        path.relative_to(root).as_posix()
        for path, text in made_files(root).items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]


def main() -> int:
    """Write or check the files. Gives 0 when all is well, else 1 and sentences on stderr."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail on a difference")
    wanted = parser.parse_args()
    complaints = fallen_pairs(PALETTES)
    if not complaints and wanted.check:
        complaints = [
            f"{name} is not what script/tokens.py writes. Run it again."
            for name in differing_files(ROOT)
        ]
    if complaints:
        print("\n".join(complaints), file=sys.stderr)
        return 1
    if not wanted.check:
        for path, text in made_files(ROOT).items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
