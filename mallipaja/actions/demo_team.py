"""The team of a pilot of the example that is further: its own seats, a draft, the repair that was carried out."""

from __future__ import annotations

from mallipaja.actions.access import Job
from mallipaja.actions.drafting import draft_anew
from mallipaja.actions.regions import pilot_generic
from mallipaja.actions.team_ways import cheapest_way, write_repair
from mallipaja.actions.variant_rows import started
from mallipaja.actions.variants import add_adaptation
from mallipaja.catalogue.example import ExampleAgreement, ExampleSeat
from mallipaja.model.snapshot import base
from mallipaja.store import record, schema
from mallipaja.store.posts import posts
from mallipaja.store.variants import VariantRow


def drafted(job: Job, pilot_id: str, agreement: ExampleAgreement, employer: str = "") -> str:
    """Draft the team as people would: with the pilot's own seats, then with the posts a repair added to it.

    The repair is not written in the example's file: it is the cheapest way the app itself finds for the gaps of the first
    draft, of which only the recruiting is carried out, by ``employer``. Returns the id of the newest draft.
    """
    if agreement.seats:
        variant = started(job, pilot_id)
        for seat in agreement.seats:
            _adapt(job, variant, seat, agreement.decided_by)
    draft_id = draft_anew(job, pilot_id)
    if not employer:
        return draft_id
    write_repair(job, pilot_id, [one for one in cheapest_way(job, pilot_id) if one.means == "hire"])
    for post in posts(job, pilot_id):
        if post.source == "repair":
            said = {"organisation": employer}
            record.change(job, schema.post, post.id, said, revision=None, project_id=job.project_id)
    return draft_anew(job, pilot_id)


def _adapt(job: Job, variant: VariantRow, seat: ExampleSeat, decided_by: str) -> None:
    """What the pilot says of a seat of the generic model, field by field."""
    said = base(pilot_generic(job, variant)).elements[seat.role].fields
    values: dict[str, object] = {
        "role.minimum_count": seat.minimum_count,
        "role.hours_per_month": seat.hours_per_month,
        "role.professions": list(seat.professions),
        "role.substitutes": [],
    }
    words = {"what": seat.what, "why": seat.why, "decided_by": decided_by, "core_kept": True}
    for field, value in values.items():
        before = said[field]
        known = list(before) if isinstance(before, tuple) else before
        change = {"operation": "set", "field": field, "base_value": known, "value": value}
        add_adaptation(job, variant, seat.role, {**change, **words})
