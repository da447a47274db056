"""Journeys in a real browser: what they share stands in tests/browser/house.py."""

from __future__ import annotations

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Bring in the house. The browser tests do so too, and both then have the one and same."""
    config.pluginmanager.import_plugin("tests.browser.house")
