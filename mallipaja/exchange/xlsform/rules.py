"""What can be said of a workbook that was read as a survey. The texts are public API; codes are stable.

``XLSFORM_001`` to ``XLSFORM_029`` are problems: nothing is made of the workbook. The others are losses: the survey
is made, and each says what of the workbook is not in it or has changed.
"""

from __future__ import annotations

from mallipaja.errors import Rule
from mallipaja.i18n import N_

NOT_A_WORKBOOK = Rule(
    "XLSFORM_001",
    N_("The file is not an Excel workbook (.xlsx)."),
    fix=N_("Open it in Excel or LibreOffice and save it as .xlsx."),
)
DANGEROUS = Rule(
    "XLSFORM_002",
    N_("The workbook would unpack into more than {most_mb} megabytes, or is packed far too densely."),
    N_("A survey is a few hundred kilobytes."),
    N_("Nothing was opened. Copy the sheets into a new workbook."),
)
DAMAGED = Rule(
    "XLSFORM_003",
    N_("The workbook is damaged: it cannot be opened."),
    fix=N_("Open it in Excel or LibreOffice, let it be repaired, and save it again."),
)
MISSING_SHEET = Rule(
    "XLSFORM_004",
    N_("There is no sheet '{sheet}'."),
    N_("Sheets there are: {found}."),
    N_("An XLSForm has the sheets survey, choices and settings. Name the sheet with the questions 'survey'."),
)
MISSING_COLUMN = Rule(
    "XLSFORM_005",
    N_("The sheet '{sheet}' has no column '{column}'."),
    N_("Columns there are: {found}."),
    N_("Write the names of the columns on the first row."),
)
TOO_MANY_ROWS = Rule(
    "XLSFORM_006",
    N_("The sheet '{sheet}' has more than {most} rows or {columns} columns."),
    fix=N_("Split the survey, or remove what is not part of it."),
)
UNKNOWN_TYPE = Rule(
    "XLSFORM_007",
    N_("'{type}' is not a type of an XLSForm."),
    N_("For example: {allowed}."),
    N_("Correct the type."),
    N_("Did you mean '{near}'?"),
)
SAME_NAME = Rule(
    "XLSFORM_008",
    N_("The name '{name}' is used twice: also on row {first}."),
    N_("Every question has a name of its own."),
    N_("Give one of them another name."),
)
NO_NAME = Rule(
    "XLSFORM_009",
    N_("A row of the type '{type}' has no name."),
    fix=N_("Write a short name in the column name, for example Q1."),
)
UNKNOWN_LIST = Rule(
    "XLSFORM_010",
    N_("There is no list '{list}' on the sheet choices."),
    N_("Lists there are: {allowed}."),
    N_("Add the list, or correct its name."),
    N_("Did you mean '{near}'?"),
)
NOT_CLOSED = Rule(
    "XLSFORM_011",
    N_("The {what} '{name}' is never closed."),
    fix=N_("Add a row of the type 'end {what}' where it ends."),
)
NOT_OPEN = Rule(
    "XLSFORM_012",
    N_("'{type}' closes nothing."),
    fix=N_("Remove the row, or add the 'begin' it belongs to."),
)
SAME_COLUMN = Rule(
    "XLSFORM_013",
    N_("Two columns say the same: '{first}' and '{column}'."),
    fix=N_("Remove one of them."),
)
CELL_ERROR = Rule(
    "XLSFORM_014",
    N_("The cell has an error: {value}."),
    fix=N_("Correct the formula in Excel, or write the value."),
)
FORMULA = Rule(
    "XLSFORM_015",
    N_("The cell has a formula whose value is not in the file."),
    fix=N_("Open the workbook in Excel and save it, or write the value in place of the formula."),
)
NO_QUESTIONS = Rule(
    "XLSFORM_016",
    N_("The sheet survey has no questions that can be taken."),
    fix=N_("Add at least one question."),
)
DIFFERENT_COPIES = Rule(
    "XLSFORM_017",
    N_(
        "The choice '{code}' of the list '{list}' is written in several places, and they differ: also on row {first}."
    ),
    fix=N_("Change it the same way on every row."),
)
TOO_LONG = Rule(
    "XLSFORM_018",
    N_(
        "A cell of a workbook cannot hold this text: it is longer than {most} characters, or has control characters."
    ),
    fix=N_("Shorten the text."),
)
NO_CHOICE_NAME = Rule(
    "XLSFORM_019",
    N_("A choice has no name or no list."),
    fix=N_("Fill in list_name and name."),
)
NOT_A_CONDITION = Rule(
    "XLSFORM_020",
    N_("The row asks which other, but its relevant is not like {wanted}."),
    fix=N_("Restore the condition, or remove the row."),
)
WRONG_OWN = Rule(
    "XLSFORM_021",
    N_("The sheet mallipaja has a row that cannot be read: '{where}'."),
    fix=N_("Restore the row from a fresh export."),
)

