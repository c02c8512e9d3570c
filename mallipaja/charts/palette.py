"""Colours and shapes. Sectors are told apart by colour (Okabe & Ito) and by shape."""

from __future__ import annotations

TEXT = "#212121"
MUTED = "#5f686d"
BRAND = "#00357a"
ACTION = "#2a6ebb"
TINT = "#eaf2fa"
GOOD = "#078364"
ATTENTION = "#f6af09"
ALARM = "#ae332d"
LINE = "#c8cdd0"
GROUND = "#ffffff"
SOFT_GROUND = "#f7f7f8"

GOOD_TINT = "#d9efe6"
ATTENTION_TINT = "#fdeec6"
ALARM_TINT = "#f6dad8"
ACTION_TINT = "#cfe1f4"

SECTOR_COLOURS = {
    "health": "#0072b2",
    "social": "#d55e00",
    "employment": "#009e73",
    "kela": "#cc79a7",
    "third": "#e69f00",
    "other": "#56b4e9",
}
_STAR = (
    "M0,-1L0.225,-0.309L0.951,-0.309L0.363,0.118L0.588,0.809L0,0.382L-0.588,0.809L-0.363,0.118L-0.951,-0.309"
    "L-0.225,-0.309Z"
)
SECTOR_SHAPES = {
    "health": "circle",
    "social": "square",
    "employment": "triangle-up",
    "kela": "diamond",
    "third": "cross",
    "other": _STAR,
}
"""Shapes as Vega-Lite draws them; `legend.SECTOR_SYMBOLS` are the same as characters."""
