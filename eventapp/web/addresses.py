"""Full addresses of our pages, from PUBLIC_URL and never from what a request claims."""

from __future__ import annotations

from typing import Any

from flask import current_app

from eventapp.extensions import settings_now


def public_address(endpoint: str, **values: Any) -> str:
    """Give the address of a page as it stands in mails, QR codes and documents."""
    settings = settings_now()
    path = current_app.url_map.bind("localhost").build(endpoint, values)
    return settings.public_url + path