LEFT_OUT = Rule(
    "XLSFORM_030",
    N_("The question '{name}' of the type '{type}' is left out."),
    N_("Surveys here take choices, numbers, texts, dates, scales, rankings and notes."),
    N_("Ask for the same in words, or leave it out."),
)
AS_TEXT = Rule(
    "XLSFORM_031",
    N_("The type '{type}' became '{now}'."),
    fix=N_("Check the question '{name}'."),
)
METADATA = Rule(
    "XLSFORM_032",
    N_("'{type}' is left out: no data about the respondent's device or time is collected."),
)
OTHER_LANGUAGE = Rule(
    "XLSFORM_033",
    N_("The texts in the language '{language}' are left out."),
    N_("Surveys are in Finnish, Swedish and English."),
)
NO_FINNISH = Rule(
    "XLSFORM_034",
    N_("There is no Finnish: the texts of '{language}' stand in its place."),
    fix=N_("Write the Finnish texts."),
)
KEPT_COLUMN = Rule(
    "XLSFORM_035",
    N_("The column '{column}' is kept but does nothing here."),
    N_("It comes back when the survey is exported."),
)
OTHER_SHEET = Rule(
    "XLSFORM_036",
    N_("The sheet '{sheet}' is left out."),
)
NEW_NAME = Rule(
    "XLSFORM_037",
    N_("The name '{old}' became '{new}'."),
    N_("Names have letters of a-z, digits and underscores, begin with a letter, and differ from each other."),
)
NEW_CODE = Rule(
    "XLSFORM_038",
    N_("The choice '{old}' of the list '{list}' became '{new}'."),
    N_("Choice codes have letters of a-z, digits, points, hyphens and underscores."),
)
FLATTENED = Rule(
    "XLSFORM_039",
    N_("The group '{name}' is inside another group: it became a section of the page."),
    fix=N_("Check the order of the sections."),
)
IN_REPEAT = Rule(
    "XLSFORM_040",
    N_("'{name}' of the type '{type}' cannot stand inside repeated questions: it is left out."),
    fix=N_("Move it before the repeated questions."),
)
REPEAT_COUNT = Rule(
    "XLSFORM_041",
    N_("The number of rows of '{name}' cannot be taken: '{value}'."),
    N_("Rows may follow the choices ticked in one question: count-selected(${{question}})."),
    N_("The respondent adds the rows, at most {most}."),
)
OWN_ROWS = Rule(
    "XLSFORM_042",
    N_("The respondent adds the rows of '{name}', at most {most}."),
    fix=N_("Change the limit if needed."),
)
OUTSIDE_FILE = Rule(
    "XLSFORM_043",
    N_("The choices of '{name}' are in another file: '{file}'. The question is left out."),
    fix=N_("Write the choices on the sheet choices."),
)
ASSUMED_OPINION = Rule(
    "XLSFORM_044",
    N_(
        "{count} questions do not say whether they ask for facts or opinions: they became questions of opinion."
    ),
    N_("Opinions are shown only when five have answered."),
    N_("Change those that ask for facts of the organisation."),
)
NO_LABEL = Rule(
    "XLSFORM_045",
    N_("'{name}' has no text: its name stands for it."),
    fix=N_("Write the text people see."),
)
SOMETIMES_REQUIRED = Rule(
    "XLSFORM_046",
    N_("'{name}' is required on a condition: it is not required now."),
    N_("A question is required always or never."),
)
UNKNOWN_FUNCTION = Rule(
    "XLSFORM_047",
    N_("The {column} of '{name}' is left out: the function {token}() is not known here."),
    N_("It is kept for the way back to Excel."),
    N_("Write it in another way."),
)
STRANGE_EXPRESSION = Rule(
    "XLSFORM_059",
    N_("The {column} of '{name}' is left out: '{token}' cannot be worked out here."),
    N_("It is kept for the way back to Excel."),
    N_("Refer to questions as ${{name}}."),
)
CALCULATED_QUESTION = Rule(
    "XLSFORM_048",
    N_("The question '{name}' is calculated: it became a calculation, and its text is left out."),
)
SETTINGS_ASSUMED = Rule(
    "XLSFORM_049",
    N_("The survey has no {what}: '{value}' stands for it."),
    fix=N_("Change it if needed."),
)
GROUP_LOST = Rule(
    "XLSFORM_050",
    N_("The condition of the group '{name}' is put on each of its questions."),
)
NOT_A_TABLE = Rule(
    "XLSFORM_051",
    N_("The table '{name}' became questions of their own: its rows have different choices, or conditions."),
)
NESTED_REPEAT = Rule(
    "XLSFORM_052",
    N_("The repeated questions '{name}' are inside other repeated questions: they are left out."),
    fix=N_("Ask them on a page of their own."),
)
EMPTY_GROUP = Rule(
    "XLSFORM_053",
    N_("The group '{name}' has nothing that could be taken: it is left out."),
)
OTHER_LABEL = Rule(
    "XLSFORM_054",
    N_("The text '{text}' is not taken: what is asked of another choice has the same words in every survey."),
)
NO_TYPE = Rule(
    "XLSFORM_055",
    N_("A row without a type is left out."),
    fix=N_("Write its type in the column type, for example text."),
)
OUTSIDE_CHOICE = Rule(
    "XLSFORM_056",
    N_("The choice '{code}' is left out: the list '{list}' is not the survey's own."),
    N_("Actors, pilots and professions come from the project."),
    N_("Add the choice in the project, or make a list of the survey's own."),
)
NOT_TRANSLATED = Rule(
    "XLSFORM_057",
    N_("{count} texts are not in the language '{language}'."),
    N_("A survey is used when every text is in Finnish, Swedish and English."),
    N_("Write them in the workbook or in the editor."),
)
LIST_UNUSED = Rule(
    "XLSFORM_058",
    N_("The list '{list}' is left out: no question uses it."),
)
NOT_A_TEMPLATE = Rule(
    "XLSFORM_022",
    N_("The file is not a survey template."),
    fix=N_("Give a file of the folder survey_templates."),
)
NOT_FOR_ODK = Rule(
    "XLSFORM_023",
    N_("ODK and KoboToolbox would not take the form: {reason}"),
    fix=N_("The workbook can still be used in Excel. Correct the survey and export it again."),
)
