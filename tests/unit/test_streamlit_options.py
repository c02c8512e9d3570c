"""Every option in .streamlit/config.toml exists in the Streamlit we have: a hidden one may vanish with an upgrade."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit import config

from mallipaja.settings import ROOT

SET = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def options(section: dict[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in section.items():
        if isinstance(value, dict):
            yield from options(value, f"{path}{name}.")
        else:
            yield f"{path}{name}", value


@pytest.mark.parametrize("name", [name for name, _ in options(SET)])
def test_the_option_exists(name: str) -> None:
    assert name in config._config_options_template


def test_what_the_service_relies_on_is_set() -> None:
    given = dict(options(SET))
    assert given["runner.postScriptGC"] is False  # 80-90 % of the cost of a rerun
    assert given["browser.gatherUsageStats"] is False
    assert given["client.showErrorDetails"] == "none"  # an exception's text may hold answers
    assert given["server.enableStaticServing"] is False
