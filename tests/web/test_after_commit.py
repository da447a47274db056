"""What is hurried after a use case cannot make it look as if it had failed."""

from __future__ import annotations

import pytest

from eventapp.db import after_commit, transaction

pytestmark = pytest.mark.usefixtures("app")


def _fail() -> None:
    raise OSError("The queue is away.")


def test_a_queue_that_is_away_does_not_undo_what_is_stored(
    capsys: pytest.CaptureFixture[str],
) -> None:
    done = []

    with transaction() as session:
        after_commit(session, _fail)
        after_commit(session, lambda: done.append("the next one"))

    assert done == ["the next one"]
    assert "OSError" in capsys.readouterr().out
