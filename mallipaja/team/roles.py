"""The seats of a team, from a model as it stands in the pilot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mallipaja.catalogue.reference import RequiredParty
from mallipaja.model.adaptation import Value
from mallipaja.model.snapshot import ElementState, Snapshot


@dataclass(frozen=True, slots=True)
class Role:
    """A seat or several of one kind.

    Attributes
    ----------
    id : element key.
    sector : whose seat it is. Required sectors are counted over the posts that sit, not from this.
    sectors : whose posts may sit here; empty when any may, as in case files, where the sector only informs.
    heads : least number of posts seated; 0 is allowed, and more may share the hours.
    hours_per_month : hours the role needs altogether; ``None`` when the model does not say (counted as 0).
    mandatory : whether an unfilled seat counts before everything else.
    qualifies : professions that may sit here; substitutes included.
    any_profession : whether the model names no profession, so that anybody of the sector may sit here.
    by_client : whether it depends on each client who sits here: the draft seats nobody beforehand but present
        members who fit no other seat, and those people have decided on.
    """

    id: str
    sector: str
    heads: int
    hours_per_month: float | None
    mandatory: bool
    qualifies: tuple[str, ...]
    any_profession: bool = False
    sectors: tuple[str, ...] = ()
    by_client: bool = False


def team_roles(snapshot: Snapshot) -> tuple[Role, ...]:
    """The seats of the model's team, mandatory ones first, else in the model's order.

    Roles that are no members of the team (the client, a coordinator's role beside the team) and roles the
    pilot has taken out are left out.
    """
    found = [_role(state) for state in snapshot.present() if state.fields.get("role.seat") is True]
    return tuple(sorted(found, key=lambda role: not role.mandatory))


def required_sectors(parties: Iterable[RequiredParty]) -> tuple[str, ...]:
    """The sectors that must have somebody in the team, in the order of the parties, each once."""
    return tuple(dict.fromkeys(party.sector for party in parties))


def _role(state: ElementState) -> Role:
    fields = state.fields
    hours, heads = fields.get("role.hours_per_month"), _whole(fields.get("role.minimum_count"))
    sector = str(fields["role.sector"])
    qualifies = (*_codes(fields.get("role.professions")), *_codes(fields.get("role.substitutes")))
    return Role(
        id=state.key,
        sector=sector,
        heads=heads,
        hours_per_month=hours if isinstance(hours, float) else None,
        mandatory=fields.get("role.requirement") == "core",
        qualifies=tuple(dict.fromkeys(qualifies)),
        any_profession=not qualifies,
        sectors=_codes(fields.get("role.sectors")) or (sector,),
        by_client=fields.get("role.requirement") == "contextual" and not heads and not hours,
    )


def _codes(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _whole(value: Value) -> int:
    return int(value) if isinstance(value, float) else 0
