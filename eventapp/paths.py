"""Where templates, static files and migrations are, in a checkout and when installed.

In the checkout they stand beside the package, at the top level, where people look for
them. The wheel carries them inside the package, so that an installed ``eventapp`` needs
nothing else.
"""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """Give the folder called ``name``: inside the package if installed, else beside it.

    Raises FileNotFoundError when it is in neither place: the installation is broken.
    """
    for folder in (PACKAGE / name, PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    message = f"The folder {name!r} is missing beside or inside {PACKAGE}."
    raise FileNotFoundError(message)
