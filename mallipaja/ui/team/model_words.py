"""What a pilot's own model says, element by element: its words, how far they are agreed on, what has been changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby

from mallipaja.actions.access import Context
from mallipaja.actions.variants import VariantView
from mallipaja.catalogue.operating_model import Element, Group
from mallipaja.i18n import LANGUAGES, N_, Words
from mallipaja.model.adaptation import Adaptation, Fit
from mallipaja.model.snapshot import ElementState
from mallipaja.report.field_words import FIELD_NAMES, value_text
from mallipaja.report.handbook import ChangeLine, Chapter, Said
from mallipaja.ui.team.questions import ended

CHAPTERS: Mapping[Chapter, tuple[str, ...]] = {
    "purpose": (
        "rules.target_group", "roles.client", "rules.client_may_attend", "rules.client_may_invite",
        "participation.own_service", "participation.client_voice",
    ),
    "team": (
        "rules.minimum_composition", "governance.team_place", "governance.number_of_teams", "resources.team_time",
        "governance.line_responsibility",
    ),
    "arriving": (
        "rules.referral_criteria", "rules.threshold", "rules.who_may_refer", "interfaces.occupational_health",
        "interfaces.multi_sector_service", "interfaces.health_checks", "tools.professional_hotline",
    ),
    "consent": ("rules.consent", "information.recording", "information.flow_back", "information.shared_terms"),
    "meeting": (
        "rules.convening", "rules.meeting_frequency", "rules.meeting_mode", "rules.one_off_or_ongoing",
        "tools.kykyviisari", "rehabilitation.vocational", "rehabilitation.medical", "rules.joint_plan",
        "rules.plan_contents",
    ),
    "coordinator": (
        "rules.named_coordinator", "rules.coordinator_choice", "rules.coordinator_tasks", "resources.coordinator_time",
        "roles.work_ability_coordinator", "roles.own_worker",
    ),
    "members": ("resources.deputies", "people.induction", "people.training", "people.staffing"),
    "development": (
        "rules.follow_up", "rules.follow_up_interval", "information.service_counts", "participation.development",
        "governance.team_coordination", "governance.development_group", "governance.management_group",
    ),
}  # fmt: skip
"""Which elements of the model a new member needs, by the chapter of the handbook. The rest of the model is on its page."""
OWN: Mapping[Group, Chapter] = {
    "rules": "meeting", "rehabilitation": "meeting", "tools": "meeting", "roles": "team", "resources": "team",
    "people": "members", "information": "consent", "interfaces": "arriving", "participation": "purpose",
    "governance": "development", "artefacts": "development", "questions": "development",
}  # fmt: skip
"""Where an element of the pilot's own stands."""
PROPOSED = N_("not agreed yet (the model proposes this)")
UNSETTLED = N_("does not fit as it is; what is done instead is not agreed yet")
TRIED = N_("changed here, being tried out")
STANDS: dict[Fit, str] = {
    "fits": N_("agreed, as in the model"),
    "fits_changed": N_("agreed, changed here"),
    "does_not_fit": N_("agreed that it is left out here"),
}
USES = {"partly": N_("in use in part"), "no": N_("not in use yet")}
LEFT_OUT = N_("Left out of the pilot's model.")
_WORDS = frozenset({"", "text", "label", "local_name"})
"""Fields that are told as words, not as values."""


def chapters(_: Words, variant: VariantView, names: Mapping[str, str]) -> dict[Chapter, tuple[Said, ...]]:
    """What the pilot's model says, by chapter. ``names``: words of the codes its values may hold."""
    found: dict[Chapter, tuple[Said, ...]] = {}
    for chapter, keys in CHAPTERS.items():
        own = tuple(
            one.key
            for one in variant.snapshot.present()
            if one.origin == "added" and OWN.get(one.group) == chapter
        )
        states = [variant.snapshot.elements.get(key) for key in (*keys, *own)]
        found[chapter] = tuple(said(_, variant, one, names) for one in states if one is not None)
    return found


def stands(variant: VariantView, said_in: Mapping[Chapter, tuple[Said, ...]]) -> tuple[int, int]:
    """How many of the elements of the chapters the pilot has taken a stand on, and how many there are."""
    keys = [key for chapter in said_in for key in CHAPTERS[chapter] if key in variant.snapshot.elements]
    return sum(1 for key in keys if is_agreed(variant, key)), len(keys)


def unagreed(_: Words, variant: VariantView) -> tuple[str, ...]:
    """The names of the elements of the chapters that the pilot has taken no stand on."""
    keys = [key for listed in CHAPTERS.values() for key in listed if key in variant.snapshot.elements]
    return tuple(name(_, variant, key) for key in keys if not is_agreed(variant, key))


def is_agreed(variant: VariantView, key: str) -> bool:
    """Whether the pilot has said that an element fits, or has a change of it that is in force.

    That it does not fit as it is says nothing yet of what is agreed instead: the change may be a proposal, or over.
    """
    stance = variant.stance_rows.get(key)
    return bool(_own_changes(variant, key)) or (stance is not None and stance.fit == "fits")


def said(_: Words, variant: VariantView, state: ElementState, names: Mapping[str, str]) -> Said:
    """An element of the pilot's model in words."""
    if state.origin == "removed":
        whys = [one.why for one in _own_changes(variant, state.key) if one.why]
        return Said(name(_, variant, state.key), " ".join([_(LEFT_OUT), *whys]), _(STANDS["does_not_fit"]))
    parts = [text(_, variant, state.key), *values(_, variant, state, names)]
    return Said(
        name(_, variant, state.key), " ".join(ended(one) for one in parts if one), standing(_, variant, state.key)
    )  # fmt: skip


