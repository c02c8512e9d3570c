"""``mallipaja rebase``: a pilot's model onto another version of the generic model."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from mallipaja.actions.access import Context
    from mallipaja.i18n import Words
    from mallipaja.model.rebase import Carried, Rebase
    from mallipaja.store.projects import Pilot


@click.command("rebase")
@click.argument("municipality")
@click.option("--onto", "version", required=True, help="The version of the generic model to move to.")
@click.option("--project", help="Name or id of the project, when several have the municipality.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--language", type=click.Choice(["en", "fi", "sv"]), default="en", help="Language of the list.")
def command(
    municipality: str, version: str, project: str | None, dry_run: bool, as_json: bool, language: str
) -> None:
    """Move the model of MUNICIPALITY (a pilot's name, key, municipality code or id) onto another version.

    Every change is clean (it comes along), absorbed (the new version says the same) or in conflict (both changed
    the same place, or the place is gone). Without --dry-run the model moves when nothing is in conflict; conflicts
    are decided one by one, with a reason each, in the pilot's model.

    \b
    --json prints {"municipality", "from", "onto", "can_move", "adaptations": [{"id", "element", "field",
    "operation", "outcome", "reason", "before", "after", "local", "renamed_to"}], "new_core": [...],
    "look_again": [...], "gone": [{"element", "renamed_to"}]}
    """
    from mallipaja.actions.rebase import apply_rebase, preview_rebase
    from mallipaja.commands.acting import as_administrator
    from mallipaja.i18n import Words

    with as_administrator() as context:
        pilot = _pilot(context, municipality, project)
        plan = preview_rebase(context, pilot_id=pilot.id, version=version)
        if not dry_run and not plan.conflicts:
            plan = apply_rebase(context, pilot_id=pilot.id, version=version)
    if as_json:
        click.echo(json.dumps(_as_plain(plan, pilot), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(plan, Words(language))))
    if plan.conflicts and not dry_run:
        raise SystemExit(1)


def _pilot(context: Context, wanted: str, project: str | None) -> Pilot:
    from mallipaja.actions.projects import list_pilots, list_projects

    found = [
        (one, pilot)
        for one in list_projects(context)
        if project in {None, one.id, one.name}
        for pilot in list_pilots(context, project_id=one.id)
        if wanted.casefold() in {pilot.id, pilot.key, pilot.name.casefold(), pilot.municipality_code}
    ]
    if len(found) == 1:
        return found[0][1]
    if not found:
        raise click.ClickException(f"There is no pilot {wanted!r}. See: mallipaja project list")
    listed = ", ".join(f"{one.name} ({one.id})" for one, _ in found)
    raise click.ClickException(f"{len(found)} projects have {wanted!r}. Give --project: {listed}")


def _as_plain(plan: Rebase, pilot: Pilot) -> dict[str, Any]:
    return {
        "municipality": pilot.name,
        "from": plan.variant.generic_version,
        "onto": plan.onto,
        "can_move": not plan.conflicts,
        "adaptations": [_row(one) for one in plan.carried],
        "new_core": list(plan.new_core),
        "look_again": list(plan.look_again),
        "gone": [{"element": key, "renamed_to": to} for key, to in plan.gone],
    }


def _row(one: Carried) -> dict[str, Any]:
    change = one.adaptation
    return {
        "id": change.id,
        "element": change.element,
        "field": change.field,
        "operation": change.operation,
        "outcome": one.outcome,
        "reason": one.reason or None,
        "before": one.before,
        "after": one.after,
        "local": change.value,
        "renamed_to": one.renamed_to,
    }


def _lines(plan: Rebase, _: Words) -> list[str]:
    from mallipaja.report.rebase_words import OUTCOMES, REASONS

    lines = [_("From version {old} to version {new}", old=plan.variant.generic_version, new=plan.onto)]
    for one in plan.carried:
        reason = f" ({_(REASONS[one.reason])})" if one.reason else ""
        lines.append(f"{one.adaptation.element}: {_(OUTCOMES[one.outcome])}{reason}")
    lines += [_("New core element, no stand yet: {element}", element=key) for key in plan.new_core]
    lines += [_("Said otherwise now, look again: {element}", element=key) for key in plan.look_again]
    lines += [_("No longer in the generic model: {element}", element=key) for key, _to in plan.gone]
    return lines
