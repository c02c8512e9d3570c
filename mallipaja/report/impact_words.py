"""What unemployment costs a municipality, as plain values and as a table of plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mallipaja.catalogue.text import Source
from mallipaja.i18n import N_, Words
from mallipaja.model.benefit_cost import BenefitCost, Range, Terms, difference
from mallipaja.report.comparison_plain import aligned

UNVERIFIED = N_("The shares marked * have not been read in the act: check them before use.")
ARITHMETIC = N_(
    "This is arithmetic on the numbers that were given. It does not say what a service changes, and nobody moves "
    "from band to band during the year."
)


def as_plain(
    terms: Terms,
    cost: BenefitCost,
    what_if: BenefitCost | None,
    sources: Mapping[str, Source],
    amount: tuple[str | None, str | None],
    _: Words,
) -> dict[str, Any]:
    """The calculation with every figure as its lowest and highest; ``amount`` is the source and date of the euros."""
    rule = terms.rule
    return {
        "rules": rule.key,
        "valid_from": rule.valid_from.isoformat() if rule.valid_from else None,
        "valid_to": rule.valid_to.isoformat() if rule.valid_to else None,
        "verified": cost.verified and (what_if is None or what_if.verified),
        "days_per_year": terms.days_per_year,
        "daily_amount_eur": terms.daily_amount_eur,
        "amount_source": amount[0],
        "amount_date": amount[1],
        **_scenario(cost, sources),
        "what_if": _scenario(what_if, sources) if what_if else None,
        "difference_eur_per_year": _range(difference(cost, what_if)) if what_if else None,
        "notes": list(notes(terms, cost, what_if, _)),
    }


def as_table(terms: Terms, cost: BenefitCost, what_if: BenefitCost | None, _: Words) -> str:
    """The bands, the sums and the notes."""
    parts = [_(
        "{label}; {days} benefit days a year, {amount} € a day",
        label=terms.rule.label.get(_.language),
        days=_.number(terms.days_per_year),
        amount=_.number(terms.daily_amount_eur),
    )]  # fmt: skip
    parts.append(_bands(cost, _))
    if what_if:
        parts += [_("With the other numbers of people:") + "\n" + _bands(what_if, _)]
        parts.append(_("Difference, € a year: {range}", range=_shown(difference(cost, what_if), _, 0)))
    return "\n\n".join([*parts, "\n".join(notes(terms, cost, what_if, _))])


def notes(terms: Terms, cost: BenefitCost, what_if: BenefitCost | None, _: Words) -> Iterator[str]:
    """What has to be known of the figures."""
    if not cost.verified or (what_if is not None and not what_if.verified):
        yield _(UNVERIFIED)
    yield terms.rule.counted_days.get(_.language)
    if terms.rule.note:
        yield terms.rule.note.get(_.language)
    yield _(ARITHMETIC)


def _scenario(cost: BenefitCost, sources: Mapping[str, Source]) -> dict[str, Any]:
    return {
        "bands": [
            {
                "band": one.band,
                "from_day": one.from_day,
                "to_day": one.to_day,
                "share_percent": one.step.percent,
                "verified": one.step.verified,
                "source": sources[one.step.source].title if one.step.source in sources else one.step.source,
                "people": _range(one.people),
                "eur_per_year": _range(one.eur_per_year),
            }
            for one in cost.bands
        ],
        "people": _range(cost.people),
        "eur_per_year": _range(cost.eur_per_year),
    }


def _range(value: Range) -> dict[str, float]:
    return {"low": round(value[0], 2), "high": round(value[1], 2)}


def _bands(cost: BenefitCost, _: Words) -> str:
    lines = [[_("Benefit days"), _("Share"), _("Persons"), _("€ a year")]]
    for one in cost.bands:
        mark = "" if one.step.verified else " *"
        share = _.percent(one.step.percent / 100) + mark
        lines.append([one.band, share, _shown(one.people, _), _shown(one.eur_per_year, _, 0)])
    lines.append([_("Together"), "", _shown(cost.people, _), _shown(cost.eur_per_year, _, 0)])
    return aligned(lines)


def _shown(value: Range, _: Words, decimals: int = 2) -> str:
    low, high = (_.number(one, decimals) for one in value)
    return low if low == high else f"{low} – {high}"
