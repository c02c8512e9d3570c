"""Reference tables: ``reference_data/*.yaml``, one type per file. Rules of law carry their dates.

A table never holds what a project decides; it holds what every project needs to agree on: professions,
the parties a team must have on a given day, the municipality's share of unemployment benefits, figures
of regions, the steps of the workshop process and the risks to watch. ``verified`` is false where nobody
has read the rule in its source.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Literal

from mallipaja.catalogue.operating_model import Sector
from mallipaja.catalogue.survey_template import ChoiceItem
from mallipaja.catalogue.text import Day, ElementKey, Flag, Key, Number, Source, Strict, Text, When, Whole


class Profession(Strict):
    """A profession; ``code`` is shared by surveys, roles and posts."""

    code: Key
    sector: Sector
    label: Text


class Professions(Strict):
    """``professions.yaml``."""

    format: Literal["mallipaja/professions/1"]
    professions: tuple[Profession, ...]

    @cached_property
    def choices(self) -> tuple[ChoiceItem, ...]:
        """The professions as choices of a question."""
        return tuple(
            ChoiceItem(code=row.code, label=row.label, sector=row.sector) for row in self.professions
        )


class RequiredParty(Strict):
    """A party that must be in every team, in force from ``valid_from`` to ``valid_to`` (both days included).

    An absent date means no limit on that side. ``role`` is the seat of the generic model the party
    fills.
    """

    key: Key
    role: ElementKey
    sector: Sector
    label: Text
    valid_from: Day | None = None
    valid_to: Day | None = None
    source: Key
    verified: Flag
    note: Text | None = None

    def in_force(self, day: date) -> bool:
        """Whether the rule holds on this day."""
        after_start = self.valid_from is None or self.valid_from <= day
        return after_start and (self.valid_to is None or day <= self.valid_to)


class RequiredParties(Strict):
    """``required_parties.yaml``: the least composition of a team, by date."""

    format: Literal["mallipaja/required_parties/1"]
    sources: tuple[Source, ...]
    parties: tuple[RequiredParty, ...]

    def on(self, day: date) -> tuple[RequiredParty, ...]:
        """The parties required on this day, in the order of the file."""
        return tuple(party for party in self.parties if party.in_force(day))


class ShareStep(Strict):
    """The municipality's share, in percent 0-100, for days ``from_day`` to ``to_day`` (both included).

    Days are benefit days paid to one person. The last step has no ``to_day``.
    """

    from_day: Whole
    to_day: Whole | None = None
    percent: Number
    source: Key
    verified: Flag


class ShareRule(Strict):
    """One ladder and the time it is in force. ``counted_days`` says in words which days are counted."""

    key: Literal["before_2025", "from_2025"]
    label: Text
    valid_from: Day | None = None
    valid_to: Day | None = None
    benefits: tuple[Literal["labour_market_support", "basic_allowance", "earnings_allowance"], ...]
    counted_days: Text
    steps: tuple[ShareStep, ...]
    note: Text | None = None


class BenefitShare(Strict):
    """``benefit_share.yaml``: the municipality's share (kuntaosuus) of unemployment benefits, by date."""

    format: Literal["mallipaja/benefit_share/1"]
    sources: tuple[Source, ...]
    rules: tuple[ShareRule, ...]


class RegionFigure(Strict):
    """One dated figure of a region. Figures with the same key may stand side by side; none is corrected.

    ``region`` is the id of the regional model. ``precision`` says how the source put the figure.
    ``date`` is absent only where nothing dates the figure, and the note then says so.
    """

    region: Key
    key: Literal["population", "unemployed", "unemployed_share", "municipalities", "subregions"]
    value: Number
    unit: Literal["persons", "percent", "municipalities", "subregions"]
    precision: Literal["exact", "about", "over"] = "exact"
    date: When | None = None
    source: Key
    note: Text | None = None


class RegionFigures(Strict):
    """``region_figures.yaml``."""

    format: Literal["mallipaja/region_figures/1"]
    sources: tuple[Source, ...]
    figures: tuple[RegionFigure, ...]


class ProcessStep(Strict):
    """One step a pilot goes through; ``order`` runs from 1, ``artefact`` closes the step."""

    key: Key
    order: Whole
    label: Text
    artefact: Text
    sources: tuple[Key, ...]
    note: Text | None = None


class ProcessSteps(Strict):
    """``process_steps.yaml``."""

    format: Literal["mallipaja/process_steps/1"]
    sources: tuple[Source, ...]
    steps: tuple[ProcessStep, ...]


class RiskFlag(Strict):
    """Something to watch in a pilot.

    ``kind``: ``happened`` where a source tells that it went wrong, ``to_secure`` where a source names it
    as a thing to take care of. ``text`` says what it means and what to do about it.
    """

    key: Key
    kind: Literal["happened", "to_secure"]
    label: Text
    text: Text
    sources: tuple[Key, ...]


class RiskFlags(Strict):
    """``risk_flags.yaml``."""

    format: Literal["mallipaja/risk_flags/1"]
    sources: tuple[Source, ...]
    flags: tuple[RiskFlag, ...]


class FollowUpMeasure(Strict):
    """One thing a pilot counts of its own service each month.

    ``unit`` says what is counted: ``people`` and ``events`` are whole numbers that may be added up, ``days`` is
    the mean of the month. ``part_of`` names the measure of which this can be a part at most. ``element`` is what
    of the generic model it tells about.
    """

    key: Key
    unit: Literal["people", "events", "days"]
    label: Text
    text: Text
    part_of: Key | None = None
    element: ElementKey | None = None
    sources: tuple[Key, ...]


class FollowUpMeasures(Strict):
    """``follow_up.yaml``."""

    format: Literal["mallipaja/follow_up/1"]
    sources: tuple[Source, ...]
    measures: tuple[FollowUpMeasure, ...]
