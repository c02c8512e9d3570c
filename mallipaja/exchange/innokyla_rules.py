"""What can be said of an Innokylä page that was read. The texts are public API; codes are stable."""

from __future__ import annotations

from mallipaja.errors import Rule
from mallipaja.i18n import N_

NO_TEXT = Rule(
    "INNOKYLA_001",
    N_("The file has no text."),
    fix=N_("Open the page in the browser, select all, copy, and save it as a text file."),
)
NO_FIELDS = Rule(
    "INNOKYLA_002",
    N_("No field of an Innokylä page was found."),
    N_("A page has Finnish field labels such as “{label}”, each on a line of its own."),
    N_("Save the Finnish page with its field labels. Nothing was guessed from the text."),
)
NOT_FOUND = Rule(
    "INNOKYLA_003",
    N_("These fields are not on the page: {fields}."),
    fix=N_("If the page has them, the text may have been cut off: save it anew."),
)
NOT_A_DAY = Rule(
    "INNOKYLA_004",
    N_("“{value}” is not a day."),
    N_("Days are written as 15.9.2021."),
    N_("Check it on the page. The date was left empty."),
)
TWICE = Rule(
    "INNOKYLA_005",
    N_("The field is on the page twice."),
    fix=N_("The first one was read. Check that the file holds one page."),
)
NOT_A_PHASE = Rule(
    "INNOKYLA_006",
    N_("What follows the label does not look like a phase."),
    fix=N_("Check it on the page. The phase was left empty."),
)
HTML = Rule(
    "INNOKYLA_007",
    N_("The file is a web page in HTML."),
    N_("The text of the page is read."),
    N_("Open the page in the browser, select all, copy, and save it as a text file."),
)
