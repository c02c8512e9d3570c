"""The handbook of a pilot's team: the agreement's facts with the pilot's own model, its path and what is still open."""

from __future__ import annotations

from mallipaja.actions.access import Context
from mallipaja.actions.agreement_parties import list_versions, view_parties
from mallipaja.actions.caseloads import view_caseloads
from mallipaja.actions.coordination import Coordination, view_coordination
from mallipaja.actions.parties import pilot_actors
from mallipaja.actions.picture import practice_picture
from mallipaja.actions.responsibilities import view_responsibilities
from mallipaja.actions.teams import TeamView
from mallipaja.actions.variants import VariantView, view_variant
from mallipaja.i18n import Words
from mallipaja.report.handbook import CoordinatorLine, Handbook, VersionLine
from mallipaja.report.team_papers import Facts
from mallipaja.ui import labels
from mallipaja.ui.team import duty_words, lacking, model_words, parties, path_words


def known(
    _: Words, asked: Context, view: TeamView, pilot_id: str, facts: Facts, professions: dict[str, str]
) -> Handbook:
    """What the handbook holds today; ``facts`` are those of the agreement."""
    assert view.row is not None
    agreed = view_parties(asked, pilot_id=pilot_id, draft_id=view.row.id)
    variant = view_variant(asked, pilot_id=pilot_id)
    coordination = view_coordination(asked, pilot_id=pilot_id)
    duties = view_responsibilities(asked, pilot_id=pilot_id)
    practices = practice_picture(asked, pilot_id=pilot_id).records
    actors = {one.key: one.name for one in pilot_actors(asked, pilot_id=pilot_id)}
    names = _names(_, variant, professions)
    said = model_words.chapters(_, variant, names)
    return Handbook(
        facts=facts,
        standing=tuple(lacking.in_team(_, view)),
        summary=variant.generic.summary.get(_.language),
        said=said,
        when_needed=_when_needed(_, view, variant),
        parts=path_words.parts(_, variant, duties, practices, actors),
        preparation=path_words.preparation(_, duties),
        rules=_rules(_, coordination),
        stands=model_words.stands(variant, said),
        changes=model_words.changes(_, variant, names),
        lacking=lacking.listed(
            _,
            (
                (_("Team"), lacking.in_team(_, view)),
                (_("Posts of units"), lacking.in_posts(_, view)),
                (_("Requests and names"), lacking.in_requests(_, facts.seats)),
                (
                    _("Client coordinator"),
                    lacking.in_coordination(_, coordination, view_caseloads(asked, pilot_id=pilot_id)),
                ),
                (_("Responsibilities"), lacking.in_responsibilities(_, duties)),
                (_("Agreement"), lacking.in_agreement(_, agreed)),
                ("", lacking.in_walk_through(_, variant)),
            ),
        ),
        versions=_versions(_, asked, view, pilot_id),
        counted=model_words.counted(_, asked),
    )


def _names(_: Words, variant: VariantView, professions: dict[str, str]) -> dict[str, str]:
    """Words of the codes that values of the model hold: professions, sectors and roles."""
    roles = {
        key: one.label.get(_.language)
        for key, one in variant.generic.elements.items()
        if one.role is not None
    }
    sectors = {code: _(label) for code, label in labels.SECTORS.items()}
    return {**sectors, **professions, **roles}


def _when_needed(_: Words, view: TeamView, variant: VariantView) -> tuple[tuple[str, str], ...]:
    """The roles of the model nobody sits in and nobody has to: they are asked when a client needs them."""
    told = {key for keys in model_words.CHAPTERS.values() for key in keys}
    seated = {one.role for one in view.seats}
    return tuple(
        (model_words.name(_, variant, one.key), model_words.text(_, variant, one.key))
        for one in variant.snapshot.present()
        if one.fields.get("role.requirement") in {"contextual", "optional"} and one.key not in told | seated
    )


def _rules(_: Words, view: Coordination) -> tuple[CoordinatorLine, ...]:
    return tuple(
        CoordinatorLine(
            f"{one.situation} ({duty_words.situation(_, view, one)})",
            duty_words.coordinator(_, one),
            one.deputy,
            one.changes_when,
            one.handover,
            _beside(_, one.situation, one.own_worker, one.work_ability_coordinator),
        )
        for one in view.rules
    )


def _beside(_: Words, situation: str, own_worker: str, work_ability_coordinator: str) -> str:
    """The statutory own worker and the work-ability coordinator: not the same thing as the client coordinator."""
    found = []
    if own_worker:
        found.append(_("own worker by law: {who}", who=own_worker))
    if work_ability_coordinator:
        found.append(_("work-ability coordinator: {what}", what=work_ability_coordinator))
    return (
        _("In the situation “{situation}”: {roles}.", situation=situation, roles=_.listing(found))
        if found
        else ""
    )


def _versions(_: Words, asked: Context, view: TeamView, pilot_id: str) -> tuple[VersionLine, ...]:
    return tuple(
        VersionLine(
            _("Draft {number}", number=one.draft.number),
            _.date(one.draft.created_at),
            _("Agreed on {day}", day=_.date(one.draft.agreed_on))
            if one.draft.agreed_on
            else _(labels.DRAFT_STATES[one.draft.state]),
            tuple(parties.change(_, view, change) for change in one.changes),
        )
        for one in list_versions(asked, pilot_id=pilot_id, agreed=True)
    )
