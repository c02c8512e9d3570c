"""A board and a vote as JSON for the component, in the reader's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from mallipaja.actions.live import BoardView, StepView
from mallipaja.actions.voting import VoteView
from mallipaja.catalogue.operating_model import GenericModel
from mallipaja.i18n import Words
from mallipaja.practice.phases import phases
from mallipaja.store.workshops import WorkshopStep
from mallipaja.ui.live import wording
from mallipaja.ui.live.as_planned import as_planned
from mallipaja.workshop import cards, similar, votes
from mallipaja.workshop.cards import Seen
from mallipaja.workshop.votes import Result

Json = dict[str, Any]


def board(_: Words, view: BoardView, generic: GenericModel | None, *, leads: bool = False) -> Json:
    """The board with the cards the viewer sees."""
    shown = view.sight.revealed or view.sight.others == "all"
    everyone = view.step.grouping == "everyone" and shown and view.sight.state != "hidden"
    rows = _rows(_, generic) if view.step.layout == "matrix" else None
    moves = (leads and _may_lead(view)) or (everyone and not leads)
    return {
        "step": view.step.id,
        "most": cards.LONGEST_TEXT,
        "cards": _cards(_, view, leads=leads),
        "columns": _columns(_, view, moves=moves),
        "rows": rows,
        "actors": _actors(_, view) if rows and moves else None,
        "can": {"move": moves, "lead": leads and _may_lead(view),
                "takeBack": not leads and cards.writable(view.sight), "takeBackOld": not view.sight.revealed},
        "undo": _undo(_, view),
        "empty": _empty(_, view, leads=leads),
        "words": {
            "move": _("Move to the phase") if rows else _("Move to the group"),
            "actor": _("Whose work"),
            "pick": _("Pick"),
            "merge": _("Merge the chosen cards"),
            "hide": _("Hide"),
            "show": _("Show again"),
            "takeBack": _("Take back"),
            "change": _("Edit"),
            "save": _("Save"),
            "warning": _(wording.CLIENT_DATA),
            "merged": {
                "one": _("1 card that says the same"),
                "many": _("{count} cards that say the same", count="{count}"),
            },
            "group": _("New group"),
            "addGroup": _("Add the group"),
        },
    }  # fmt: skip


def _columns(_: Words, view: BoardView, *, moves: bool) -> list[Json]:
    """The groups; before them those in none, where there are such cards or cards can be put back there."""
    groups = [{"id": one.id, "title": one.name} for one in view.groups]
    if groups and not moves and all(one.card.group for one in view.seen):
        return groups
    return [{"id": "", "title": _("Not in a group yet") if groups else _("Cards")}, *groups]


def _may_lead(view: BoardView) -> bool:
    return bool(view.seen)


def _rows(_: Words, generic: GenericModel | None) -> list[Json]:
    listed = phases(generic) if generic else ()
    return [{"id": one.code, "title": one.label.get(_.language)} for one in listed] + [
        {"id": "", "title": _("No particular phase")}
    ]


def _actors(_: Words, view: BoardView) -> list[Json]:
    nobody = {"id": "", "title": _("No particular actor")}
    return [nobody, *({"id": one.id, "title": one.name} for one in view.actors)]


def _undo(_: Words, view: BoardView) -> Json | None:
    move = view.last_move
    if move is None:
        return None
    words = {
        "move": _("Take back the last move"),
        "merge": _("Take back the last merge"),
        "split": _("Take back the last split"),
        "hide": _("Take back the last hiding"),
        "show": _("Take back the last showing"),
    }
    return {"move": move.id, "text": words[move.what]}


def _empty(_: Words, view: BoardView, *, leads: bool) -> str:
    if leads and not (view.sight.revealed or view.sight.others == "all"):
        return _("The cards are silent: you see them when you show them to everybody.")
    if view.sight.state == "open" and not leads:
        return _("You have not written anything yet.")
    return _("There are no cards yet.")


def _cards(_: Words, view: BoardView, *, leads: bool) -> list[Json]:
    actors = {one.id: one.name for one in view.actors}
    texts = {one.card.id: one.card.text for one in view.seen if not one.card.hidden}
    hints = similar.hints(texts) if leads else {}
    return [_card(_, one, view, actors, hints.get(one.card.id), texts) for one in view.seen]


def _card(
    _: Words,
    one: Seen,
    view: BoardView,
    actors: Mapping[str, str],
    hint: similar.Hint | None,
    texts: Mapping[str, str],
) -> Json:
    card = one.card
    symbol, kind = wording.CARD_KINDS[card.kind]
    marks = [
        _("own") if one.own else "",
        _("late") if card.late else "",
        _("from the survey") if card.source == "survey" else "",
        _("hidden") if card.hidden else "",
    ]
    return {
        "id": card.id,
        "code": card.kind,
        "symbol": symbol,
        "kind": _(kind),
        "text": card.text,
        "column": card.group or "",
        "row": card.phase,
        "actor": actors.get(card.actor or "", ""),
        "actorId": card.actor or "",
        "sign": card.signature or card.source_label,
        "marks": [mark for mark in marks if mark],
        "own": one.own,
        "late": card.late,
        "faded": one.faded,
        "hidden": card.hidden,
        "merged": list(view.merged.get(card.id, ())),
        "hint": _("Resembles the card: {text}", text=_short(texts[hint.other])) if hint else "",
    }


def _short(text: str, most: int = 70) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def composer(_: Words, view: BoardView, generic: GenericModel | None) -> Json:
    """The form for a new card."""
    step = view.step
    matrix = step.layout == "matrix"
    return {
        "step": step.id,
        "most": cards.LONGEST_TEXT,
        "kinds": [
            {"id": kind, "symbol": wording.CARD_KINDS[kind][0], "name": _(wording.CARD_KINDS[kind][1])}
            for kind in step.card_kinds
        ],
        "kindLabel": _("What are you writing about?"),
        "kindHelp": _(wording.PRACTICES) if {"practice", "good_practice"} <= set(step.card_kinds) else "",
        "kindMissing": _("Choose first what the card is about."),
        "phases": _rows(_, generic) if matrix else None,
        "phaseLabel": _("Phase of the client's path"),
        "phaseAsk": _("Choose the phase"),
        "phaseMissing": _("Choose first which phase the card is about."),
        "actors": _actors(_, view) if matrix else None,
        "actorLabel": _("Whose work"),
        "label": _("Your card: one thing on each"),
        "left": _("{count}/{most} characters", count="{count}", most="{most}"),
        "send": _("Put the card on the board"),
        "warning": _(wording.CLIENT_DATA),
    }


def rules(_: Words, step: WorkshopStep, view: StepView, *, leads: bool = False) -> list[str]:
    """Who sees what in this step, in words."""
    if step.kind == "decide":
        return [_(wording.DECIDE_LEAD_RULE) if leads else _(wording.DECIDE_RULE)]
    if view.vote is not None:
        closed = view.vote.number > 0 and not view.vote.is_open
        if closed:
            return [*_voted_on(_, step), _(wording.CLOSED_VOTE_RULE)]
        dots = [_dots_rule(_, view.vote, leads=leads)] if step.kind == "dots" else []
        rule = wording.VOTE_LEAD_RULE if leads else wording.VOTE_RULE
        return [*_voted_on(_, step), *dots, _(rule)]
    if view.board is None:
        return []
    if step.state == "view_only":
        return [_(wording.LOOK_RULE)]
    others = wording.OTHERS_LEAD_RULE if leads else wording.OTHERS_RULE
    signed = wording.SIGNED_LEAD_RULE if leads else wording.SIGNED_RULE
    seen = wording.SHOWN_RULE if step.revealed_at else others[step.others]
    return [_(seen), _(signed[step.signed])]


def _voted_on(_: Words, step: WorkshopStep) -> list[str]:
    """Which cards are voted on, where not all kinds are."""
    if step.kind != "dots" or step.board_id is None or set(step.card_kinds) >= set(cards.CARD_KINDS):
        return []
    kinds = ", ".join(_(wording.CARD_KINDS[one][1]) for one in step.card_kinds)
    return [_("Cards voted on: {kinds}.", kinds=kinds)]


def _dots_rule(_: Words, view: VoteView, *, leads: bool) -> str:
    """How many dots there are, how many of them one card may get, and that nothing has to be sent."""
    each = (
        _.plural("Each has {count} dot.", "Each has {count} dots.", view.dots_each)
        if leads
        else _.plural("You have {count} dot.", "You have {count} dots.", view.dots_each)
    )
    one = _.plural(
        "A card may get at most {count}.", "A card may get at most {count} of them.", view.dots_per_card
    )
    if leads:
        return f"{each} {one}"
    saved = _("Each dot is saved at once, and you can move it until the vote is closed.")
    return f"{each} {one} {saved}"


def vote(
    _: Words, view: VoteView, kind: str, own: Mapping[str, tuple[str, int]] | None, step_id: str
) -> Json:
    """The vote as the viewer may know it."""
    given = own or {}
    left = _left(view, given)
    none_said = _said(_, None)
    can = view.is_open and own is not None
    dots = can and kind == "dots"
    tells = view.counted or bool(view.by_hand)  # zeros would say that nobody was for it
    told = {one.subject: one for one in (view.results or ()) if tells}
    most = max((one.dots for one in told.values()), default=0)
    in_room: Counter[str] = Counter()
    for one in view.by_hand:
        in_room[one.subject] += one.count
    items = [
        {
            "id": one.id,
            "text": as_planned(_, one.text) if kind == "stand" else one.text,
            "mine": _mine(kind, given.get(one.id)),
            "said": (_said(_, given[one.id]) if one.id in given else none_said) if dots else "",
            "result": _result(_, told[one.id], kind, most, in_room[one.id]) if one.id in told else None,
        }
        for one in view.subjects
    ]
    if told and kind == "dots":
        order = {one.subject: n for n, one in enumerate(votes.ranked(told.values()))}
        items.sort(key=lambda item: order[str(item["id"])])
    return {
        "step": step_id,
        "kind": kind,
        "open": view.is_open,
        "can": can,
        "more": left > 0,
        "perCard": view.dots_per_card,
        "left": _dots_left(_, left) if dots else standing(_, view),
        "items": items,
        "stances": [
            {"id": one, "symbol": symbol, "name": _(name)} for one, (symbol, name) in wording.STANCES.items()
        ],
        "words": {"less": _("Take one dot away"), "more": _("Give one dot")},
    }


def own_votes(_: Words, view: VoteView, kind: str, given: Mapping[str, tuple[str, int]]) -> Json:
    """What is one's own of a vote: it goes over what `vote` tells somebody who has given nothing."""
    dots = view.is_open and kind == "dots"
    left = _left(view, given)
    told: Json = {
        "given": {
            subject: {"mine": _mine(kind, one), "said": _said(_, one) if dots else ""}
            for subject, one in given.items()
        },
        "more": left > 0,
    }
    return {**told, "left": _dots_left(_, left)} if dots else told


