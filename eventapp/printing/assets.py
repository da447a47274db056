"""What the press may open: ``data:`` and the files the job names, and nothing else."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING, Any, Final

from weasyprint.urls import URLFetcher, URLFetcherResponse

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_SCHEME: Final = "asset:"


class RefusedAddress(ValueError):
    """The page asked for something the job did not name."""


class NamedAssets(URLFetcher):  # type: ignore[misc]
    """Opens ``asset:<name>`` from a fixed list of files, and ``data:``.

    ``file:``, ``http:`` and every name that is not on the list are refused, also when a
    style sheet or a drawing asks for them. WeasyPrint leaves out what was refused.
    """

    def __init__(self, files: Mapping[str, Path]) -> None:
        """Take the files that may be opened, by the name the page uses for them."""
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)
        self._files = dict(files)

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Give what the address names. Raises RefusedAddress for all other addresses."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        path = self._files.get(url.removeprefix(_SCHEME)) if url.startswith(_SCHEME) else None
        if path is None:
            message = f"The page may not open {url[:80]!r}."
            raise RefusedAddress(message)
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})
