"""Pages for those who run the server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from tests.browser_client import NetworkClient


@contextmanager
def _settings(app: Flask, **changes: Any) -> Iterator[NetworkClient]:
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, **changes)
    try:
        yield NetworkClient(app, app.response_class, use_cookies=True)
    finally:
        app.config["SETTINGS"] = before


def _status(client: NetworkClient, path: str, *, caller: str = "127.0.0.1", token: str = "") -> int:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    response = client.get(
        path,
        base_url="https://traef.example",
        headers=headers,
        environ_base={"REMOTE_ADDR": caller},
    )
    return response.status_code


def test_everybody_may_ask_whether_it_is_alive_and_ready(app: Flask) -> None:
    with _settings(app) as client:
        for path, said in (("/healthz", "ok\n"), ("/readyz", "ready\n")):
            response = client.get(path, base_url="https://traef.example")
            assert (response.status_code, response.text) == (200, said)
            assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("caller", "status"),
    [("127.0.0.1", 200), ("::1", 200), ("192.0.2.1", 404), ("10.0.0.1", 404), ("", 404)],
)
def test_without_a_token_only_this_machine_sees_the_counters(
    app: Flask, caller: str, status: int
) -> None:
    with _settings(app) as client:
        assert _status(client, "/metrics", caller=caller) == status


def test_behind_a_proxy_on_this_machine_the_counters_are_hidden(app: Flask) -> None:
    with _settings(app, trusted_proxies=1) as client:
        assert _status(client, "/metrics") == 404


@pytest.mark.parametrize(
    ("token", "status"), [("right", 200), ("wrong", 404), ("", 404), ("rïght", 404)]
)
def test_with_a_token_only_who_has_it_sees_the_counters(
    app: Flask, token: str, status: int
) -> None:
    with _settings(app, metrics_token="right") as client:
        assert _status(client, "/metrics", token=token) == status
        assert _status(client, "/metrics", token=token, caller="192.0.2.1") == status


def test_the_counters_name_no_page_that_belongs_to_a_person(app: Flask) -> None:
    with _settings(app) as client:
        client.get(f"/m/{'A' * 26}", base_url="https://traef.example")
        shown = client.get("/metrics", base_url="https://traef.example").text

    assert "A" * 26 not in shown


def test_the_mailbox_is_there_in_the_demo_only(app: Flask) -> None:
    with _settings(app) as client:
        assert _status(client, "/demo/mail") == 404
    with _settings(app, demo=True) as client:
        assert _status(client, "/demo/mail") == 200
        assert _status(client, "/demo/mail/nothing") == 404
        assert _status(client, "/demo/mail/..%2f..%2fsecret") == 404
