"""The papers of a pilot's team: what is known of it in words, and the file that is made of that."""

from __future__ import annotations

from datetime import date

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.agreement import preview_agreement
from mallipaja.actions.agreement_parties import Parties, note_paper, view_parties
from mallipaja.actions.caseloads import view_caseloads
from mallipaja.actions.coordination import view_coordination
from mallipaja.actions.meetings import list_meetings
from mallipaja.actions.process import board
from mallipaja.actions.responsibilities import Responsibilities, view_responsibilities
from mallipaja.actions.teams import TeamView
from mallipaja.actions.variants import VariantView, view_variant
from mallipaja.i18n import HELSINKI, N_, Words
from mallipaja.report.handbook import handbook
from mallipaja.report.pdf import Block, pdf
from mallipaja.report.team_papers import (
    PAGES,
    Facts,
    PartyLine,
    SeatLine,
    agreement,
    memo,
    referral_card,
)
from mallipaja.report.word import word
from mallipaja.store.projects import Pilot, Project
from mallipaja.store.teams import SeatRow
from mallipaja.survey.given import Known
from mallipaja.team.posts import Post
from mallipaja.ui import labels
from mallipaja.ui.example_mark import example_words
from mallipaja.ui.team import (
    caseload,
    duty_words,
    hours,
    model_words,
    others,
    parties,
    questions,
    reliance,
    used,
    words,
)
from mallipaja.ui.team import handbook as handbook_words
from mallipaja.ui.team.agreement import agreed_with, sentence
from mallipaja.ui.team.seat_words import STATES

KINDS = {"agreement": agreement, "decision memo": memo, "referral card": referral_card}
STEMS = {
    "agreement": N_("team_agreement"),
    "handbook": N_("team_handbook"),
    "decision memo": N_("decision_memo"),
    "referral card": N_("referral_card"),
}
"""What the files are called, in the reader's language and without spaces."""
FOLLOW_UP = ("rules.follow_up", "rules.follow_up_interval")


def draw(
    _: Words, asked: Context, view: TeamView, project: Project, pilot: Pilot, professions: dict[str, str]
) -> None:
    """The papers as files; they are made when they are asked for."""
    st.header(_("Papers"), anchor=False)
    titles = {
        "agreement": _("Agreement on the team"),
        "handbook": _("Handbook"),
        "decision memo": _("Memo for the decision"),
        "referral card": _("Referral card"),
    }
    chosen = st.radio(
        _("Paper"), list(titles), format_func=titles.__getitem__, horizontal=True, key=f"paper.{_.language}"
    )
    if not st.button(_("Make the paper")):
        st.caption(
            _(
                "The paper has the names of those named to the seats. It is noted in the log of exports that it was made."
            )
        )
        return
    with st.spinner(_("Making the paper …")):
        known = facts(_, asked, view, project, pilot, professions, compare=chosen == "decision memo")
        blocks = _blocks(_, asked, view, pilot.id, chosen, known, professions)
        title = f"{titles[chosen]}: {pilot.name}"
        parts = (known.project, known.state, example_words(_, project))
        subtitle = " · ".join(one for one in parts if one)
        as_word = word(title, blocks, _.language, subtitle=subtitle)
        as_pdf = pdf(
            title, blocks, _.language, asked.clock(), subtitle=subtitle, most_pages=PAGES.get(chosen)
        )
        note_paper(asked, pilot_id=pilot.id, paper=chosen, rows=len(known.seats))
    stem = f"{pilot.key}_{_(STEMS[chosen])}"
    with st.container(horizontal=True):
        st.download_button(_("Word document"), as_word, f"{stem}.docx", on_click="ignore", type="primary")
        st.download_button(_("PDF"), as_pdf, f"{stem}.pdf", "application/pdf", on_click="ignore")


def _blocks(
    _: Words,
    asked: Context,
    view: TeamView,
    pilot_id: str,
    chosen: str,
    known: Facts,
    professions: dict[str, str],
) -> tuple[Block, ...]:
    if chosen == "handbook":
        return handbook(handbook_words.known(_, asked, view, pilot_id, known, professions), _)
    return KINDS[chosen](known, _)