def _left(view: VoteView, given: Mapping[str, tuple[str, int]]) -> int:
    """Dots not given yet; those on what has been taken out of the vote are free again."""
    there = {one.id for one in view.subjects}
    used = (n for subject, (choice, n) in given.items() if choice == votes.DOTS and subject in there)
    return view.dots_each - sum(used)


def _dots_left(_: Words, left: int) -> str:
    return _.plural("You have {count} dot left.", "You have {count} dots left.", left)


def _said(_: Words, given: tuple[str, int] | None) -> str:
    return _.plural("{count} of your dots", "{count} of your dots", given[1] if given else 0)


def standing(_: Words, view: VoteView) -> str:
    """How many have voted; of a closed vote what can be told of it."""
    if view.number == 0:
        return _("The vote has not begun.")
    told = _(
        "{voted} of {entitled} have voted.", voted=_.number(view.voted), entitled=_.number(view.entitled)
    )
    if view.is_open or view.counted or view.voted == 0:
        return told
    few = _("Fewer than three voted on a device, so the votes are not shown.")  # votes.FEWEST
    return f"{told} {few}"


def _mine(kind: str, given: tuple[str, int] | None) -> int | str:
    if kind == "dots":
        return given[1] if given else 0
    return given[0] if given else ""


def _result(_: Words, one: Result, kind: str, most: int, in_room: int) -> Json:
    by_hand = [_("{count} of these counted in the room", count=_.number(in_room))] if in_room else []
    if kind == "dots":
        said = _.plural("from {count} person", "from {count} people", one.voters)
        return {
            "bars": [_bar(_, _("Dots"), "dots", one.dots, one.dots / most if most else 0.0)],
            "notes": [*([said] if one.voters >= votes.FEWEST_IN_GROUP else []), *by_hand],
        }
    counts = {"agree": one.agree, "disagree": one.disagree, "pass": one.passed}
    bars = [
        _bar(_, f"{wording.STANCES[code][0]} {_(wording.STANCES[code][1])}", code, count,
             count / one.stances if one.stances else 0.0)
        for code, count in counts.items()
    ]  # fmt: skip
    return {"bars": bars, "notes": [*_disagreement(_, one), *by_hand, *_sectors(_, one)]}


def _bar(_: Words, name: str, code: str, count: int, share: float) -> Json:
    return {"name": name, "code": code, "count": _.number(count), "share": round(share, 4)}


def _disagreement(_: Words, one: Result) -> list[str]:
    if one.disagreement is None:
        return []
    if one.disagreement >= 0.6:
        return [_("The room is divided: talk about this.")]
    if one.disagreement > 0:
        return [_("Most are of one mind, but not all.")]
    return [_("Nobody took the other side.")]


def _sectors(_: Words, one: Result) -> list[str]:
    return [
        _(
            "{group}: agree {agree}, disagree {disagree}, pass {passed}",
            group=_(wording.GROUPS[sector]),
            agree=_.number(agree),
            disagree=_.number(disagree),
            passed=_.number(passed),
        )
        for sector, (agree, disagree, passed) in (one.by_sector or {}).items()
    ]
