"""What an answer becomes: the closed list of feeds, and the question types each accepts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Feed:
    """A place an answer flows to.

    ``types`` are the question types it accepts; ``integer`` limits numbers. ``codes`` are the choice codes
    the analyses read, weakest first where they are ordered; a choice list that feeds this may hold only
    these. Empty means any code (professions, pilots, actors of the project).
    """

    key: str
    types: tuple[str, ...]
    integer: bool | None = None
    codes: tuple[str, ...] = ()


YES_NO = ("no", "yes")
MANDATE = ("to_be_confirmed", "mine")
POSSIBLE = ("no", "conditionally", "yes")
WAITING = ("under_2_weeks", "weeks_2_4", "weeks_5_8", "over_8_weeks")
FREQUENCY = ("yearly", "quarterly", "monthly", "weekly", "daily")
COLLABORATION = ("information", "coordination", "joint")
REFERRAL = ("neither", "we_refer", "we_receive", "both")
AGREEMENT = ("no", "in_preparation", "yes")
ACTIVITY = ("no", "sometimes", "regularly")
HANDOVER_AGREED = ("not_agreed", "case_by_case", "agreed_orally", "agreed_in_writing")
NOBODY = "nobody"
"""Choice of ``practice.handover_to``: the client is passed on to nobody."""

_ALL = (
    Feed("unit.organisation", ("single", "text")),
    Feed("unit.pilots", ("multiple",)),
    Feed("capacity.professions", ("multiple",)),
    Feed("capacity.headcount", ("number",), integer=True),
    Feed("capacity.htv", ("number",)),
    Feed("capacity.client_hours_per_week", ("number",)),
    Feed("capacity.vacancies", ("number",), integer=True),
    Feed("capacity.vacant_since", ("date",)),
    Feed("capacity.temporary_percent", ("number",)),
    Feed("capacity.temporary_until", ("date",)),
    Feed("capacity.caseload", ("number",)),
    Feed("capacity.inflow_per_year", ("number",), integer=True),
    Feed("capacity.waiting", ("single",), codes=WAITING),
    Feed("capacity.sufficiency", ("scale",)),
    Feed("capacity.extra_needed", ("text",)),
    Feed("wisn.profession", ("single",)),
    Feed("wisn.task", ("text",)),
    Feed("wisn.times_per_year", ("number",)),
    Feed("wisn.minutes_each", ("number",)),
    Feed("wisn.support_task", ("text",)),
    Feed("wisn.support_minutes", ("number",)),
    Feed("wisn.support_per", ("single",), codes=("day", "week", "month", "year")),
    Feed("wisn.individual_task", ("text",)),
    Feed("wisn.individual_persons", ("number",)),
    Feed("wisn.individual_hours_per_year", ("number",)),
    Feed("wisn.days_off", ("number",)),
    Feed("team.representative", ("single",), codes=POSSIBLE),
    Feed("team.profession", ("single",)),
    Feed("team.hours_per_month", ("number",)),
    Feed("team.remote", ("single",), codes=YES_NO),
    Feed("team.several_pilots", ("single",), codes=YES_NO),
    Feed("team.convenes", ("single",), codes=YES_NO),
    Feed("team.member_already", ("single",), codes=YES_NO),
    Feed("team.mandate", ("single",), codes=MANDATE),
    Feed("coordinator.possible", ("single",), codes=POSSIBLE),
    Feed("coordinator.clients", ("number",), integer=True),
    Feed("coordinator.mandate", ("single",), codes=MANDATE),
    Feed("process.supervisor_takes_part", ("single",), codes=("no", "partly", "yes")),
    Feed("network.ties", ("multiple",)),
    Feed("network.frequency", ("single",), codes=FREQUENCY),
    Feed("network.level", ("single",), codes=COLLABORATION),
    Feed("network.referral", ("single",), codes=REFERRAL),
    Feed("network.trust_reliability", ("scale",)),
    Feed("network.trust_mission", ("scale",)),
    Feed("network.trust_openness", ("scale",)),
    Feed("network.value_influence", ("scale",)),
    Feed("network.value_involvement", ("scale",)),
    Feed("network.value_resources", ("scale",)),
    Feed("network.named_contact", ("single",), codes=YES_NO),
    Feed("network.agreement", ("single",), codes=AGREEMENT),
    Feed("network.information_exchange", ("scale",)),
    Feed("network.missing", ("text",)),
    Feed("network.overlap", ("text",)),
    Feed("practice.phase_activity", ("single",), codes=ACTIVITY),
    Feed("practice.handover_to", ("single", "multiple")),
    Feed("practice.handover_agreed", ("single",), codes=HANDOVER_AGREED),
    Feed("practice.referral_route", ("text",)),
)
# The practice survey by question: a question of several parts has its main part under the bare number and
# the rest under b, c; T3, T19 and T22 are parts of equal weight. T24 (what a unit does in each phase) has
# its feeds above.
_PRACTICE_TYPES = {
    "single": "T2 T2b T6 T7 T7c T8 T8b T9 T10 T11 T13 T15b T25 T26",
    "multiple": "T1 T4 T5 T7b T14 T16 T18",
    "text": "T1b T5b T6b T12 T13b T15 T20 T21 T22a T22b T22c T23 T25b T26b",
    "scale": "T3a T3b T17 T19a T19b",
}
_PRACTICE_ANSWERS = tuple(
    Feed(f"practice.{question}", (kind,))
    for kind, questions in _PRACTICE_TYPES.items()
    for question in questions.split()
)
FEEDS: dict[str, Feed] = {feed.key: feed for feed in (*_ALL, *_PRACTICE_ANSWERS)}


def accepts(feed_key: str, question_type: str, integer: bool) -> bool:
    """Whether a question of this type may feed ``feed_key``. ``KeyError`` for an unknown feed."""
    feed = FEEDS[feed_key]
    if question_type not in feed.types:
        return False
    return feed.integer is None or question_type != "number" or integer == feed.integer
