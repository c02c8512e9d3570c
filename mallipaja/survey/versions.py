"""What changes between two versions of a template, and what that means for answers given to the first.

A template that is edited while a round is open becomes a new version. Answers keep the version they were given
to; what is worked out here is told before the new version is taken into use, and decides what a respondent
midway can carry over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from mallipaja.catalogue.survey_template import Block, ChoiceItem, Question, SurveyTemplate
from mallipaja.survey.form import LIST

Kind = Literal[
    "wording",
    "added",
    "removed",
    "retyped",
    "recoded",
    "choices_added",
    "reordered",
    "limits",
    "asked",
    "use",
]
"""``wording`` changes texts only; ``retyped`` the kind of answer or what it is given for; ``recoded`` takes choices
away or renames their codes; ``limits`` narrows what is accepted; ``asked`` changes when or whether an answer is
required; ``use`` changes what the answer feeds or who may see it.
"""
Recode = Mapping[str, Mapping[str, str | None]]
"""By question (rows of a list: by block): the code before -> the code now, ``None`` for none."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one question, or of the rows of a block.

    ``before`` and ``after`` are its texts or codes as far as they differ; for ``recoded`` the codes that are gone
    and for ``recoded`` and ``choices_added`` those that are new.
    """

    kind: Kind
    question: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with where it stands: its block, and what its choices and rows are."""

    question: Question
    block: Block | None
    codes: tuple[str, ...]
    rows: tuple[str, ...]
    position: int

    @property
    def scale(self) -> tuple[object, ...]:
        """What has to be the same for two answers to be of one kind."""
        one = self.question
        unit = one.unit.fi if one.unit else ""
        return (one.type, unit, self.per_pilot, self.form)

    @property
    def per_pilot(self) -> bool:
        """Whether it is asked for each pilot apart."""
        return self.question.per_pilot or bool(self.block and self.block.per_pilot)

    @property
    def form(self) -> tuple[str, ...]:
        """How it is repeated: not at all, or by block, and what the rows of the block are."""
        if self.block is None:
            return ()
        kind = LIST if self.block.for_each.startswith(LIST) else self.block.for_each
        return (self.block.id, kind)


def asked_in(template: SurveyTemplate) -> dict[str, Asked]:
    """Every question of a template by id, in order."""
    return {
        question.id: Asked(
            question, block, own_codes(template, question), own_rows(template, block), position
        )
        for position, (question, block) in enumerate(template.questions())
    }


def own_codes(template: SurveyTemplate, question: Question) -> tuple[str, ...]:
    """The codes of a question's choices, of those lists the template holds itself."""
    return tuple(item.code for item in _items(template, question))


def own_rows(template: SurveyTemplate, block: Block | None) -> tuple[str, ...]:
    """The rows of a block over a list of the template."""
    if block is None or not block.for_each.startswith(LIST):
        return ()
    return tuple(item.code for item in template.choice_lists[block.for_each.removeprefix(LIST)])


def changes(old: SurveyTemplate, new: SurveyTemplate) -> tuple[Change, ...]:
    """Every change of a question, in the order of the new version, what was removed last."""
    before, after = asked_in(old), asked_in(new)
    found: list[Change] = []
    for key, now in after.items():
        was = before.get(key)
        if was is None:
            found.append(Change("added", key, after=(now.question.text.fi,)))
        else:
            found += _of_question(old, new, was, now)
    found += _of_rows(old, new)
    found += _reordered(before, after)
    found += [
        Change("removed", key, before=(one.question.text.fi,))
        for key, one in before.items()
        if key not in after
    ]
    return tuple(found)


def _of_question(old: SurveyTemplate, new: SurveyTemplate, was: Asked, now: Asked) -> Iterator[Change]:
    key = now.question.id
    if was.scale != now.scale:
        yield Change("retyped", key, (was.question.type,), (now.question.type,))
    yield from _of_codes(key, was.codes, now.codes)
    if now.question.choices != was.question.choices and _external(was) != _external(now):
        yield Change("recoded", key, (was.question.choices or "",), (now.question.choices or "",))
    if _limits(was) != _limits(now):
        yield Change("limits", key)
    if _condition(old, was) != _condition(new, now):
        yield Change("asked", key)
    if _use(was) != _use(now):
        yield Change("use", key)
    shared = frozenset(was.codes) & frozenset(now.codes)
    if _wording(old, was, shared) != _wording(new, now, shared):
        yield Change("wording", key, (was.question.text.fi,), (now.question.text.fi,))


