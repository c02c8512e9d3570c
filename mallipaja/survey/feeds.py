"""What an answer becomes: the closed list of feeds, and the question types each accepts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Feed:
    """A place an answer flows to. ``types`` are the question types it accepts; ``integer`` limits numbers."""

    key: str
    types: tuple[str, ...]
    integer: bool | None = None


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
    Feed("capacity.waiting", ("single",)),
    Feed("capacity.sufficiency", ("scale",)),
    Feed("capacity.extra_needed", ("text",)),
    Feed("wisn.task", ("text",)),
    Feed("wisn.times_per_year", ("number",)),
    Feed("wisn.minutes_each", ("number",)),
    Feed("wisn.support_task", ("text",)),
    Feed("wisn.support_minutes", ("number",)),
    Feed("wisn.support_per", ("single",)),
    Feed("wisn.individual_task", ("text",)),
    Feed("wisn.individual_persons", ("number",)),
    Feed("wisn.individual_hours_per_year", ("number",)),
    Feed("wisn.days_off", ("number",)),
    Feed("team.representative", ("single",)),
    Feed("team.profession", ("single",)),
    Feed("team.hours_per_month", ("number",)),
    Feed("team.remote", ("single",)),
    Feed("team.several_pilots", ("single",)),
    Feed("team.convenes", ("single",)),
    Feed("team.member_already", ("single",)),
    Feed("team.mandate", ("single",)),
    Feed("coordinator.possible", ("single",)),
    Feed("coordinator.clients", ("number",), integer=True),
    Feed("coordinator.mandate", ("single",)),
    Feed("process.supervisor_takes_part", ("single",)),
    Feed("network.ties", ("multiple",)),
    Feed("network.frequency", ("single",)),
    Feed("network.level", ("single",)),
    Feed("network.referral", ("single",)),
    Feed("network.trust_reliability", ("scale",)),
    Feed("network.trust_mission", ("scale",)),
    Feed("network.trust_openness", ("scale",)),
    Feed("network.value_influence", ("scale",)),
    Feed("network.value_involvement", ("scale",)),
    Feed("network.value_resources", ("scale",)),
    Feed("network.named_contact", ("single",)),
    Feed("network.agreement", ("single",)),
    Feed("network.information_exchange", ("scale",)),
    Feed("network.missing", ("text",)),
    Feed("network.overlap", ("text",)),
    Feed("practice.phase_activity", ("single",)),
    Feed("practice.handover_to", ("single", "multiple")),
    Feed("practice.handover_agreed", ("single",)),
)
_PRACTICE_ANSWERS = tuple(
    Feed(f"practice.T{n}{part}", ("single", "multiple", "number", "text", "scale", "date"))
    for n in (*range(1, 24), 25, 26)
    for part in ("", "a", "b", "c")
)
FEEDS: dict[str, Feed] = {feed.key: feed for feed in (*_ALL, *_PRACTICE_ANSWERS)}


def accepts(feed_key: str, question_type: str, integer: bool) -> bool:
    """Whether a question of this type may feed ``feed_key``. ``KeyError`` for an unknown feed."""
    feed = FEEDS[feed_key]
    if question_type not in feed.types:
        return False
    return feed.integer is None or question_type != "number" or integer == feed.integer
