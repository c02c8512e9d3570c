"""What can be wrong with a catalogue file as a file, as YAML and in its shape. The texts are public API.

Codes are stable: a code never changes its meaning, and a rule that goes leaves a hole.
"""

from __future__ import annotations

from mallipaja.errors import Rule
from mallipaja.i18n import N_

# The file itself.
NO_SUCH_PATH = Rule(
    "FILE_001", N_("There is no file or folder with this name."), fix=N_("Check the name and try again.")
)
WRONG_ENDING = Rule(
    "FILE_002",
    N_("'{name}' is not read, because its name does not end in .yaml."),
    fix=N_("Rename the file so that it ends in .yaml."),
)
UNREADABLE = Rule(
    "FILE_003",
    N_("The file cannot be opened: {reason}."),
    fix=N_("Check that it is a file and that you may read it."),
)
TOO_LARGE = Rule(
    "FILE_004",
    N_("The file has {size} bytes."),
    N_("At most {most} bytes are read."),
    N_("Split the file, or leave out what does not belong in it."),
)
NOT_UTF8 = Rule(
    "FILE_005",
    N_("The file is not UTF-8 text (byte {byte})."),
    N_("Catalogue files are UTF-8 text."),
    N_("Open the file in an editor and save it as UTF-8."),
)
BYTE_ORDER_MARK = Rule(
    "FILE_006",
    N_("The file starts with an invisible byte order mark."),
    fix=N_("Save the file as UTF-8 without a byte order mark (BOM)."),
)
WRONG_ID = Rule(
    "FILE_007",
    N_("The id is '{id}', but the file is '{name}'."),
    N_("The id is the file's name without .yaml."),
    N_("Change the one or the other."),
)
WRONG_FOLDER = Rule(
    "FILE_008",
    N_("A file with the format '{format}' does not belong in the folder {folder}."),
    N_("The folder holds: {allowed}."),
    N_("Move the file, or correct its format line."),
)
SAME_ID = Rule(
    "FILE_009",
    N_("The id '{id}' is already used in {other}."),
    N_("Every file has an id of its own."),
    N_("Give one of them another id."),
)
NOTHING_TO_CHECK = Rule(
    "FILE_010",
    N_("There are no catalogue files in this folder."),
    N_("Catalogue files lie in the folders {folders}."),
    N_("Name the folder that holds them."),
)
WRONG_NAME = Rule(
    "FILE_011",
    N_("A table of the format '{format}' is in a file named '{name}'."),
    N_("Its name is {wanted}."),
    N_("Rename the file, or correct its format line."),
)

# YAML.
SYNTAX = Rule(
    "YAML_001",
    N_("This line cannot be read as YAML."),
    fix=N_("Compare it with the lines around it, and put quotes round a text with special characters."),
)
TAB = Rule(
    "YAML_002",
    N_("The line has a tab where the indentation is."),
    N_("YAML is indented with spaces."),
    N_("Replace the tab with spaces."),
)
COLON_IN_TEXT = Rule(
    "YAML_003",
    N_("There is a second colon and space on the line, and the text has no quotes."),
    fix=N_("Put quotes round the text."),
)
NOT_CLOSED = Rule(
    "YAML_004",
    N_("A quote, bracket or brace that opens here is not closed."),
    fix=N_("Close it, or write the text without it."),
)
INDENTATION = Rule(
    "YAML_005",
    N_("The line does not fit the lines above it: its indentation or its first sign is wrong."),
    N_("Keys of one group start in the same column, and list items start with a dash and a space."),
    N_("Move the line to the right column, or complete the line above."),
)
CANNOT_START = Rule(
    "YAML_006",
    N_("A text without quotes cannot start with {sign}."),
    fix=N_("Put quotes round the text."),
)
DUPLICATE_KEY = Rule(
    "YAML_007",
    N_("The key '{key}' is given twice: on line {first} and on line {second}."),
    N_("Each key is given once."),
    N_("Remove one of them, or rename it."),
)
REFERENCE = Rule(
    "YAML_008",
    N_("'{sign}' points to another place of the file."),
    N_("Anchors (&), aliases (*) and merges (<<) are not used in catalogue files."),
    N_("Write the content out, or put quotes round it if it is a text."),
)
TAG = Rule(
    "YAML_009",
    N_("'{tag}' gives a value a type."),
    N_("Types are not written in catalogue files: the key decides the type."),
    N_("Remove it, or put quotes round it if it is a text."),
)
NULL_WORD = Rule(
    "YAML_010",
    N_("'{word}' would be read as nothing by some programs and as a word by others."),
    fix=N_("Leave the value out, or put quotes round it if it is a word."),
)
INVISIBLE = Rule(
    "YAML_011",
    N_("There is an invisible control character ({character})."),
    fix=N_("Delete it; writing the line anew by hand is the surest way."),
)
TOO_DEEP = Rule(
    "YAML_012",
    N_("There are more than {most} levels inside each other."),
    fix=N_("Check the indentation and the brackets; no catalogue file is that deep."),
)
SECOND_DOCUMENT = Rule(
    "YAML_013",
    N_("A second document starts here (---)."),
    N_("A file holds one document."),
    N_("Remove the line, or move what follows to a file of its own."),
)
EMPTY = Rule("YAML_014", N_("The file is empty."), fix=N_("Start with the line that names the format."))
NOT_KEYS = Rule(
    "YAML_015",
    N_("The file does not start with keys."),
    N_("A catalogue file is a group of keys and values."),
    N_("Start with the line that names the format."),
)
ODD_KEY = Rule(
    "YAML_016",
    N_("A key is empty, or is a list or a group itself."),
    N_("A key is a plain word."),
    N_("Write a word before the colon."),
)
NO_WORKLOAD = Rule(
    "YAML_017",
    N_("The file says nothing of a workload."),
    N_("A workload file has working_days, hours_per_day and activities."),
    N_("Write them, one under the other; see mallipaja wisn --help."),
)
NO_IMPACT = Rule(
    "YAML_018",
    N_("The file says nothing of people and days."),
    N_("An impact file has rules, days_per_year, daily_amount_eur and people."),
    N_("Write them, one under the other; see mallipaja impact --help."),
)

