"""Results of several versions of one template: what can be put together and what stands apart.

Answers to a question are put together when the question has the same id and the same scale: the same kind of
answer, unit, repetition and promise of who sees it, and choices that are the same once recoded. Where they are
not, each scale has a column of its own, and it is said why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from mallipaja.catalogue.survey_template import Question, SurveyTemplate
from mallipaja.survey.answers import Answer
from mallipaja.survey.carrying import carry
from mallipaja.survey.versions import Asked, Recode, asked_in

Apart = Literal["kind", "unit", "pilots", "rows", "disclosure", "choices", "scale"]
"""What differs from the next version, so that the answers are not put together."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a template in a round. ``recode`` reads answers to the version before as answers to this."""

    document_id: str
    template: SurveyTemplate
    recode: Recode


@dataclass(frozen=True, slots=True)
class Column:
    """The answers to one question on one scale.

    Attributes
    ----------
    key : question id; with ``@`` and a version when an earlier scale stands apart (``K5@1``).
    question, template : as they were in the newest of its versions; values are in that one's codes.
    versions : the versions it holds, oldest first.
    apart : why later answers to the same question are in another column; ``None`` for the newest.
    offered_later : choices that its first version did not have.
    """

    key: str
    question: Question
    template: SurveyTemplate
    versions: tuple[str, ...]
    apart: Apart | None
    offered_later: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """Every question ever asked, and where the answers to each version go."""

    columns: tuple[Column, ...]
    by_place: Mapping[tuple[str, str], tuple[str, int]]
    _versions: Sequence[Version]

    def column_of(self, document_id: str, question: str) -> str | None:
        """The key of the column of a question of a version; ``None`` when that version did not ask it."""
        found = self.by_place.get((document_id, question))
        return found[0] if found else None

    def read(self, document_id: str, answers: Iterable[Answer]) -> list[tuple[str, Answer]]:
        """The answers of one response as (column key, answer in the column's codes).

        An answer that does not fit the newer version of its column (its row is gone) is given as it was.
        """
        place = next(n for n, one in enumerate(self._versions) if one.document_id == document_id)
        found: list[tuple[str, Answer]] = []
        for one in answers:
            known = self.by_place.get((document_id, one.question))
            if known is not None:
                key, last = known
                found.append((key, self._recoded(one, place, last)))
        return found

    def _recoded(self, answer: Answer, first: int, last: int) -> Answer:
        for old, new in zip(self._versions[first:last], self._versions[first + 1 : last + 1], strict=True):
            kept = carry(old.template, new.template, new.recode, [answer]).kept
            answer = next(iter(kept.values()), answer)
        return answer


def join(versions: Sequence[Version]) -> Joined:
    """The columns of a template's versions in one round, oldest version first.

    The order is that of the newest version; what it does not ask follows in the order it was last asked in.
    """
    asked = [asked_in(one.template) for one in versions]
    order = list(dict.fromkeys(key for one in reversed(asked) for key in one))
    columns: list[Column] = []
    places: dict[tuple[str, str], tuple[str, int]] = {}
    for question in order:
        for group, apart in _groups(versions, asked, question):
            last = group[-1]
            newest = not any(question in one for one in asked[last + 1 :])
            key = question if newest else f"{question}@{versions[last].template.version}"
            now = asked[last][question]
            later = tuple(code for code in now.codes if code not in asked[group[0]][question].codes)
            names = tuple(versions[n].template.version for n in group)
            added = later if len(group) > 1 and not _recodes(versions, group, question) else ()
            columns.append(Column(key, now.question, versions[last].template, names, apart, added))
            places.update({(versions[n].document_id, question): (key, last) for n in group})
    return Joined(tuple(columns), places, tuple(versions))


def _recodes(versions: Sequence[Version], group: list[int], question: str) -> bool:
    return any(versions[n].recode.get(question) for n in group[1:])


def _groups(
    versions: Sequence[Version], asked: Sequence[Mapping[str, Asked]], question: str
) -> list[tuple[list[int], Apart | None]]:
    """Runs of versions whose answers are put together, the newest first."""
    there = [n for n, one in enumerate(asked) if question in one]
    groups: list[tuple[list[int], Apart | None]] = []
    for n in reversed(there):
        if groups:
            later = groups[-1][0][0]
            # asked again after a version without it: no map leads over the gap
            recode = versions[later].recode if later == n + 1 else {}
            why = apart(asked[n][question], asked[later][question], recode)
            if why is None:
                groups[-1][0].insert(0, n)
                continue
            groups.append(([n], why))
        else:
            groups.append(([n], None))
    return groups


def apart(was: Asked, now: Asked, recode: Recode) -> Apart | None:
    """Why answers to a question of one version do not go with those to the next; ``None`` when they do."""
    before, after = was.question, now.question
    if before.type != after.type:
        return "kind"
    if (before.unit.fi if before.unit else "") != (after.unit.fi if after.unit else ""):
        return "unit"
    if was.per_pilot != now.per_pilot:
        return "pilots"
    if was.form != now.form:
        return "rows"
    if before.disclosure != after.disclosure:
        return "disclosure"
    if not was.codes and not now.codes and before.choices != after.choices:
        return "choices"
    codes = recode.get(before.id, {})
    read = [codes.get(code, code) for code in was.codes]
    if before.type in ("scale", "ranking") and read != list(now.codes):
        return "scale"  # a point more or less, or another order, makes another scale
    return None if set(read) <= set(now.codes) else "choices"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a new version means for the answers to one question.

    ``sent`` responses have answered it and been sent: their answers stay, and are ``apart`` from the new ones
    for that reason, or put together (``None``). ``under_way`` have answered it and not been sent: of them
    ``carried`` can take the answer along as it is or recoded.
    """

    question: str
    sent: int
    apart: Apart | Literal["removed"] | None
    under_way: int
    carried: int


def effects(
    old: SurveyTemplate,
    new: SurveyTemplate,
    recode: Recode,
    responses: Iterable[tuple[bool, Sequence[Answer]]],
) -> dict[str, Effect]:
    """The effect on every question of the old version, in its order.

    Parameters
    ----------
    responses : for each response to the old version whether it has been sent, and its answers.
    """
    before, after = asked_in(old), asked_in(new)
    found = {
        key: Effect(key, 0, apart(one, after[key], recode) if key in after else "removed", 0, 0)
        for key, one in before.items()
    }
    for submitted, answers in responses:
        carried = carry(old, new, recode, answers)
        left = {one.answer.question for one in carried.left}
        for key in {one.question for one in answers} & found.keys():
            known = found[key]
            if submitted:
                found[key] = replace(known, sent=known.sent + 1)
            else:
                whole = int(key not in left)
                found[key] = replace(known, under_way=known.under_way + 1, carried=known.carried + whole)
    return found
