"""The history in words: things, fields and values as people know them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from mallipaja.catalogue.load import Catalogue
from mallipaja.catalogue.reference import ProcessSteps, Professions
from mallipaja.i18n import N_, Words
from mallipaja.practice.questions import QUESTION_WORDS
from mallipaja.ui.labels import SEAT_STATES, SECTORS

CHANGES = {
    "add": N_("added"),
    "change": N_("changed"),
    "bin": N_("moved to the bin"),
    "restore": N_("brought back"),
    "remove": N_("removed"),
}
THINGS = {
    "project": N_("project"),
    "pilot": N_("pilot"),
    "membership": N_("membership"),
    "organisation": N_("organisation"),
    "actor": N_("actor"),
    "pilot_actor": N_("actor on the roster of a pilot"),
    "unit": N_("unit"),
    "unit_pilot": N_("pilot of a unit"),
    "round": N_("survey round"),
    "invitation": N_("invitation"),
    "response": N_("response"),
    "answer": N_("answer"),
    "recipient": N_("person who is asked"),
    "shared_link": N_("shared link"),
    "response_participant": N_("participant of a joint answer"),
    "dissent": N_("dissenting view"),
    "round_template": N_("version of a survey in a round"),
    "step": N_("step of the process"),
    "task": N_("preparatory task"),
    "meeting": N_("meeting"),
    "attendance": N_("attendance"),
    "risk": N_("risk"),
    "draft": N_("team draft"),
    "seat": N_("seat in the team"),
    "seat_person": N_("person in the team"),
    "coordinator_rule": N_("coordinator rule"),
    "caseload": N_("clients of a post's coordinators"),
    "coordination_setting": N_("what the wait for a coordinator is reckoned from"),
    "responsibility": N_("task by role"),
    "agreement_party": N_("agreement of an organisation"),
    "pilot_question": N_("answer to one of THL's five questions"),
    "own_template": N_("survey of the project's own"),
    "variant": N_("variant"),
    "adaptation": N_("adaptation"),
    "stance": N_("stand on an element"),
}
FIELDS = {
    "name": N_("name"),
    "title": N_("title"),
    "scope": N_("scope"),
    "languages": N_("languages"),
    "archived_at": N_("archived"),
    "retention_months": N_("months the answers are kept"),
    "controller": N_("controller"),
    "controller_contact": N_("contact details of the controller"),
    "protection_officer": N_("data protection officer"),
    "sector": N_("sector"),
    "municipality_code": N_("municipality code"),
    "state": N_("state"),
    "opened_at": N_("opened"),
    "anonymity": N_("anonymity"),
    "opens_on": N_("opens"),
    "closes_on": N_("closes"),
    "delete_on": N_("answers are deleted"),
    "erased_at": N_("answers deleted"),
    "expires_at": N_("works until"),
    "quota": N_("places"),
    "label": N_("name of the link"),
    "version": N_("version"),
    "closed_at": N_("closed on"),
    "closed_on": N_("closed on"),
    "organisation_id": N_("organisation"),
    "pilot_id": N_("pilot"),
    "unit_id": N_("unit"),
    "actor_id": N_("actor"),
    "account_id": N_("person"),
    "role": N_("role"),
    "situation": N_("situation"),
    "coordinator": N_("client coordinator"),
    "deputy": N_("deputy"),
    "changes_when": N_("changes when"),
    "held_on": N_("date"),
    "mode": N_("mode"),
    "notes": N_("notes"),
    "note": N_("note"),
    "settled_on": N_("settled"),
    "artefact": N_("artefact"),
    "reason": N_("reason"),
    "owner": N_("who does it"),
    "due_on": N_("due"),
    "done_on": N_("done"),
    "element": N_("element"),
    "what": N_("what is changed"),
    "why": N_("why"),
    "decided_by": N_("who decided"),
    "core_kept": N_("core kept"),
    "value": N_("value"),
    "count": N_("participants"),
    "supervisors": N_("supervisors"),
    "experience_experts": N_("experience experts"),
    "agreed_on": N_("agreed on"),
    "fit": N_("does it fit"),
    "in_use": N_("in use already"),
    "profession": N_("profession"),
    "hours_per_month": N_("hours a month"),
    "requested_on": N_("requested"),
    "requested_of": N_("of whom it was requested"),
    "why_declined": N_("why it was declined"),
    "clients": N_("clients"),
    "counted_on": N_("counted"),
    "new_clients_per_month": N_("new clients a month"),
    "months_each": N_("months with a coordinator"),
    "agreed_by": N_("agreed by"),
    "mandate": N_("mandate"),
    "why_open": N_("why nothing has been decided"),
    "decide_by": N_("decided by"),
    "revoked_at": N_("revoked"),
    "submitted_at": N_("submitted"),
}
"""Fields worth telling; the rest are the program's own."""
VALUES = {
    **SECTORS,
    **SEAT_STATES,
    "basic": N_("basic pilot"),
    "wide": N_("wide"),
    "named": N_("In the name of the unit or person"),
    "anonymous": N_("Anonymously"),
    "open": N_("open"),
    "closed": N_("ended"),  # a round and a step alike
    "not_started": N_("not started"),
    "under_way": N_("under way"),
    "on_site": N_("on site"),
    "remote": N_("remote"),
    "hybrid": N_("hybrid"),
    "draft": N_("draft"),
    "discussed": N_("discussed"),
    "agreed": N_("agreed"),
    "proposal": N_("proposal"),
    "in_trial": N_("in trial"),
    "ended": N_("ended"),
    "fits": N_("fits"),
    "fits_changed": N_("fits when changed"),
    "does_not_fit": N_("does not fit"),
    "yes": N_("yes"),
    "partly": N_("partly"),
    "no": N_("no"),
    "facilitator": N_("facilitator"),
    "pilot_contact": N_("pilot contact"),
    "developer": N_("model developer"),
}
LONGEST = 60


