"""Codes of the domain as words, marked here and translated where they are shown."""

from __future__ import annotations

from mallipaja.actions.posts_list import MANDATES
from mallipaja.charts.legend import (
    ACTIVITIES,
    ACTIVITY_SYMBOLS,
    FREQUENCIES,
    MODALITIES,
    SEAT_STATES,
    SECTOR_SYMBOLS,
    SECTORS,
    STATUS_SYMBOLS,
    STATUSES,
)
from mallipaja.i18n import N_, Words
from mallipaja.survey.given import REASONS, Given, Known, Missing, Total

__all__ = [
    "ACTIVITIES",
    "ACTIVITY_SYMBOLS",
    "FREQUENCIES",
    "MANDATES",
    "MODALITIES",
    "REASONS",
    "SEAT_STATES",
    "SECTORS",
    "SECTOR_SYMBOLS",
    "STATUSES",
    "STATUS_SYMBOLS",
]

NOT_ANSWERED = N_("no answer")
REFERRALS = {
    "neither": N_("neither"),
    "we_refer": N_("refers clients"),
    "we_receive": N_("receives clients"),
    "both": N_("refers and receives"),
}
AGREEMENTS = {"no": N_("no"), "in_preparation": N_("in preparation"), "yes": N_("yes")}
POSSIBLE = {"yes": N_("yes"), "conditionally": N_("conditionally"), "no": N_("no")}
LEVELS = {"core": N_("core"), "adaptable": N_("adaptable"), "local": N_("local")}
VERDICTS = {
    "present": N_("in the model"),
    "intended": N_("only planned or wished for"),
    "missing": N_("missing"),
    "not_stated": N_("not known"),
}
GROUPS = {
    "roles": N_("Roles"),
    "phases": N_("Phases"),
    "rules": N_("Rules"),
    "artefacts": N_("Documents and artefacts"),
    "governance": N_("Governance"),
    "resources": N_("Resources"),
    "questions": N_("THL's five questions"),
    "interfaces": N_("Interfaces"),
    "rehabilitation": N_("Rehabilitation"),
    "information": N_("Flow of information"),
    "participation": N_("Client participation"),
    "tools": N_("Tools"),
    "people": N_("Staff and competence"),
    "context": N_("Local facts"),
}
FITS = {"fits": N_("Fits"), "fits_changed": N_("Fits when changed"), "does_not_fit": N_("Does not fit")}
IN_USE = {"yes": N_("Yes"), "partly": N_("Partly"), "no": N_("No")}
DRAFT_STATES = {"draft": N_("Draft"), "discussed": N_("Discussed"), "agreed": N_("Agreed")}


def sector(_: Words, code: str) -> str:
    """A sector with its shape, so that colour is never the only sign."""
    return f"{SECTOR_SYMBOLS.get(code, '')} {_(SECTORS[code])}" if code in SECTORS else code


def given_number(_: Words, given: Given[float], decimals: int = 2) -> str:
    """A number, the reason it is missing, or that nobody has answered. Never a silent zero."""
    if isinstance(given, Known):
        return _.number(given.value, decimals)
    return _(REASONS[given.reason]) if isinstance(given, Missing) else _(NOT_ANSWERED)


def given_code(_: Words, given: Given[str], names: dict[str, str]) -> str:
    """A choice in words, the reason it is missing, or that nobody has answered."""
    if isinstance(given, Known):
        return _(names[given.value]) if given.value in names else given.value
    return _(REASONS[given.reason]) if isinstance(given, Missing) else _(NOT_ANSWERED)


def total_note(_: Words, total: Total) -> str:
    """What a sum rests on: how many are known, and why the rest are not."""
    parts = [_.plural("{count} figure known", "{count} figures known", total.known)]
    for reason, count in total.missing:
        parts.append(f"{_(REASONS[reason])}: {_.number(count)}")
    if total.not_answered:
        parts.append(_.plural("{count} not answered", "{count} not answered", total.not_answered))
    return "; ".join(parts)