def standing(_: Words, variant: VariantView, key: str) -> str:
    """How far an element is agreed on, and whether it is in use when somebody has said that it is not."""
    stance = variant.stance_rows.get(key)
    changes = _own_changes(variant, key)
    if not is_agreed(variant, key):
        unsettled = PROPOSED if stance is None else UNSETTLED
        return _(unsettled)
    if any(one.state == "in_trial" for one in changes):
        said_of = TRIED
    else:
        said_of = STANDS["fits_changed" if changes or stance is None else stance.fit]  # type: ignore[index]  # a stored `Fit`
    use = USES.get(stance.in_use or "") if stance else None
    return f"{_(said_of)}; {_(use)}" if use else _(said_of)


def name(_: Words, variant: VariantView, key: str) -> str:
    """An element's name, and the pilot's own name for it."""
    element = variant.generic.elements.get(key)
    state = variant.snapshot.elements[key]
    label = element.label.get(_.language) if element else str(state.fields["label"])
    own = state.fields["local_name"]
    return _("{name} (here: {own})", name=label, own=own) if own else label


def text(_: Words, variant: VariantView, key: str) -> str:
    """What the pilot's own model says of an element; "" when it has taken the element out or has none."""
    state = variant.snapshot.elements.get(key)
    if state is None or state.origin == "removed":
        return ""
    own = str(state.fields.get("text") or "")
    element = variant.generic.elements.get(key)
    return element.text.get(_.language) if element is not None and own == element.text.fi else own


def stated(_: Words, variant: VariantView, key: str) -> str:
    """The same for a paper that is given to others: what nobody has agreed on is marked as a proposal."""
    found = text(_, variant, key)
    if not found or is_agreed(variant, key):
        return found
    return _("Not agreed yet. The model proposes: {text}", text=found)


def counted(_: Words, asked: Context) -> str:
    """What a pilot counts of its service each month, as one sentence; "" when nothing is counted."""
    measures = [one.label.get(_.language) for one in asked.catalogue.follow_up_measures]
    return _("Counted each month: {measures}.", measures=_.listing(measures)) if measures else ""


def values(_: Words, variant: VariantView, state: ElementState, names: Mapping[str, str]) -> list[str]:
    """What the pilot has changed of an element in values: hours, professions, a choice."""
    fields = dict.fromkeys(
        one.field for one in _own_changes(variant, state.key) if one.field not in _WORDS and one.operation != "add"
    )  # fmt: skip
    element = variant.generic.elements.get(state.key)
    return [
        _value(_, element, field, state, names)
        for field in fields
        if field in state.fields and field in FIELD_NAMES
    ]


def _value(
    _: Words, element: Element | None, field: str, state: ElementState, names: Mapping[str, str]
) -> str:
    found = state.fields[field]
    if isinstance(found, float | int) and not isinstance(found, bool):
        return value_text(_, element, field, found)
    if isinstance(found, tuple) and field != "default":
        shown = _.listing(names.get(one, one) for one in found)
    else:
        shown = value_text(_, element, field, found)
    shown = names.get(shown, shown)
    return _("{name}: {value}", name=_(FIELD_NAMES[field]), value=shown or "–")


def changes(_: Words, variant: VariantView, names: Mapping[str, str]) -> tuple[ChangeLine, ...]:
    """What the pilot has changed, with the reason, the challenge it answers, who decided and when; one line for changes
    of one element with one reason."""
    own = [one for one in variant.variant.adaptations if one.is_active]
    own.sort(key=lambda one: (one.element, one.why, one.decided_by, one.meeting or ""))
    return tuple(
        _change(_, variant, key[0], list(group), names)
        for key, group in groupby(own, lambda one: (one.element, one.why, one.decided_by, one.meeting or ""))
    )


def _change(
    _: Words, variant: VariantView, key: str, group: list[Adaptation], names: Mapping[str, str]
) -> ChangeLine:
    state = variant.snapshot.elements[key]
    automatic = {Words(language)(one) for one in FIELD_NAMES.values() for language in LANGUAGES}
    what = list(dict.fromkeys(one.what for one in group if one.what and one.what not in automatic))
    if any(one.what in automatic for one in group):
        what += values(_, variant, state, names)
    if state.origin == "removed" and not what:
        what = [_(LEFT_OUT)]
    first = group[0]
    why = [ended(first.why)] if first.why else []
    answers = dict.fromkeys(text for one in group for text in one.challenges)
    why += [_("Challenge it answers: {text}", text=ended(one)) for one in answers]
    return ChangeLine(
        name(_, variant, key),
        " ".join(ended(one) for one in what),
        " ".join(why),
        _decided(_, variant, first),
    )


def _decided(_: Words, variant: VariantView, one: Adaptation) -> str:
    meeting = variant.meetings.get(one.meeting or "")
    day = _.date(date.fromisoformat(one.decided_on)) if one.decided_on else ""
    return ", ".join(part for part in (one.decided_by, meeting.title if meeting else "", day) if part)


def _own_changes(variant: VariantView, key: str) -> list[Adaptation]:
    return [one for one in variant.variant.adaptations if one.element == key and one.is_active]