def thing(_: Words, entity: str) -> str:
    """What a kind of thing is called; its identifier when it has no word."""
    return _(THINGS[entity]) if entity in THINGS else entity


def called(_: Words, entity: str, title: str, names: Mapping[str, str]) -> str:
    """What people know a thing by; of an answer to one of THL's questions, the question in words."""
    if entity != "pilot_question":
        return names.get(title, title)
    pilot, _sign, question = title.rpartition(" – ")
    return f"{pilot}: {_(QUESTION_WORDS[question])}" if question in QUESTION_WORDS else title


def names_of(_: Words, catalogue: Catalogue) -> dict[str, str]:
    """What the definitions call the keys of elements, professions and process steps."""
    steps, professions = catalogue.table(ProcessSteps), catalogue.table(Professions)
    named = dict(catalogue.generic.elements) if catalogue.generic else {}
    labels = {key: element.label.get(_.language) for key, element in named.items()}
    labels |= {one.key: one.label.get(_.language) for one in (steps.steps if steps else ())}
    labels |= {
        one.code: one.label.get(_.language) for one in (professions.professions if professions else ())
    }
    return labels | {code: _(word) for code, word in VALUES.items()}


def value(_: Words, found: Any, names: Mapping[str, str]) -> str:
    """A value of the history as people write it, shortened to `LONGEST` characters."""
    match found:
        case None | "" | []:
            return "–"
        case bool():
            return _("yes") if found else _("no")
        case int() | float():
            return _.number(found)
        case list():
            return ", ".join(value(_, one, names) for one in found)
        case str():
            return names.get(found) or _shortened(_day(_, found))
    return "…"


def _day(_: Words, text: str) -> str:
    """The text, a date or moment in it written by locale."""
    try:
        return _.date(date.fromisoformat(text)) if len(text) == 10 else _.moment(datetime.fromisoformat(text))
    except ValueError:
        return text


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