# Shape.
UNKNOWN_KEY = Rule(
    "SHAPE_001",
    N_("The key '{key}' is not known here."),
    N_("Known: {allowed}."),
    N_("Remove it, or use a known key."),
    N_("Did you mean '{near}'?"),
)
MISSING_KEY = Rule(
    "SHAPE_002",
    N_("The key '{key}' is missing."),
    N_("It is required here."),
    N_("Add the key and its value."),
)
EMPTY_VALUE = Rule(
    "SHAPE_003", N_("The value is empty."), N_("A value is required here."), N_("Write the value.")
)
NOT_TEXT = Rule(
    "SHAPE_004",
    N_("There is a list or a group of keys where one value is expected."),
    fix=N_("Write one value on the same line."),
)
NOT_LIST = Rule(
    "SHAPE_005",
    N_("There is no list where a list is expected."),
    N_("A list is lines that start with a dash, or [a, b]."),
    N_("Write it as a list, even if it has one item."),
)
NOT_GROUP = Rule(
    "SHAPE_006",
    N_("There is no group of keys where one is expected."),
    N_("Known keys: {allowed}."),
    N_("Write the keys indented on the lines below."),
)
NOT_NAMED_GROUP = Rule(
    "SHAPE_006",
    N_("There is no group of keys where one is expected."),
    fix=N_("Write the keys indented on the lines below."),
)
NOT_ALLOWED = Rule(
    "SHAPE_007",
    N_("'{value}' is not known."),
    N_("Known: {allowed}."),
    N_("Use one of the known words."),
    N_("Did you mean '{near}'?"),
)
_WRONG_FORM = N_("'{value}' has the wrong form.")
_REWRITE = N_("Rewrite it.")
WRONG_FORM: dict[str, Rule] = {
    pattern: Rule("SHAPE_008", _WRONG_FORM, allowed, _REWRITE)
    for pattern, allowed in {
        r"^[a-z][a-z0-9_]*$": N_("Small letters a-z, digits and underscores, a letter first: own_rows."),
        r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$": N_(
            "A group, a point and a name in small letters: roles.kela."
        ),
        r"^[A-Za-z][A-Za-z0-9_]*$": N_("Letters a-z, digits and underscores, a letter first: K5."),
        r"^[A-Za-z0-9_.-]+$": N_("Letters a-z, digits, underscores, points and hyphens, no spaces: weekly."),
        r"^[0-9]+(\.[0-9]+)*$": N_("Numbers with points between them: 1.2."),
        r"^[0-9]{3}$": N_("Three digits: 077."),
    }.items()
}
"""By the pattern the value should match."""
NOT_ACCEPTED = Rule("SHAPE_009", N_("'{value}' is not accepted: {reason}."), fix=N_("Correct the value."))
NOT_WHOLE = Rule(
    "SHAPE_010",
    N_("'{value}' is not a whole number."),
    fix=N_("Write digits only, for example 204."),
)
NOT_NUMBER = Rule(
    "SHAPE_011",
    N_("'{value}' is not a number."),
    fix=N_("Write digits with a decimal point, for example 10.5."),
)
NOT_FLAG = Rule("SHAPE_012", N_("'{value}' is neither yes nor no."), fix=N_("Write true or false."))
NOT_DAY = Rule("SHAPE_013", N_("'{value}' is not a date."), fix=N_("Write it as 2021-09-15."))
NOT_WHEN = Rule(
    "SHAPE_014", N_("'{value}' is not a date."), fix=N_("Write it as 2021-09-15, 2021-09 or 2021.")
)
UNKNOWN_FORMAT = Rule(
    "SHAPE_015",
    N_("'{value}' is not a format of catalogue files."),
    N_("Known: {allowed}."),
    N_("Correct the format line."),
    N_("Did you mean '{near}'?"),
)

