"""What can be wrong with the conditions and calculations of a template. The texts are public API; codes are stable.

``{token}`` is the piece of the expression it is about, ``{at}`` the place of its first character from 1.
"""

from __future__ import annotations

from mallipaja.errors import Rule
from mallipaja.i18n import N_

MISSING_OPERAND = Rule(
    "TEMPLATE_033",
    N_("Something is missing beside '{token}' (character {at})."),
    N_("Operators such as and, or, =, > and + stand between two parts."),
    N_("Write what is missing, or remove '{token}'."),
)
NOT_CLOSED = Rule(
    "TEMPLATE_034",
    N_("The '{token}' (character {at}) has no pair."),
    N_("Every bracket and every quote is opened and closed."),
    N_("Add {near}, or remove '{token}'."),
)
CURLY_QUOTES = Rule(
    "TEMPLATE_035",
    N_("The quote {token} (character {at}) is a typographic one, which a word processor may have put there."),
    N_("Texts in conditions stand between straight quotes: 'kela'."),
    N_("Write a straight quote instead."),
)
DOUBLE_EQUALS = Rule(
    "TEMPLATE_036",
    N_("'{token}' (character {at}) does not compare."),
    N_("Two values are compared with one sign: ="),
    N_("Write = instead."),
)
WRONG_SIGN = Rule(
    "TEMPLATE_037",
    N_("The sign '{token}' (character {at}) means nothing in conditions."),
    N_("Operators: and, or, =, !=, <, <=, >, >=, +, -, *, div, mod; not(…) is a function."),
    N_("Write {near} instead."),
)
WRONG_REFERENCE = Rule(
    "TEMPLATE_038",
    N_("'{token}' (character {at}) is not a reference to an answer."),
    N_("A reference is the id of a question between ${{ and }}: ${{K4}}."),
    N_("Write {near} instead."),
)
WORD_OPERATOR = Rule(
    "TEMPLATE_039",
    N_("The word '{token}' (character {at}) is not an operator."),
    N_("Words between two parts: and, or, div, mod, in small letters."),
    N_("Use one of them; a text stands between quotes."),
    N_("Did you mean '{near}'?"),
)
PATH = Rule(
    "TEMPLATE_040",
    N_("'{token}' (character {at}) reads a path of an XForm, or an earlier form."),
    N_("Conditions read answers of this form by id: ${{K4}}."),
    N_("Write the id of the question."),
)
TOO_LONG = Rule(
    "TEMPLATE_041",
    N_("The expression that begins '{token}' is too long, or has too many brackets inside each other."),
    N_("An expression has at most 5,000 characters and 60 levels."),
    N_("Work out a part of it in a calculation of its own."),
)
UNREADABLE = Rule(
    "TEMPLATE_042",
    N_("The expression cannot be read at '{token}' (character {at})."),
    fix=N_("Check what stands before it: an operator or a comma may be missing."),
)
UNKNOWN_NAME = Rule(
    "TEMPLATE_043",
    N_("There is no question or calculation '{token}'."),
    N_("Here one may refer to: {allowed}."),
    N_("Write the id of a question of this form."),
    N_("Did you mean '{near}'?"),
)
UNKNOWN_FUNCTION = Rule(
    "TEMPLATE_044",
    N_("There is no function '{token}' (character {at})."),
    N_("Known: {allowed}."),
    N_("Use one of the known functions."),
    N_("Did you mean '{near}'?"),
)
ARGUMENTS = Rule(
    "TEMPLATE_045",
    N_("The function '{token}' (character {at}) was given {given} values."),
    N_("It takes {allowed}."),
    N_("Check the commas and brackets."),
)
CYCLE = Rule(
    "TEMPLATE_046",
    N_("The conditions go round in a circle: {path}."),
    N_("A condition or calculation may not depend on itself."),
    N_("Let one of them depend on something asked before both."),
)
SELF = Rule(
    "TEMPLATE_047",
    N_("Whether '{token}' is asked depends on its own answer."),
    N_("A condition looks at questions asked before."),
    N_("Refer to another question; limits of the answer itself belong in constraint."),
)
LATER = Rule(
    "TEMPLATE_048",
    N_("'{token}' is asked later, so it is still blank here."),
    N_("Conditions and texts look at what has been asked before them."),
    N_("Move the question before this, or refer to another one."),
)
WRONG_KIND = Rule(
    "TEMPLATE_049",
    N_("'{token}' (character {at}) can never be the answer to '{question}', which has the type '{kind}'."),
    N_("Numbers are compared with numbers, dates with dates such as '2026-01-31'."),
    N_("Compare with something the question takes, or correct the id."),
)
UNKNOWN_CODE = Rule(
    "TEMPLATE_050",
    N_("'{token}' (character {at}) is not a choice of '{question}'."),
    N_("Its choices: {allowed}."),
    N_("Write the code of a choice, not its label."),
    N_("Did you mean '{near}'?"),
)
EMPTY_RANGE = Rule(
    "TEMPLATE_051",
    N_("No answer to '{question}' makes this true: {token}."),
    N_("The limits in it, and those of the question, leave nothing between them."),
    N_("Check the limits and the signs < and >."),
)
CONTRADICTION = Rule(
    "TEMPLATE_052",
    N_("No answers make this true: {token}."),
    N_("Its parts contradict each other."),
    N_("Perhaps one 'and' should be 'or'."),
)
NEVER_ASKED = Rule(
    "TEMPLATE_053",
    N_("'{token}' is never asked: its condition contradicts those of {others}."),
    N_("Every question can be reached with some answers."),
    N_("Loosen one of the conditions, or remove the question."),
)
OUT_OF_PLACE = Rule(
    "TEMPLATE_054",
    N_("'{token}' (character {at}) means nothing here."),
    N_("A point stands for the answer in a constraint; position(..) for the row in a block."),
    N_("Write a reference instead."),
)
UNKNOWN_COLUMN = Rule(
    "TEMPLATE_055",
    N_("The word '{token}' (character {at}) is neither a text nor a reference here."),
    N_("In a choice_filter a bare word is a column of the choices: {allowed}."),
    N_("Put a text between quotes, and an id between ${{ and }}."),
    N_("Did you mean '{near}'?"),
)
BAD_PATTERN = Rule(
    "TEMPLATE_056",
    N_("The pattern '{token}' (character {at}) cannot be used."),
    N_(
        "A pattern is a regular expression without repetitions inside repetitions, which could take for ever."
    ),
    N_("Correct the pattern."),
)
BAD_DEFAULT = Rule(
    "TEMPLATE_057",
    N_("The question does not take what it opens with: '{token}'."),
    N_(
        "A default is an answer: a code (several with spaces between them), a number with a point, a date 2026-01-31."
    ),
    N_("Correct the default."),
)
UNUSED_MESSAGE = Rule(
    "TEMPLATE_058",
    N_("The key '{key}' does nothing here."),
    N_("It goes with: {allowed}."),
    N_("Remove it, or add {allowed}."),
)
DEFAULT_OF_ROWS = Rule(
    "TEMPLATE_059",
    N_("The rows of this block are not known when the form is begun, so nothing is put in them."),
    N_("A default goes with questions outside blocks and in blocks that repeat for a list."),
    N_("Remove the default."),
)
