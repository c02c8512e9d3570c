"""The project's codebook of themes, and what the facilitator says of a card and a theme."""

from __future__ import annotations

from dataclasses import dataclass

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.tidy import tidy_name
from mallipaja.errors import NotFound
from mallipaja.store import boards, record, schema
from mallipaja.store import workshops as workshop_store
from mallipaja.workshop import codebook
from mallipaja.workshop.cards import Card
from mallipaja.workshop.codebook import Found, Theme


@dataclass(frozen=True, slots=True)
class ThemedCards:
    """The codebook, and the themes of each card that has been shown and is not hidden."""

    themes: tuple[Theme, ...]
    cards: tuple[Card, ...]
    found: dict[str, tuple[Found, ...]]

    @property
    def by_theme(self) -> dict[str, tuple[str, ...]]:
        """Theme id -> ids of its cards; "" those of no theme."""
        return codebook.by_theme(self.found, self.themes)


@action(Right.RUN_PROJECT, "workshop_id", writes=False)
def themed_cards(job: Job, *, workshop_id: str) -> ThemedCards:
    """The shown cards of a workshop by the themes of the codebook."""
    return themes_in(job, workshop_id)


def themes_in(job: Job, workshop_id: str) -> ThemedCards:
    """`themed_cards` inside another action; the caller has checked the right."""
    shown = {
        one.id
        for one in workshop_store.steps(job, workshop_id)
        if one.revealed_at is not None or one.others == "all"
    }
    cards = tuple(
        one
        for one in boards.workshop_cards(job, workshop_id)
        if one.counts and (one.step_id in shown or one.source in {"survey", "room"})
    )
    themes = tuple(boards.themes(job, job.project_id))
    said = boards.said_of_themes(job, [one.id for one in cards])
    found = {one.id: codebook.themes_of(one.text, themes, said.get(one.id)) for one in cards}
    return ThemedCards(themes, cards, found)


@action(Right.RUN_PROJECT, "project_id")
def add_theme(job: Job, *, project_id: str, name: str, stems: str = "") -> str:
    """Add a theme; ``stems`` are beginnings of words, separated by commas or spaces."""
    values = {
        "project_id": project_id, "name": tidy_name(name), "stems": list(codebook.tidy_stems(stems)),
        "position": boards.next_theme_position(job, project_id),
    }  # fmt: skip
    return record.add(job, schema.theme, values, project_id=project_id)


@action(Right.RUN_PROJECT, "theme_id")
def change_theme(job: Job, *, theme_id: str, name: str, stems: str = "") -> None:
    """Change a theme's name and stems."""
    values = {"name": tidy_name(name), "stems": list(codebook.tidy_stems(stems))}
    record.change(job, schema.theme, theme_id, values, revision=None, project_id=job.project_id)


@action(Right.RUN_PROJECT, "theme_id")
def remove_theme(job: Job, *, theme_id: str) -> None:
    """Move a theme to the bin; its cards stay."""
    record.put_in_bin(job, schema.theme, theme_id, project_id=job.project_id)


@action(Right.RUN_PROJECT, "card_id")
def say_theme(job: Job, *, card_id: str, theme: str, belongs: bool | None) -> None:
    """Say that a card belongs to a theme or does not; ``None`` lets the words decide again."""
    if theme not in {one.id for one in boards.themes(job, job.project_id)}:
        raise NotFound("theme")
    known = boards.card_theme_id(job, card_id, theme)
    if known is not None and belongs is None:
        record.put_in_bin(job, schema.card_theme, known, project_id=job.project_id)
    elif known is not None:
        fresh = {"belongs": belongs}
        record.change(job, schema.card_theme, known, fresh, revision=None, project_id=job.project_id)
    elif belongs is not None:
        values = {"card_id": card_id, "theme_id": theme, "belongs": belongs}
        record.add(job, schema.card_theme, values, project_id=job.project_id)