def facts(
    _: Words,
    asked: Context,
    view: TeamView,
    project: Project,
    pilot: Pilot,
    professions: dict[str, str],
    *,
    compare: bool = False,
) -> Facts:
    """What is known of the pilot's team today, in words; with ``compare`` the other teams there are too, which takes a
    moment.
    """
    assert view.row is not None
    assert view.draft is not None
    variant = view_variant(asked, pilot_id=pilot.id)
    coordination = view_coordination(asked, pilot_id=pilot.id)
    duties = view_responsibilities(asked, pilot_id=pilot.id)
    today = asked.clock().astimezone(HELSINKI).date()
    known = view_parties(asked, pilot_id=pilot.id, draft_id=view.row.id)
    previewed = preview_agreement(asked, pilot_id=pilot.id, draft_id=view.row.id)
    changed = [one for one in previewed if one.kind != "as_model"]
    return Facts(
        project=project.name,
        pilot=pilot.name,
        state=reliance.state(_, view),
        basis=_(
            "Draft {number}, made on {day} from the answers of the surveys and version {version} of the generic model.",
            number=view.row.number,
            day=_.date(view.row.created_at.astimezone(HELSINKI).date()),
            version=view.generic.version,
        ),
        decided=(
            *reliance.decided(_, asked, view, pilot.id, variant),
            *(_why(_, variant) if view.row.agreed_on else ()),
            *parties.agreed_without(_, view.row),
            *agreed_with(_, view),
        ),
        required=tuple(
            (_(labels.SECTORS[one.sector]), _(parties.STATES[one.state])) for one in known.required
        ),
        coordination=tuple(caseload.said(_, view_caseloads(asked, pilot_id=pilot.id))),
        seats=tuple(_seats(_, view, professions)),
        parties=tuple(_parties(_, known)),
        referral=model_words.stated(_, variant, "rules.referral_criteria"),
        consent=model_words.stated(_, variant, "rules.consent"),
        meetings=model_words.stated(_, variant, "rules.meeting_frequency"),
        rules=duty_words.rule_lines(_, coordination),
        answers=tuple(
            (question, said, questions.state(_, asked, coordination, code))
            for code, question, said in questions.answers(_, asked, coordination)
        ),
        tasks=tuple(_tasks(_, asked, project.id, pilot.id)),
        duties=tuple(_duties(_, duties)),
        hours=_hours(_, view),
        repairs=used.lines(_, view),
        gaps=tuple(words.gap(_, view, one) for one in view.draft.gaps),
        alternatives=others.lines(_, asked, view, pilot.id) if compare else (),
        follow_up=_follow_up(_, asked, variant),
        next_meeting=_next_meeting(_, asked, pilot.id, today),
        changed=tuple(sentence(_, view, one, professions) for one in changed),
    )


def _why(_: Words, variant: VariantView) -> tuple[str, ...]:
    """Why the team differs from the model, as agreeing wrote it."""
    own = [one for one in variant.adaptation_rows if one.source == "team" and one.state != "ended"]
    whys = dict.fromkeys(one.why for one in own if one.why)
    return tuple(f"{_('Why the team differs from the generic model')}: {one}" for one in whys)


def _seats(_: Words, view: TeamView, professions: dict[str, str]) -> list[SeatLine]:
    found = []
    for seat in view.seats:
        person = view.people.get(seat.id)
        post = next((one for one in view.posts if one.id == seat.post), None)
        found.append(
            SeatLine(
                words.role(_, view, seat.role),
                words.post(view, seat.post) if seat.post else "",
                words.profession(_, post, professions)
                if post
                else professions.get(seat.profession or "", ""),
                _seat_hours(_, seat, post),
                _(STATES[seat.state]),
                person.name if person else "",
                person.deputy if person else "",
                person.contact if person else "",
                bool(post and post.lent_by) and seat.state == "proposed",
            )
        )
    return found


def _seat_hours(_: Words, seat: SeatRow, post: Post | None) -> str:
    """Hours of a seat; a post that has been removed since keeps those the draft gave it."""
    if seat.post is None:
        return ""
    known = isinstance(post.hours_per_month, Known) if post else bool(seat.hours_per_month)
    return _.number(seat.hours_per_month or 0.0, 1) if known else _("not known")


def _follow_up(_: Words, asked: Context, variant: VariantView) -> tuple[str, ...]:
    """What the pilot's model says of follow-up, and what is counted of the service each month."""
    found = [text for key in FOLLOW_UP if (text := model_words.stated(_, variant, key))]
    counted = model_words.counted(_, asked)
    return (*found, counted) if counted else tuple(found)


def _hours(_: Words, view: TeamView) -> tuple[tuple[str, str], ...]:
    found = hours.of(view)
    return (
        (_("Needed by the model"), hours.needed(_, found)),
        (_("Given by those who sit in the team"), hours.given(_, found)),
        (_("Missing"), hours.missing(_, found)),
    )


def _parties(_: Words, known: Parties) -> list[PartyLine]:
    """Every organisation of the team, those that have not agreed yet too, and required parties nobody sits for."""
    nobody = [_(labels.SECTORS[one.sector]) for one in known.required if not one.organisations]
    return [
        *(
            PartyLine(one.organisation, one.agreed_by, _mandate(_, one.mandate, one.agreed_on))
            for one in known.rows
        ),
        *(PartyLine(one, "", _("has not agreed yet")) for one in (*known.lacking, *nobody)),
    ]


def _mandate(_: Words, mandate: str, day: date | None) -> str:
    said = _(duty_words.MANDATES[mandate])
    return f"{said}, {_.date(day)}" if day else said


def _tasks(_: Words, asked: Context, project_id: str, pilot_id: str) -> list[str]:
    found = []
    boards = board(asked, project_id=project_id)
    for one in next((own.tasks for own in boards if own.pilot.id == pilot_id), ()):
        if one.done_on is None:
            due = _.date(one.due_on) if one.due_on else ""
            more = ", ".join(part for part in (one.owner, due) if part)
            found.append(f"{one.title} ({more})" if more else one.title)
    return found


def _duties(_: Words, view: Responsibilities) -> list[tuple[str, str, str]]:
    def those(parts: dict[str, str], wanted: str) -> str:
        return ", ".join(duty_words.column(_, view, role) for role, part in parts.items() if part == wanted)

    return [
        (one.task, those(dict(one.parts), "main"), those(dict(one.parts), "takes_part"))
        for one in view.tasks
        if one.mains
    ]


def _next_meeting(_: Words, asked: Context, pilot_id: str, today: date) -> str:
    coming = [one.meeting for one in list_meetings(asked, pilot_id=pilot_id) if one.meeting.held_on >= today]
    first = min(coming, key=lambda one: one.held_on, default=None)
    return f"{_.date(first.held_on)}, {first.title}" if first else ""
