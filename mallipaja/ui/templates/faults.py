"""What is wrong with a survey, in the words of the editor's own boxes: those of the checks name keys of a file."""

from __future__ import annotations

from mallipaja.errors import Finding
from mallipaja.i18n import LANGUAGE_NAMES, N_, Words
from mallipaja.survey import condition_rules, rules
from mallipaja.ui.templates.wording import TYPES

SAID = {
    rules.UNTRANSLATED.code: (
        N_("The text is missing in this language: {language}."),
        N_("Write it on the tab of that language. A survey is taken into use in all three languages."),
    ),
    rules.UNKNOWN_LIST.code: (
        N_("The list of choices is not there any more: {list}."),
        N_("Choose another list under “Choices”."),
    ),
    rules.NEEDS_CHOICES.code: (
        N_("A question of this type needs choices: {type}."),
        N_("Choose a list under “Choices”."),
    ),
    rules.NOT_INTEGER_FEED.code: (
        N_("'{feed}' counts whole things, but the question takes decimals."),
        N_("Choose “Whole numbers only”."),
    ),
    rules.NOT_INTEGER.code: (
        N_("The question takes whole numbers, but one of its limits or its step is {value}."),
        N_("Write a whole number there, or take “Whole numbers only” away."),
    ),
    rules.UNKNOWN_OTHER.code: (
        N_("The choice that asks which other is not among the choices."),
        N_("Choose it anew under “More settings”, or leave it out."),
    ),
    rules.ROSTER_PER_PILOT.code: (
        N_("The question '{question}' is asked for each pilot, but the block that repeats for it is not."),
        N_("Choose “Asked for each pilot apart” in the block too."),
    ),
    rules.NEEDS_MAX_ROWS.code: (
        N_("The respondent may add rows without end."),
        N_("Write how many rows there may be at most."),
    ),
    rules.MAX_ROWS_UNUSED.code: (
        N_("The number of rows does nothing here: the respondent does not add them."),
        N_("Empty the number, or choose rows that the respondent adds."),
    ),
    rules.SCALE_NOT_OPINION.code: (
        N_("A scale asks for an opinion, but its answers would be shown in the unit's name."),
        N_("Choose under “What it asks for” that it is an opinion."),
    ),
    rules.SCALE_CODE.code: (
        N_("The code '{code}' is not a point of a scale."),
        N_("Number the choices in growing order. Reasons for no answer are chosen under “More settings”."),
    ),
    condition_rules.SELF.code: (
        N_("Whether '{token}' is asked depends on its own answer."),
        N_("Refer to a question asked before. What answers are accepted is written under “More settings”."),
    ),
}
"""What is said instead, by the code of the rule: what is wrong, and what to do in the editor."""
UNTRANSLATED_CHOICE = N_(
    "Write it on the line of the choice. A survey is taken into use in all three languages."
)
OF_TEXT = {
    "title": N_("Title"), "purpose": N_("Purpose"), "text": N_("Text"), "hint": N_("Note under it"),
    "required_message": N_("What is said when it is left blank"),
}  # fmt: skip
"""By the end of a text's place, what its box is called."""


def told(_: Words, found: Finding) -> str:
    """A finding in one or a few sentences."""
    if found.rule.code in SAID:
        values = {**found.values}
        if "language" in values:
            values["language"] = LANGUAGE_NAMES[str(values["language"])]
        if "type" in values:
            values["type"] = _(TYPES[values["type"]])  # type: ignore[index]
        said = SAID[found.rule.code]
        if found.rule is rules.UNTRANSLATED and found.spot[:1] == ("choice_lists",):
            said = (said[0], UNTRANSLATED_CHOICE)
        which = OF_TEXT.get(str(found.spot[-1]), "") if found.rule is rules.UNTRANSLATED else ""
        told = " ".join(_(text, **values) for text in said)
        return f"{_(which)}: {told}" if which else told
    problem = found.at("").in_language(_)
    return " ".join(part for part in (problem.message, problem.allowed, problem.fix) if part)
