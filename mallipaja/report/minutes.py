"""The minutes of a workshop as blocks of a Word document or a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from mallipaja.i18n import HELSINKI, N_, Words
from mallipaja.report.disagreement_words import sentence
from mallipaja.report.pdf import Block, Heading, Items, Paragraph, Table
from mallipaja.workshop.minutes import ClosedVote, Decided, MinutesBody, Present, SaidCard

CARD_KINDS = {
    "practice": N_("Practice"),
    "good_practice": N_("Good practice"),
    "challenge": N_("Challenge"),
    "idea": N_("Idea"),
    "question": N_("Question"),
}
DECISION_KINDS = {"decision": N_("Decision"), "action": N_("Action")}
GRADES = (
    N_("0: no statement"),
    N_("1: one statement"),
    N_("2: two or more organisations"),
    N_("3: also a document or statistic"),
)
DISPUTED = N_("disputed")
WITHOUT = {
    "professional": N_("No organisation given"),
    "experience_expert": N_("Experts by experience, no organisation"),
    "client_developer": N_("Client developers, no organisation"),
}
"""Those present who named no organisation, by the part they take."""
TRACES = {"opened": N_("times not recorded"), "unknown": N_("not recorded"), "": N_("not run")}
"""Of a block of the agenda without times, by `RunBlock.trace`."""
STATES = {
    "draft": N_("Draft of the minutes"),
    "remarks": N_("Minutes for remarks"),
    "final": N_("Final minutes"),
}


def minutes(
    body: MinutesBody, _: Words, elements: dict[str, str], remarks: tuple[tuple[str, str, str], ...]
) -> tuple[Block, ...]:
    """The minutes.

    Parameters
    ----------
    elements : names of the elements of the generic model by key.
    remarks : who, remark, answer.
    """
    blocks: list[Block] = [
        *_present(body, _),
        *_agenda(body, _),
        *_themes(body, _, elements),
        *(block for vote in body.votes for block in _vote(vote, _)),
        *_decisions(body, _, elements),
        *_challenges(body, _),
        *_disagreements(body, _, elements),
    ]
    if body.addition:
        blocks += [Heading(_("Added by the facilitator")), Paragraph(body.addition)]
    if remarks:
        blocks += [Heading(_("Remarks")), Table((_("Who"), _("Remark"), _("Answer")), remarks, (1.2, 3, 3))]
    return tuple(blocks)


def title_of(body: MinutesBody, _: Words) -> str:
    """The title: the meeting and its day."""
    return f"{body.title}, {_.date(date.fromisoformat(body.held_on))}"


def grade(_: Words, number: int, *, disputed: bool) -> str:
    """An evidence grade in words."""
    return f"{_(GRADES[number])}, {_(DISPUTED)}" if disputed else _(GRADES[number])


def _present(body: MinutesBody, _: Words) -> list[Block]:
    blocks: list[Block] = [Heading(_("Present"))]
    if not body.present:
        return [*blocks, Paragraph(_("Nobody has been recorded as present."))]
    rows = tuple(
        (_source(one, _), str(one.people), str(one.supervisors), str(one.experts)) for one in body.present
    )
    total = (
        _("Together"),
        str(sum(one.people for one in body.present)),
        str(sum(one.supervisors for one in body.present)),
        str(sum(one.experts for one in body.present)),
    )
    head = (_("Organisation"), _("People"), _("of them supervisors"), _("experts by experience"))
    return [*blocks, Table(head, (*rows, total), (3, 1, 1, 1))]


def _source(one: Present, _: Words) -> str:
    return one.organisation or _(WITHOUT.get(one.voice, WITHOUT["professional"]))


def _agenda(body: MinutesBody, _: Words) -> list[Block]:
    if not body.blocks:
        return []
    rows = []
    for one in body.blocks:
        if one.started and one.ended:
            begun, ended = datetime.fromisoformat(one.started), datetime.fromisoformat(one.ended)
            run = f"{_clock(_, begun)}–{_clock(_, ended)}"
        elif one.started:
            run = _("from {time}", time=_clock(_, datetime.fromisoformat(one.started)))
        else:
            run = _(TRACES[one.trace]) if one.kind in {"block", "pause"} else _("outside the meeting")
        rows.append((one.title, _("{count} min", count=one.minutes), run))
    return [
        Heading(_("Agenda as run")),
        Table((_("Part"), _("Planned"), _("Run")), tuple(rows), (4, 1, 1.6)),
    ]


def _clock(_: Words, moment: datetime) -> str:
    return _.time(moment.astimezone(HELSINKI))


def _themes(body: MinutesBody, _: Words, elements: dict[str, str]) -> list[Block]:
    if not body.themes:
        return []
    blocks: list[Block] = [
        Heading(_("What was said, by theme, group and phase")),
        Paragraph(
            _("Cards are as they were written. The number says how well each is known, by who says it:")
            + " "
            + "; ".join(_(one) for one in GRADES)
            + ".",
            muted=True,
        ),
    ]
    for theme in body.themes:
        place = " · ".join(part for part in (theme.group, _phase(theme.phase, elements)) if part)
        blocks.append(Heading(theme.theme or place or _("No theme"), 2))
        blocks.append(
            Items(
                tuple(
                    text for one in theme.cards for text in _said(one, _, elements, placed=bool(theme.theme))
                )
            )
        )
    return blocks


def _said(card: SaidCard, _: Words, elements: dict[str, str], *, placed: bool) -> Iterator[str]:
    """A card, and after it those it speaks for. ``placed``: the heading does not say where the card lay."""
    where = (card.group, _phase(card.phase, elements)) if placed else ()
    yield _card(card, _, *where)
    for one in card.merged:
        for text in _said(one, _, elements, placed=True):
            yield _("the same, merged: {card}", card=text)


def _phase(code: str, elements: dict[str, str]) -> str:
    return elements.get(f"phases.{code}", code)


def _card(card: SaidCard, _: Words, *where: str) -> str:
    told = [
        _(CARD_KINDS.get(card.kind, card.kind)),
        *(part for part in (*where, card.actor) if part),
        str(card.grade),
    ]
    if card.disputed:
        told.append(_(DISPUTED))
    if card.signature:
        told.append(card.signature)
    if card.late:
        told.append(_("late"))
    return f"{card.text} ({'; '.join(told)})"


def _vote(vote: ClosedVote, _: Words) -> list[Block]:
    title = vote.title if vote.number == 1 else f"{vote.title} ({vote.number})"
    said = _("Entitled {entitled}, voted {voted}.", entitled=vote.entitled, voted=vote.voted)
    if not vote.counted:
        said += " " + _("Too few voted on their devices for their votes to be told.")
    blocks: list[Block] = [Heading(_("Vote: {title}", title=title)), Paragraph(said)]
    if not vote.counted and not any(
        one.dots or one.agree or one.disagree or one.passed for one in vote.subjects
    ):
        return blocks  # a row of zeros would say that nobody was for anything
    if vote.kind == "dots":
        ordered = sorted(vote.subjects, key=lambda one: -one.dots)
        rows = tuple((one.text, str(one.dots)) for one in ordered)
        return [*blocks, Table((_("Voted on"), _("Dots")), rows, (5, 1))]
    head = (_("Voted on"), _("Agree"), _("Disagree"), _("Pass"))
    counts = tuple((one.text, str(one.agree), str(one.disagree), str(one.passed)) for one in vote.subjects)
    return [*blocks, Table(head, counts, (5, 1, 1, 1))]


def _decisions(body: MinutesBody, _: Words, elements: dict[str, str]) -> list[Block]:
    blocks: list[Block] = [Heading(_("Decisions and actions"))]
    if not body.decisions:
        return [*blocks, Paragraph(_("No decisions were written down."))]
    rows = tuple(
        (
            _(DECISION_KINDS[one.kind]),
            one.text,
            _owner(one),
            _.date(date.fromisoformat(one.due)) if one.due else "",
            elements.get(one.element, one.element),
        )
        for one in body.decisions
    )
    head = (
        _("Decision or action"),
        _("What was decided"),
        _("Responsible"),
        _("By when"),
        _("Element it concerns"),
    )
    return [*blocks, Table(head, rows, (1, 3.4, 1.8, 1, 1.6))]


def _owner(one: Decided) -> str:
    return ", ".join(part for part in (one.organisation, one.person) if part)


def _challenges(body: MinutesBody, _: Words) -> list[Block]:
    if not body.challenges:
        return []
    rows = tuple(
        (
            one.text,
            _("open: on the next agenda") if one.open else _("answered"),
            grade(_, one.grade, disputed=one.disputed),
        )
        for one in body.challenges
    )
    return [
        Heading(_("Challenges")),
        Table((_("Challenge"), _("State"), _("How well known")), rows, (4, 1.6, 2)),
    ]


def _disagreements(body: MinutesBody, _: Words, elements: dict[str, str]) -> list[Block]:
    if not body.disagreements:
        return []
    said = tuple(sentence(_, one, elements) for one in body.disagreements)
    return [Heading(_("Where the survey and the workshop disagree")), Items(said)]
