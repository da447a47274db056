"""Every column says what it holds."""

from __future__ import annotations

import pytest
from flask import Flask

from eventapp.columns import Classification, DataClass, PersonalText
from eventapp.db import db

pytestmark = pytest.mark.once


def test_every_column_is_classified(app: Flask) -> None:
    assert app
    unclassified = [
        f"{table.name}.{column.name}"
        for table in db.metadata.sorted_tables
        for column in table.columns
        if not isinstance(column.info.get("data"), Classification)
    ]

    assert unclassified == []


def test_text_about_a_person_has_the_one_type_for_it(app: Flask) -> None:
    """Other types may be personal too, but free text must be where encryption will come."""
    assert app
    plain_types = [
        f"{table.name}.{column.name}"
        for table in db.metadata.sorted_tables
        for column in table.columns
        if column.info["data"].data_class is DataClass.NONE
        and isinstance(column.type, PersonalText)
    ]

    assert plain_types == []
