"""What is built can be installed: it names what it needs and carries what it reads."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]

# What a person meets first, asked of the installed program itself, far from the checkout.
FIRST_STEPS = """
import json
from datetime import date
from eventapp import create_app, migrating, paths
from eventapp.cli.tables import tables_are_current
from eventapp.portable.demo import demo_document
from eventapp.printing.orders import PrintOrder, print_pdf
from eventapp.web.language import translations_of

app = create_app()
with app.app_context():
    migrating.upgrade()
browser = app.test_client()
page = '<!DOCTYPE html><html lang="da"><title>A</title><body class=""><h1>A</h1></body></html>'
print(json.dumps({
    "package": str(paths.PACKAGE),
    "tables": tables_are_current(app.config["SETTINGS"]),
    "front page": browser.get("/").status_code,
    "style": browser.get("/static/vendor/css/site.css").status_code,
    "font": browser.get("/static/vendor/fonts/web/atkinson-400-core.woff2").status_code,
    "catalogues": [type(translations_of(language)).__name__ for language in ("da", "en")],
    "demo": [demo_document(name)["gathering"]["status"] for name in ("today", "published")],
    "press": print_pdf(PrintOrder(html=page, day=date(2027, 1, 1), styles={}))[:5].decode(),
}))
"""


def _project() -> dict[str, list[str]]:
    described: dict[str, list[str]] = tomllib.loads(
        (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    )["project"]
    return described


def _bare(requirement: Requirement) -> str:
    return requirement.name + "".join(f"[{extra}]" for extra in sorted(requirement.extras))


def _lines(name: str) -> list[str]:
    return (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as pip does. What the hook makes is here already, so it is quick."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def _kept(folder: str) -> set[str]:
    """Name the files of a folder as the wheel should: no caches, no marks of builds."""
    files = (path.relative_to(ROOT) for path in (ROOT / folder).rglob("*") if path.is_file())
    return {
        path.as_posix()
        for path in files
        if "__pycache__" not in path.parts and path.name != ".stamp"
    }


def test_the_package_asks_for_what_the_server_installs() -> None:
    asked = [_bare(Requirement(line)) for line in _project()["dependencies"]]
    installed = [_bare(Requirement(line)) for line in _lines("run.in")]
    assert asked == installed


def test_the_package_admits_the_versions_we_test_with() -> None:
    pinned = dict(
        re.findall(
            r"^([a-z0-9-]+)(?:\[[a-z]+\])?==(\S+)", "\n".join(_lines("run.txt")), re.MULTILINE
        )
    )
    refused = [
        line
        for line in _project()["dependencies"]
        if not Requirement(line).specifier.contains(pinned[Requirement(line).name])
    ]
    assert refused == []


def test_the_build_asks_for_what_the_checkout_builds_with() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = {Requirement(line).name for line in asked["build-system"]["requires"]}
    # Babel compiles the catalogues; the running program needs it too, so it stands there.
    assert names == {*_lines("build.in"), "babel"}


def test_the_build_cuts_fonts_with_the_pinned_tools() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    exact = {
        requirement.name: str(requirement.specifier)
        for requirement in map(Requirement, asked["build-system"]["requires"])
        if requirement.specifier
    }
    pinned = {name: f"=={metadata.version(name)}" for name in exact}
    assert exact == pinned


def test_the_wheel_carries_everything_the_program_reads_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        carried = {name for name in archive.namelist() if ".dist-info/" not in name}
    beside = {*_kept("migrations"), *_kept("static"), *_kept("templates")}
    expected = _kept("eventapp") | {f"eventapp/{name}" for name in beside}
    assert carried == expected | {"eventapp/docs/gathering.schema.json"}


def test_the_wheel_carries_every_third_party_file_and_its_licence(wheel: Path) -> None:
    manifest = (ROOT / "static/vendor.manifest").read_text(encoding="utf-8").splitlines()
    made = {line.split("  ")[1] for line in manifest}
    start = "eventapp/static/vendor/"
    with zipfile.ZipFile(wheel) as archive:
        carried = {name[len(start) :] for name in archive.namelist() if name.startswith(start)}
    assert carried == {*made, "css/site.css"}


def test_the_wheel_holds_the_licence_in_full(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (held,) = [name for name in archive.namelist() if name.endswith("/LICENSE")]
        assert archive.read(held) == (ROOT / "LICENSE").read_bytes()


def test_the_unpacked_wheel_makes_its_tables_and_serves_and_prints_far_from_the_checkout(
    wheel: Path, tmp_path: Path
) -> None:
    installed, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    elsewhere.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    surroundings = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(installed),
        "EVENTAPP_DATA": str(tmp_path / "data"),
    }
    ran = subprocess.run(
        [sys.executable, "-c", FIRST_STEPS],
        cwd=elsewhere,
        env=surroundings,
        check=False,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    # Lines of the log come before it.
    assert json.loads(ran.stdout.splitlines()[-1]) == {
        "package": str(installed / "eventapp"),
        "tables": True,
        "front page": 200,
        "style": 200,
        "font": 200,
        "catalogues": ["Translations", "Translations"],
        "demo": ["published", "closed"],
        "press": "%PDF-",
    }
