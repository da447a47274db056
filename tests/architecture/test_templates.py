"""No template is left over, and none breaks the rules that make pages safe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eventapp.paths import PACKAGE, shipped

pytestmark = pytest.mark.once

TEMPLATES = shipped("templates")
NAMED = re.compile(r"""["']([a-z_]+/[a-z_/]+\.(?:html|txt|j2|html\.j2))["']""")


def _names() -> set[str]:
    return {
        path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*") if path.is_file()
    }


def _mentioned() -> set[str]:
    sources = [*PACKAGE.rglob("*.py"), *(path for path in TEMPLATES.rglob("*") if path.is_file())]
    return {name for source in sources for name in NAMED.findall(source.read_text("utf-8"))}


def test_every_template_is_rendered_or_included() -> None:
    assert _names() - _mentioned() == set()


def test_no_template_is_named_that_is_not_there() -> None:
    assert {name for name in _mentioned() if "/" in name} - _names() == set()


def test_no_page_holds_a_style_or_a_script_of_its_own() -> None:
    """The Content-Security-Policy forbids both; mail programs alone read styles in place."""
    broken = [
        path.name
        for path in TEMPLATES.rglob("*.html")
        if path.parent.name != "mail" and "print" not in path.parts and _is_inline(path)
    ]

    assert broken == []


def _is_inline(path: Path) -> bool:
    text = path.read_text("utf-8")
    return bool(re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\bsrc=)", text))