def _of_codes(key: str, was: tuple[str, ...], now: tuple[str, ...]) -> Iterator[Change]:
    gone = tuple(code for code in was if code not in now)
    fresh = tuple(code for code in now if code not in was)
    if gone:
        yield Change("recoded", key, gone, fresh)
    elif fresh:
        yield Change("choices_added", key, after=fresh)
    kept = [code for code in was if code in now]
    if kept != [code for code in now if code in was]:
        yield Change("reordered", key, was, now)


def _of_rows(old: SurveyTemplate, new: SurveyTemplate) -> Iterator[Change]:
    """The rows of a matrix are a list of choices too."""
    blocks = {block.id: block for block in old.blocks()}
    for block in new.blocks():
        was = blocks.get(block.id)
        if was is not None and own_rows(old, was) and own_rows(new, block):
            yield from _of_codes(block.id, own_rows(old, was), own_rows(new, block))


def _reordered(before: Mapping[str, Asked], after: Mapping[str, Asked]) -> Iterator[Change]:
    """The questions that stand elsewhere among those both versions have: the fewest that explain the order."""
    was = [key for key in before if key in after]
    now = [key for key in after if key in before]
    stays = _longest_run([was.index(key) for key in now])
    for key, place in zip(now, [was.index(key) for key in now], strict=True):
        if place not in stays:
            yield Change("reordered", key)


def _longest_run(places: list[int]) -> set[int]:
    """The longest increasing subsequence."""
    best: list[list[int]] = []
    longest: list[int] = []
    for place in places:
        run: list[int] = []
        for before in best:
            if before[-1] < place and len(before) > len(run):
                run = before
        best.append([*run, place])
        longest = max(longest, best[-1], key=_size)
    return set(longest)


def _size(run: list[int]) -> int:
    return len(run)


def _external(one: Asked) -> str:
    return "" if one.codes else one.question.choices or ""


def _limits(one: Asked) -> tuple[object, ...]:
    question = one.question
    rows = one.block.max_rows if one.block else None
    shown = (
        question.integer,
        question.min,
        question.max,
        question.step,
        question.max_length,
        question.max_choices,
        rows,
    )
    return (*shown, question.constraint, question.cannot_say, question.other)


def _condition(template: SurveyTemplate, one: Asked) -> tuple[object, ...]:
    question = one.question
    page = next(page for page in template.pages if page.id == template.page_of()[question.id])
    block = one.block.relevant if one.block else None
    return (
        question.required,
        question.relevant,
        question.choice_filter,
        question.read_only,
        page.relevant,
        block,
    )


def _use(one: Asked) -> tuple[object, ...]:
    return (one.question.feeds, one.question.disclosure)


def _wording(template: SurveyTemplate, one: Asked, codes: frozenset[str]) -> tuple[object, ...]:
    """Every text of a question; of its choices those both versions have."""
    question = one.question
    items = [item for item in _items(template, question) if item.code in codes]
    unit = (question.unit.sv, question.unit.en) if question.unit else None
    labels = sorted((item.code, str(item.label)) for item in items)
    return (question.text, question.hint, question.constraint_message, unit, labels)


def _items(template: SurveyTemplate, question: Question) -> list[ChoiceItem]:
    """The choices of a question that the template holds itself."""
    names = (question.choices, question.extra_choices)
    return [item for name in names for item in template.choice_lists.get(name or "", ())]


def guesses(old: SurveyTemplate, new: SurveyTemplate) -> dict[str, dict[str, str | None]]:
    """A map to begin with for every code that is gone: the new code with the same Finnish label, else none.

    Returns
    -------
    By question or block, in the order of the new version; what lost no code is not there.
    """
    found: dict[str, dict[str, str | None]] = {}
    was, now = _labels(old), _labels(new)
    for key, before in was.items():
        after = now.get(key)
        gone = [code for code in before if after and code not in after]
        if after and gone:
            by_label = {label.casefold(): code for code, label in after.items()}
            found[key] = {code: by_label.get(before[code].casefold()) for code in gone}
    return found


def labels_of(template: SurveyTemplate, key: str, language: str = "fi") -> dict[str, str]:
    """Code -> label of the choices of a question, or of the rows of a list block, that the template holds itself."""
    for block in template.blocks():
        if block.id == key and block.for_each.startswith(LIST):
            items = template.choice_lists[block.for_each.removeprefix(LIST)]
            return {item.code: item.label.get(language) for item in items}
    found = next((question for question, _ in template.questions() if question.id == key), None)
    return {item.code: item.label.get(language) for item in _items(template, found)} if found else {}


def _labels(template: SurveyTemplate) -> dict[str, dict[str, str]]:
    """Code -> Finnish label of every question and list block with choices of the template's own."""
    keys = [question.id for question, _ in template.questions()] + [block.id for block in template.blocks()]
    return {key: labels for key in keys if (labels := labels_of(template, key))}
