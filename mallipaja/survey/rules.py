"""What can be wrong with the meaning of a survey template. The texts are public API; codes are stable."""

from __future__ import annotations

from mallipaja.errors import Rule
from mallipaja.i18n import N_

SAME_ID = Rule(
    "TEMPLATE_001",
    N_("The id '{id}' is used twice."),
    N_("Pages have different ids, and so have questions, notes and blocks."),
    N_("Give one of them another id."),
)
RESERVED_ID = Rule(
    "TEMPLATE_002",
    N_("The id '{id}' starts with 'same_'."),
    N_("Such ids are kept for answers given once for all pilots."),
    N_("Give it another id."),
)
UNKNOWN_LIST = Rule(
    "TEMPLATE_003",
    N_("There is no choice list '{list}'."),
    N_("Known: {allowed}."),
    N_("Add the list to choice_lists, or use a known one."),
    N_("Did you mean '{near}'?"),
)
NEEDS_CHOICES = Rule(
    "TEMPLATE_004",
    N_("A question of the type '{type}' has no choices."),
    fix=N_("Name a choice list with the key choices."),
)
DOES_NOT_APPLY = Rule(
    "TEMPLATE_005",
    N_("The key '{key}' does nothing in a question of the type '{type}'."),
    N_("It goes with: {allowed}."),
    N_("Remove it, or change the type."),
)
SAME_CHOICE = Rule(
    "TEMPLATE_006",
    N_("The choice code '{code}' is used twice."),
    N_("The choices of a question have different codes."),
    N_("Give one of them another code."),
)
UNUSED_LIST = Rule(
    "TEMPLATE_007",
    N_("No question uses the choice list '{list}'."),
    fix=N_("Remove it, or name it in a question."),
)
UNKNOWN_FEED = Rule(
    "TEMPLATE_008",
    N_("There is no feed '{feed}'."),
    N_("The feeds are listed in docs/formats.md."),
    N_("Use a known feed, or leave the key out."),
    N_("Did you mean '{near}'?"),
)
WRONG_FEED_TYPE = Rule(
    "TEMPLATE_009",
    N_("A question of the type '{type}' cannot feed '{feed}'."),
    N_("It takes answers of the type: {allowed}."),
    N_("Change the type, or the feed."),
)
NOT_INTEGER_FEED = Rule(
    "TEMPLATE_010",
    N_("'{feed}' counts whole things, but the question takes decimals."),
    fix=N_("Add integer: true."),
)
FEED_CODE = Rule(
    "TEMPLATE_011",
    N_("The choice code '{code}' means nothing to '{feed}'."),
    N_("Codes it reads: {allowed}."),
    N_("Use one of these codes; the label is free."),
    N_("Did you mean '{near}'?"),
)
SAME_FEED = Rule(
    "TEMPLATE_012",
    N_("'{feed}' is already fed by the question {other}."),
    N_("A form asks for one thing once, or it would count twice."),
    N_("Remove the feed from one of the questions."),
)
MIN_OVER_MAX = Rule(
    "TEMPLATE_013",
    N_("The smallest value {min} is larger than the largest {max}."),
    fix=N_("Correct one of them."),
)
STEP_NOT_POSITIVE = Rule(
    "TEMPLATE_014",
    N_("The step is {step}."),
    N_("A step is more than 0."),
    N_("Correct it, or leave it out."),
)
STEP_DOES_NOT_FIT = Rule(
    "TEMPLATE_015",
    N_("Steps of {step} from {min} do not arrive at {max}."),
    fix=N_("Correct the step, or the largest value."),
)
NOT_INTEGER = Rule(
    "TEMPLATE_016",
    N_("The question takes whole numbers, but {key} is {value}."),
    fix=N_("Write a whole number, or remove integer."),
)
MAX_CHOICES = Rule(
    "TEMPLATE_017",
    N_("At most {most} of the choices may be ticked."),
    N_("The number is between 1 and the number of choices, here {count}."),
    N_("Correct the number, or leave it out."),
)
UNKNOWN_OTHER = Rule(
    "TEMPLATE_018",
    N_("The choice '{code}', which asks what the other is, is not among the choices."),
    N_("Choices of this template: {allowed}."),
    N_("Add the choice, for example in a list named in extra_choices, or correct the code."),
    N_("Did you mean '{near}'?"),
)
UNKNOWN_ROSTER = Rule(
    "TEMPLATE_019",
    N_("There is no question '{question}' to repeat the block for."),
    N_("A block repeats for a question, for list:NAME or for own_rows; here: {allowed}."),
    N_("Write the id of a question that is outside blocks."),
    N_("Did you mean '{near}'?"),
)
ROSTER_NOT_MULTIPLE = Rule(
    "TEMPLATE_020",
    N_("The block repeats for the choices of '{question}', which has the type '{type}'."),
    N_("It must have the type 'multiple'."),
    N_("Change the type of the question, or repeat for something else."),
)
ROSTER_LATER = Rule(
    "TEMPLATE_021",
    N_("The block repeats for the choices of '{question}', which is asked later."),
    N_("The question comes before the block."),
    N_("Move the question before the block."),
)
ROSTER_PER_PILOT = Rule(
    "TEMPLATE_022",
    N_("The question '{question}' is asked for each pilot, but the block that repeats for it is not."),
    fix=N_("Add per_pilot: true to the block."),
)
NEEDS_MAX_ROWS = Rule(
    "TEMPLATE_023",
    N_("The respondent may add rows without end."),
    N_("A block with own_rows says how many rows it takes at most."),
    N_("Add max_rows, a whole number from 1."),
)
MAX_ROWS_UNUSED = Rule(
    "TEMPLATE_024",
    N_("The key max_rows does nothing here."),
    N_("It goes with for_each: own_rows."),
    N_("Remove it."),
)
PER_PILOT_OUTSIDE_UNIT = Rule(
    "TEMPLATE_025",
    N_("The form is answered by '{answered_by}', so it covers one pilot and cannot repeat for each."),
    N_("The key per_pilot belongs in forms answered by 'unit'."),
    N_("Remove it, or change answered_by."),
)
UNTRANSLATED = Rule(
    "TEMPLATE_026",
    N_("The text is missing in '{language}'."),
    N_("Templates are complete in fi, sv and en; a draft is marked in draft_languages."),
    N_("Add the translation."),
)
NO_MINUTES = Rule(
    "TEMPLATE_027",
    N_("Answering takes {minutes} minutes."),
    N_("The estimate is 1 minute or more."),
    N_("Estimate how long answering takes."),
)
NOTHING_IN_IT = Rule(
    "TEMPLATE_028", N_("There is nothing in it."), fix=N_("Add something to it, or remove it.")
)
SCALE_NOT_OPINION = Rule(
    "TEMPLATE_029",
    N_("A scale asks for an opinion, but its answers would be shown in the unit's name."),
    N_("The disclosure of a scale is 'opinion'."),
    N_("Write disclosure: opinion."),
)
SCALE_CODE = Rule(
    "TEMPLATE_030",
    N_("The code '{code}' is not a point of a scale."),
    N_("The codes of a scale are whole numbers in growing order."),
    N_("Number the choices; reasons for not answering go in cannot_say."),
)
MAX_LENGTH = Rule(
    "TEMPLATE_031",
    N_("The text may have at most {most} characters."),
    N_("The number is 1 or more."),
    N_("Correct the number, or leave it out."),
)
SECTORS_OUTSIDE_UNIT = Rule(
    "TEMPLATE_032",
    N_("The form is answered by '{answered_by}', which has no sector."),
    N_("The key for_sectors belongs in forms answered by 'unit'."),
    N_("Remove it, or change answered_by."),
)
