"""The log of an unexpected error: a number, where in the code, and never what somebody wrote."""

from __future__ import annotations

import logging

import pytest

from mallipaja.ui.errors import keep_messages_out_of_the_log, note

SECRET = "vastaajan oma teksti"


def fail() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        raise RuntimeError(f"INSERT INTO answer VALUES ({SECRET})") from error


def test_the_log_tells_where_but_not_what(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        try:
            fail()
        except RuntimeError as error:
            reference = note(error)
    assert reference in caplog.text
    assert "builtins.RuntimeError at" in caplog.text
    assert "builtins.ValueError at" in caplog.text
    assert "test_error_log.py" in caplog.text
    assert SECRET not in caplog.text


def test_references_differ_and_are_readable() -> None:
    seen = {note(ValueError()) for _ in range(200)}
    assert len(seen) == 200
    assert all(len(one) == 9 and not set(one) & set("01OIL") for one in seen)


def test_streamlits_own_line_of_an_error_is_dropped(caplog: pytest.LogCaptureFixture) -> None:
    keep_messages_out_of_the_log()
    keep_messages_out_of_the_log()
    logger = logging.getLogger("streamlit.error_util")
    assert len(logger.filters) == 1
    logger.propagate = True
    with caplog.at_level(logging.ERROR):
        logger.error("Uncaught app execution", exc_info=ValueError(SECRET))
    assert SECRET not in caplog.text
