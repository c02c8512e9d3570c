"""What the survey and the workshop disagree about, in words: the same on pages and in the minutes."""

from __future__ import annotations

from collections.abc import Mapping

from mallipaja.i18n import Words
from mallipaja.workshop.minutes import Disagreed


def sentence(_: Words, one: Disagreed, elements: Mapping[str, str]) -> str:
    """One sentence with both sides. ``elements``: names of the model's elements by key, phases among them."""
    phase = elements.get(f"phases.{one.phase}", one.phase)
    if one.survey == "in_use":
        return _(
            "Survey and workshop disagree about “{element}”: by the survey it is in use, "
            "but the workshop raised the challenge: {text}",
            element=elements.get(one.element, one.element), text=one.text,
        )  # fmt: skip
    if one.survey == "regularly":
        return _(
            "Survey and workshop disagree in the phase “{phase}”: {actor} has answered that it does this regularly, "
            "but the workshop wrote: {text}",
            phase=phase, actor=one.actor, text=one.text,
        )  # fmt: skip
    if one.actor:
        return _(
            "Survey and workshop disagree in the phase “{phase}”: {actor} has answered that it takes no part, "
            "but the workshop wrote: {text}",
            phase=phase, actor=one.actor, text=one.text,
        )  # fmt: skip
    return _(
        "Survey and workshop disagree in the phase “{phase}”: every actor has answered that it takes no "
            "part, but the workshop wrote: {text}",
        phase=phase, text=one.text,
    )  # fmt: skip
