"""The app for any WSGI server: ``granian --interface wsgi eventapp.wsgi:app``."""

from __future__ import annotations

from eventapp import create_app
from eventapp.web.log import configure

configure()
app = create_app()