LISTED_TWICE = Rule("SHAPE_016", N_("'{value}' is listed twice."), fix=N_("Remove one of them."))

# Sources, in every format that has them.
UNKNOWN_SOURCE = Rule(
    "SOURCE_001",
    N_("The source '{source}' is not among the sources of the file."),
    N_("Sources: {allowed}."),
    N_("Add it to the sources, or use one of them."),
    N_("Did you mean '{near}'?"),
)
SAME_SOURCE = Rule(
    "SOURCE_002",
    N_("The source '{source}' is given twice."),
    N_("Every source has an id of its own."),
    N_("Remove one of them, or give it another id."),
)
ODD_ADDRESS = Rule(
    "SOURCE_003",
    N_("'{address}' is not a web address."),
    N_("An address starts with https:// or http://."),
    N_("Write the whole address, or leave it out."),
)

# Municipality files.
WRONG_CODE = Rule(
    "MUNICIPALITY_001",
    N_("The code is '{code}', but the file is '{name}'."),
    N_("The name of the file starts with the code, for example 077_hankasalmi.yaml."),
    N_("Change the one or the other."),
)
SAME_CODE = Rule(
    "MUNICIPALITY_002",
    N_("The code '{code}' is already used in {other}."),
    N_("Every municipality has one file."),
    N_("Join the files, or correct the code."),
)
PERCENT_RANGE = Rule(
    "MUNICIPALITY_003",
    N_("{value} percent cannot be."),
    N_("A percentage is between 0 and 100."),
    N_("Check the figure against its source."),
)
NEGATIVE = Rule(
    "MUNICIPALITY_004",
    N_("The figure {value} is negative."),
    N_("Figures are 0 or more."),
    N_("Check the figure against its source."),
)
WRONG_UNIT = Rule(
    "MUNICIPALITY_005",
    N_("'{key}' is not counted in '{unit}'."),
    N_("Its unit is: {allowed}."),
    N_("Correct the unit, or the key."),
)
SAME_FIGURE = Rule(
    "MUNICIPALITY_006",
    N_("The figure '{key}' of {date} is given twice from the source '{source}'."),
    N_("A figure stands once for each date and source."),
    N_("Remove one of them."),
)
NOT_A_COUNT = Rule(
    "MUNICIPALITY_007",
    N_("{value} is not a count."),
    N_("Persons and other counts are whole numbers."),
    N_("Write the whole number, or correct the unit."),
)

# Reference tables.
SAME_ROW = Rule(
    "REFERENCE_001",
    N_("'{key}' is given twice."),
    N_("Every row has a key of its own."),
    N_("Remove one of them, or give it another key."),
)
ORDER = Rule(
    "REFERENCE_002",
    N_("The step has the order {order}, but it is number {expected} in the file."),
    N_("The order runs 1, 2, 3 and so on, as in the file."),
    N_("Number the steps anew."),
)
ENDS_BEFORE_START = Rule(
    "REFERENCE_003",
    N_("The last day {end} is before the first day {start}."),
    fix=N_("Check the days."),
)
STEP_GAP = Rule(
    "REFERENCE_004",
    N_("The step starts from day {start}, but day {expected} is next."),
    N_("The steps follow each other without gaps or overlaps, and only the last has no end."),
    N_("Correct the days of the steps."),
)
