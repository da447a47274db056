"""Træf: gatherings where peers bring the topics and go home with an account of what they said."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from eventapp.config import Settings

__all__ = ["create_app"]


def create_app(settings: Settings | None = None) -> Flask:
    """Build the app from settings, or from the environment. Raises BadSetting."""
    # Imported here, because importing an area declares its jobs and tables: that must not
    # happen to somebody who only wants to read a setting.
    from eventapp import blueprints, extensions  # noqa: PLC0415 -- See above.
    from eventapp.db import db  # noqa: PLC0415 -- See above.
    from eventapp.mail.delivery import mail_config  # noqa: PLC0415 -- See above.
    from eventapp.paths import shipped  # noqa: PLC0415 -- See above.
    from eventapp.web import setup  # noqa: PLC0415 -- See above.

    settings = settings or Settings.from_environment()
    app = Flask(
        "eventapp",
        template_folder=str(shipped("templates")),
        static_folder=str(shipped("static")),
    )
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=setup.session_key(settings),
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=setup.engine_options(settings),
        **setup.cookie_config(settings),
        **mail_config(settings.mail),
    )
    app.session_interface = extensions.Sha256Sessions()
    if settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.trusted_proxies)  # type: ignore[method-assign]
    db.init_app(app)
    extensions.keyring.init_app(app, settings)
    extensions.mail.init_app(app)
    extensions.compress.init_app(app)
    extensions.limiter.init_app(app)
    setup.init_app(app, settings)
    blueprints.init_app(app)
    extensions.jobs.init_app(app, settings)
    return app
