"""Types of rows: what an XLSForm calls them, and what they are here."""

from __future__ import annotations

import re
from dataclasses import dataclass

METADATA = frozenset(
    {
        "start", "end", "deviceid", "device_id", "subscriberid", "subscriber_id", "simserial", "sim_serial",
        "phonenumber", "phone_number", "username", "email", "audit", "start-geopoint", "background-audio",
        "background-geopoint", "imei", "uuid", "instanceid",
    }
)  # fmt: skip
"""About the device or the moment; not collected."""
LEFT_OUT = frozenset(
    {
        "geopoint", "geotrace", "geoshape", "gps", "location", "image", "photo", "audio", "video", "file", "barcode",
        "qrcode", "osm", "hidden", "signature", "select_one_external", "xml-external", "csv-external",
    }
)  # fmt: skip
CHANGED = {
    "time": "text",
    "datetime": "text",
    "range": "number",
    "acknowledge": "single",
    "trigger": "single",
}
"""Types there is no like of here, and what they become."""
_SAME = {
    "text": "text",
    "string": "text",
    "integer": "number",
    "int": "number",
    "decimal": "number",
    "date": "date",
    "note": "note",
    "calculate": "calculate",
    "calculation": "calculate",
    "today": "calculate",
}
ALLOWED = ("text", "integer", "decimal", "date", "select_one", "select_multiple", "rank", "note", "calculate")
_CHOICES = re.compile(
    r"(?P<kind>select[_ ]one|select1|select[_ ]multiple|select all that apply|select|rank)(?:[_ ]from)?\s+"
    r"(?P<list>\S+)(?P<other>\s+(?:or[_ ]other|or specify other))?",
    re.IGNORECASE,
)
_FROM_FILE = re.compile(r"select[_ ](one|multiple)[_ ]from[_ ]file\s+(?P<file>\S+)", re.IGNORECASE)
_KINDS = {"select_one": "single", "select1": "single", "rank": "ranking"}
_PAIR = re.compile(r"(begin|end)[_ ]?(group|repeat|lgroup|looped group)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a row is.

    ``what``: ``group``, ``repeat``, ``end group``, ``end repeat``, a type of question or item here, ``metadata``,
    ``left out``, ``file`` (choices in another file), ``nothing`` (no type) or ``unknown``. ``lists``: the list of
    choices, or the file. ``or_other``: another choice is added that asks which.
    """

    what: str
    written: str = ""
    lists: str = ""
    or_other: bool = False


def kind_of(written: str) -> Kind:
    """What the type of a row says."""
    text = " ".join(written.split())
    lowered = text.lower()
    if not text:
        return Kind("nothing")
    if pair := _PAIR.fullmatch(lowered):
        what = "group" if pair[2] == "group" else "repeat"
        return Kind(what if pair[1] == "begin" else f"end {what}", text)
    if found := _FROM_FILE.fullmatch(text):
        return Kind("file", text, found["file"])
    if found := _CHOICES.fullmatch(text):
        kind = found["kind"].lower().replace(" ", "_")
        return Kind(_KINDS.get(kind, "multiple"), text, found["list"], bool(found["other"]))
    if lowered in METADATA:
        return Kind("metadata", text)
    if lowered in LEFT_OUT or lowered.partition(" ")[0] in LEFT_OUT:
        return Kind("left out", text)
    return Kind(CHANGED.get(lowered, _SAME.get(lowered, "unknown")), text)
