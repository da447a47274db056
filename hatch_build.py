"""What building the wheel does beyond packing ``eventapp``.

Templates, static files and migrations stand at the top level of the checkout, where people
look for them; the wheel carries them inside the package, where ``eventapp.paths`` looks
next. Fonts, htmx and the stylesheet are made first, from the npm lock, and so are the
compiled catalogues, because neither is in git.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "eventapp"
CARRIED = ("migrations", "static", "templates", "docs/gathering.schema.json")
"""Folders and files of the checkout that the installed package needs too."""
HIDDEN_BUT_READ = {".current-head"}
"""The newest migration: the server compares it with the tables before it starts."""


class BuildHook(BuildHookInterface[Any]):
    """Make what is not in git, and put everything the program reads into the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run before the wheel is packed. Raises AssetError when npm or a font fails.

        An editable install reads the checkout itself, so it carries nothing.
        """
        root = Path(self.root)
        _script(root, "assets").make_assets(root)
        _script(root, "catalogues").compile_all()
        if version != "editable":
            build_data["force_include"].update(carried(root))


def carried(root: Path) -> dict[str, str]:
    """Say where in the wheel each carried file goes. Leftovers stay behind."""
    return {
        str(path): f"{PACKAGE}/{path.relative_to(root).as_posix()}"
        for name in CARRIED
        for path in _files(root / name)
        if not _is_left_behind(path.relative_to(root))
    }


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    else:
        yield from (path for path in sorted(place.rglob("*")) if path.is_file())


def _is_left_behind(path: Path) -> bool:
    if path.name in HIDDEN_BUT_READ:
        return False
    return any(part.startswith(".") or part == "__pycache__" for part in path.parts)


def _script(root: Path, name: str) -> ModuleType:
    """Load a file of ``script/``, which is no package, by its place."""
    spec = spec_from_file_location(f"script_{name}", root / "script" / f"{name}.py")
    if spec is None or spec.loader is None:
        message = f"script/{name}.py cannot be loaded."
        raise ImportError(message)
    module = module_from_spec(spec)
    # A dataclass looks its own module up here.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
