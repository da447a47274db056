"""A worker that is killed once the mail server has answered, before it can mark the mail.

Started by a test as a program of its own: ``kill_after_the_answer.py DATABASE DATA PORT WHEN``.
"""

from __future__ import annotations

import os
import signal
import smtplib
import sys
from pathlib import Path
from typing import Any

from eventapp import create_app
from eventapp.config import MailSettings, Settings
from eventapp.mail.delivery import deliver_waiting


def main() -> None:
    database, data, port, when = sys.argv[1:]
    app = create_app(
        Settings(
            data=Path(data),
            database_url=database,
            public_url="https://traef.example",
            secret=b"a secret of the tests and of nothing else",
            mail=MailSettings(
                server="127.0.0.1",
                port=int(port),
                protection="none",
                sender="tilmelding@post.example",
            ),
        )
    )
    real = smtplib.SMTP.sendmail

    def send_and_die(self: smtplib.SMTP, *args: Any) -> Any:
        if when == "after":
            real(self, *args)
        os.kill(os.getpid(), signal.SIGKILL)

    smtplib.SMTP.sendmail = send_and_die  # type: ignore[method-assign, assignment]
    with app.app_context():
        deliver_waiting()


main()
