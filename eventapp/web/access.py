"""Who may open a page: declared on every view, so that no page is open by oversight."""

from __future__ import annotations

import functools
import hmac
from collections.abc import Callable
from typing import Any, Protocol, TypeVar, cast

from flask import request
from flask.typing import ResponseReturnValue

from eventapp.config import is_loopback
from eventapp.errors import NotFound
from eventapp.extensions import settings_now

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


class Rule(Protocol):
    """A rule about who may open a page."""

    @property
    def name(self) -> str:
        """Name the rule, for the table of all routes and who may use them."""
        ...

    def admit(self, url_values: dict[str, Any]) -> ResponseReturnValue | None:
        """Let the request pass by giving None, or give the answer to send instead.

        Raises NotFound where even "you may not" would tell too much.
        """
        ...


def access(rule: Rule) -> Callable[[View], View]:
    """Declare who may use a view. It is asked before anything else is read."""

    def declare(view: View) -> View:
        @functools.wraps(view)
        def guarded(**url_values: Any) -> ResponseReturnValue:
            refusal = rule.admit(url_values)
            return view(**url_values) if refusal is None else refusal

        # Read by the table of routes and who may use them.
        guarded.access = rule  # type: ignore[attr-defined]
        return cast("View", guarded)

    return declare


class _Everybody:
    name = "everybody"

    def admit(self, url_values: dict[str, Any]) -> None:
        """Let everybody in."""


class _Operators:
    name = "operators"

    def admit(self, url_values: dict[str, Any]) -> None:  # noqa: ARG002 -- The caller decides.
        """Let this machine in, and who has the token; to others there is no such page."""
        settings = settings_now()
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if settings.metrics_token is not None:
            if hmac.compare_digest(given.encode(), settings.metrics_token.encode()):
                return
        elif not settings.trusted_proxies and is_loopback(request.remote_addr or ""):
            # Behind a proxy on the same machine everybody comes from loopback.
            return
        raise NotFound


class _DemoOnly:
    name = "everybody, in the demo"

    def admit(self, url_values: dict[str, Any]) -> None:  # noqa: ARG002 -- The mode decides.
        """Let people in while the demo runs; elsewhere there is no such page."""
        settings = settings_now()
        if not settings.demo:
            raise NotFound


EVERYBODY: Rule = _Everybody()
OPERATORS: Rule = _Operators()
DEMO_ONLY: Rule = _DemoOnly()
