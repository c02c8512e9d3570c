"""Codes of the domain as words and symbols, the same in pictures and in the tables beside them."""

from __future__ import annotations

from mallipaja.i18n import N_

SECTORS = {
    "health": N_("Health care"),
    "social": N_("Social services"),
    "employment": N_("Employment services"),
    "kela": N_("Kela"),
    "third": N_("Third sector"),
    "other": N_("Other"),
}
SECTOR_SYMBOLS = {"health": "●", "social": "■", "employment": "▲", "kela": "◆", "third": "✚", "other": "✱"}
FREQUENCIES = {
    1: N_("at most once a year"),
    2: N_("quarterly"),
    3: N_("monthly"),
    4: N_("weekly"),
    5: N_("daily"),
}
PAIR_STATES = {
    "confirmed": N_("both sides report it"),
    "one_sided": N_("one side only"),
    "unconfirmed": N_("the other side has not answered"),
}
ACTIVITIES = {"regularly": N_("regularly"), "sometimes": N_("sometimes"), "no": N_("no part")}
ACTIVITY_SYMBOLS = {"regularly": "●", "sometimes": "◐", "no": "–"}
RECORD_SYMBOLS = {"practice": "▪", "strength": "＋", "challenge": "△"}
"""Of what is written down: a practice, a strength, a challenge."""
STATUSES = {
    "same": N_("same as the generic model"),
    "adapted_consistent": N_("adapted, core kept"),
    "adapted_inconsistent": N_("adapted, core changed"),
    "missing": N_("missing"),
    "added": N_("added locally"),
    "not_stated": N_("not known"),
}
STATUS_SYMBOLS = {
    "same": "=",
    "adapted_consistent": "≈",
    "adapted_inconsistent": "!",
    "missing": "–",
    "added": "+",
    "not_stated": "?",
}
MODALITIES = {
    "in_use": N_("in use"),
    "agreed": N_("agreed"),
    "planned": N_("planned"),
    "wished": N_("wished for"),
    "recommended": N_("recommended"),
}
SEAT_STATES = {
    "vacant": N_("vacant"),
    "proposed": N_("proposed"),
    "requested": N_("requested"),
    "named": N_("named"),
    "deputy_named": N_("deputy named"),
    "declined": N_("declined"),
}
NOT_KNOWN = N_("not known")
UNKNOWN_SYMBOL = "?"


def drawn_sector(code: str) -> str:
    """The sector whose shape and colour are used: one we have no shape for is drawn as "other"."""
    return code if code in SECTORS else "other"
