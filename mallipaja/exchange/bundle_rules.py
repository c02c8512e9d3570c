"""What can be wrong with a bundle."""

from __future__ import annotations

from mallipaja.errors import Rule
from mallipaja.i18n import N_

_EXPORT_AGAIN = N_("Export the project again and import that file unchanged.")
_HARMFUL = N_("Nothing was unpacked. Ask whoever sent the file what it is.")

NOT_A_ZIP = Rule(
    "BUNDLE_001",
    N_("The file is not a zip file, or it is cut off."),
    fix=N_("Choose a file that “mallipaja export” made, or copy it again."),
)
NOT_A_BUNDLE = Rule(
    "BUNDLE_002",
    N_("The zip file is not a project bundle: its {file} is missing or cannot be read."),
    fix=N_("Choose a file that “mallipaja export” made. A backup is restored with “mallipaja restore”."),
)
NEWER_FORMAT = Rule(
    "BUNDLE_003",
    N_("The bundle has format version {found}, made by program version {program}."),
    N_("This program reads up to format version {known}."),
    N_("Update this program to version {program} or newer, then import."),
)
UNSAFE_NAME = Rule(
    "BUNDLE_004",
    N_("The file name {name} leads out of the bundle or is not plain."),
    N_("Names are like tables/pilot.csv."),
    _EXPORT_AGAIN,
)
NOT_A_FILE = Rule(
    "BUNDLE_005",
    N_("{name} is a link, a folder, encrypted or something else than a plain file."),
    fix=_EXPORT_AGAIN,
)
TOO_MANY_FILES = Rule(
    "BUNDLE_006",
    N_("The bundle has {count} files."),
    N_("{most} are allowed."),
    _EXPORT_AGAIN,
)
TOO_LARGE = Rule(
    "BUNDLE_007",
    N_("The bundle would unpack to more than {most_mb} MB."),
    fix=_HARMFUL,
)
TOO_DENSE = Rule(
    "BUNDLE_008",
    N_("{name} would unpack to more than {most} times its size, as harmful files do."),
    fix=_HARMFUL,
)
UNKNOWN_FILE = Rule(
    "BUNDLE_009",
    N_("{name} does not belong to a bundle."),
    fix=_EXPORT_AGAIN,
)
MISSING_FILE = Rule("BUNDLE_010", N_("{name} is missing."), fix=_EXPORT_AGAIN)
TWICE = Rule("BUNDLE_011", N_("{name} is in the bundle twice."), fix=_EXPORT_AGAIN)
WRONG_CHECKSUM = Rule(
    "BUNDLE_012",
    N_("{name} is not as it was exported: its checksum differs."),
    fix=N_("Bundles are not edited by hand. Copy the file again, or export the project again."),
)
NOT_UTF8 = Rule("BUNDLE_013", N_("The file is not UTF-8 text."), fix=_EXPORT_AGAIN)
NOT_A_TABLE = Rule(
    "BUNDLE_014",
    N_("The file is not a table of comma-separated values from here on."),
    fix=_EXPORT_AGAIN,
)
UNKNOWN_COLUMN = Rule(
    "BUNDLE_015",
    N_("There is no column {name} in this table."),
    N_("Columns: {allowed}."),
    N_("Export the project again; if a newer program made the bundle, update this one."),
)
MISSING_COLUMN = Rule("BUNDLE_016", N_("The column {name} is missing."), fix=_EXPORT_AGAIN)
REPEATED_COLUMN = Rule("BUNDLE_017", N_("The column {name} is there twice."), fix=_EXPORT_AGAIN)
WRONG_WIDTH = Rule(
    "BUNDLE_018", N_("The row has {count} cells."), N_("The header has {wanted}."), _EXPORT_AGAIN
)
EMPTY_CELL = Rule("BUNDLE_019", N_("The value is missing."), fix=_EXPORT_AGAIN)
TOO_LONG = Rule("BUNDLE_020", N_("The value is too long."), N_("At most {most} characters."), _EXPORT_AGAIN)
NOT_A_CHOICE = Rule(
    "BUNDLE_021", N_("The value is not one of the choices."), N_("Choices: {allowed}."), _EXPORT_AGAIN
)
NOT_STORABLE = Rule("BUNDLE_022", N_("The value holds a character that cannot be stored."), fix=_EXPORT_AGAIN)
NOT_INTEGER = Rule("BUNDLE_023", N_("The value is not a whole number that can be stored."), fix=_EXPORT_AGAIN)
NOT_DECIMAL = Rule("BUNDLE_024", N_("The value is not a number with a decimal point."), fix=_EXPORT_AGAIN)
NOT_BOOLEAN = Rule("BUNDLE_025", N_("The value is neither true nor false."), fix=_EXPORT_AGAIN)
NOT_DAY = Rule("BUNDLE_026", N_("The value is not a day."), N_("Days are like 2026-11-22."), _EXPORT_AGAIN)
NOT_MOMENT = Rule(
    "BUNDLE_027",
    N_("The value is not a moment with its time zone."),
    N_("Moments are like 2026-11-22T10:00:00+00:00."),
    _EXPORT_AGAIN,
)
NOT_JSON = Rule("BUNDLE_028", N_("The value is not JSON."), fix=_EXPORT_AGAIN)
UNKNOWN_REFERENCE = Rule(
    "BUNDLE_029",
    N_("The value names a record of {table} that is not in the bundle."),
    fix=_EXPORT_AGAIN,
)
NOT_UNIQUE = Rule(
    "BUNDLE_030",
    N_("Line {first} has the same {columns}."),
    N_("Each row has its own."),
    _EXPORT_AGAIN,
)
WRONG_DOCUMENT = Rule(
    "BUNDLE_031",
    N_("The document is not the one that documents.csv tells of: its SHA-256 differs."),
    fix=_EXPORT_AGAIN,
)
OTHER_DOCUMENT = Rule(
    "BUNDLE_032",
    N_("The document says it is {found}, its row in documents.csv says {told}."),
    fix=_EXPORT_AGAIN,
)
