"""What Streamlit says of its settings is the same when it is worked out once, and follows the options."""

from __future__ import annotations

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig, NewSession
from streamlit.runtime import app_session

from mallipaja.ui.server.said_once import SAID, once, say_settings_once

SECTIONS = (
    "theme",
    "theme.light",
    "theme.dark",
    "theme.sidebar",
    "theme.light.sidebar",
    "theme.dark.sidebar",
)


def themed(fill: object) -> bytes:
    message = NewSession()
    for section in SECTIONS:
        part: CustomThemeConfig = message.custom_theme
        for name in section.split(".")[1:]:
            part = getattr(part, name)
        fill(part, section)  # type: ignore[operator]
    return message.SerializeToString(deterministic=True)


def test_the_theme_is_said_as_streamlit_says_it() -> None:
    plain = getattr(app_session._populate_theme_msg, "__wrapped__", app_session._populate_theme_msg)
    kept = once(plain)
    assert themed(kept) == themed(kept) == themed(plain)
    assert b"#2a6ebb" in themed(kept)


def test_the_settings_are_said_as_streamlit_says_them() -> None:
    plain = getattr(app_session._populate_config_msg, "__wrapped__", app_session._populate_config_msg)
    kept = once(plain)
    said = [NewSession() for _ in range(3)]
    for message, fill in zip(said, (plain, kept, kept), strict=True):
        fill(message.config)
    assert said[0] == said[1] == said[2]
    assert said[0].config.ByteSize() > 0


def test_options_read_anew_are_said_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = getattr(app_session._populate_theme_msg, "__wrapped__", app_session._populate_theme_msg)
    kept = once(plain)
    before = themed(kept)
    other = dict(config.get_config_options())
    monkeypatch.setattr(config, "_config_options", other)
    changed = type(other["theme.primaryColor"])("theme.primaryColor", description="", default_val="#123456")
    monkeypatch.setitem(other, "theme.primaryColor", changed)
    assert b"#123456" in themed(kept) != before


def test_it_is_done_once_in_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SAID:
        monkeypatch.setattr(app_session, name, getattr(app_session, name))
    say_settings_once()
    first = [getattr(app_session, name) for name in SAID]
    say_settings_once()
    assert [getattr(app_session, name) for name in SAID] == first
