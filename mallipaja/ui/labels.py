"""Codes of the domain as words, marked here and translated where they are shown."""

from __future__ import annotations

from mallipaja.catalogue.survey_template import MissingReason
from mallipaja.i18n import N_, Words
from mallipaja.survey.given import Given, Known, Missing, Total

SECTORS = {
    "health": N_("Health care"),
    "social": N_("Social services"),
    "employment": N_("Employment services"),
    "kela": N_("Kela"),
    "third": N_("Third sector"),
    "other": N_("Other"),
}
SECTOR_SHAPES = {"health": "●", "social": "■", "employment": "▲", "kela": "◆", "third": "✚", "other": "✱"}
REASONS: dict[MissingReason, str] = {
    "do_not_know": N_("does not know"),
    "not_collected": N_("the figure is not collected"),
    "not_budgeted_separately": N_("not budgeted separately"),
    "may_not_disclose": N_("may not be disclosed"),
    "not_applicable": N_("does not concern the unit"),
}
NOT_ANSWERED = N_("no answer")
FREQUENCIES = {
    1: N_("at most once a year"),
    2: N_("quarterly"),
    3: N_("monthly"),
    4: N_("weekly"),
    5: N_("daily"),
}
REFERRALS = {
    "neither": N_("neither"),
    "we_refer": N_("refers clients"),
    "we_receive": N_("receives clients"),
    "both": N_("refers and receives"),
}
AGREEMENTS = {"no": N_("no"), "in_preparation": N_("in preparation"), "yes": N_("yes")}
ACTIVITIES = {"regularly": N_("regularly"), "sometimes": N_("sometimes"), "no": N_("no part")}
ACTIVITY_SYMBOLS = {"regularly": "●", "sometimes": "◐", "no": "–"}
POSSIBLE = {"yes": N_("yes"), "conditionally": N_("conditionally"), "no": N_("no")}
MANDATES = {"mine": N_("may commit working time"), "to_be_confirmed": N_("to be confirmed by the supervisor")}
STATUSES = {
    "same": N_("same as the generic model"),
    "adapted_consistent": N_("adapted, core kept"),
    "adapted_inconsistent": N_("adapted, core changed"),
    "missing": N_("missing"),
    "added": N_("added locally"),
    "not_stated": N_("not known"),
}
STATUS_SYMBOLS = {
    "same": "=", "adapted_consistent": "≈", "adapted_inconsistent": "!", "missing": "–", "added": "+", "not_stated": "?",
}  # fmt: skip
MODALITIES = {
    "in_use": N_("in use"),
    "agreed": N_("agreed"),
    "planned": N_("planned"),
    "wished": N_("wished for"),
    "recommended": N_("recommended"),
}
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
SEAT_STATES = {
    "vacant": N_("vacant"),
    "proposed": N_("proposed"),
    "requested": N_("requested"),
    "named": N_("named"),
    "deputy_named": N_("deputy named"),
    "declined": N_("declined"),
}
DRAFT_STATES = {"draft": N_("Draft"), "discussed": N_("Discussed"), "agreed": N_("Agreed")}


def sector(_: Words, code: str) -> str:
    """A sector with its shape, so that colour is never the only sign."""
    return f"{SECTOR_SHAPES.get(code, '')} {_(SECTORS[code])}" if code in SECTORS else code


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
