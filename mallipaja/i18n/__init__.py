"""Words, numbers and dates in the reader's language.

Message ids are the English texts. ``locale/<language>/LC_MESSAGES/mallipaja.po`` holds Finnish and Swedish; English is
the message id itself. Catalogues are read as they are, so there is no compiled file to forget.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale, dates, lists, numbers
from babel.messages import mofile, pofile

LANGUAGES: tuple[str, ...] = ("fi", "sv", "en")
DEFAULT_LANGUAGE = "fi"
LANGUAGE_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
LOCALES = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}
HELSINKI = ZoneInfo("Europe/Helsinki")
LOCALE_FOLDER = Path(__file__).resolve().parents[2] / "locale"


def N_(message: str) -> str:  # noqa: N802 - the gettext convention
    """Mark a message for translation where it is defined; it is translated where it is shown."""
    return message


def known_language(language: object) -> str | None:
    """The language code when it is one of ours, else ``None``."""
    return language if isinstance(language, str) and language in LANGUAGES else None


@lru_cache(maxsize=8)
def _catalogue(language: str, changed_ns: int) -> gettext.NullTranslations:
    path = LOCALE_FOLDER / language / "LC_MESSAGES" / "mallipaja.po"
    with path.open("rb") as file:
        catalogue = pofile.read_po(file, locale=language)
    compiled = io.BytesIO()
    mofile.write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _translations(language: str) -> gettext.NullTranslations:
    path = LOCALE_FOLDER / language / "LC_MESSAGES" / "mallipaja.po"
    if not path.exists():
        return gettext.NullTranslations()
    return _catalogue(language, path.stat().st_mtime_ns)


class Words:
    """Everything a page needs to speak one language.

    Call it with an English message id: ``_("Saved at {time}", time=...)``. Values are put in after translation, with
    ``str.format``; a value is never a translation itself.
    """

    def __init__(self, language: str) -> None:
        self.language = known_language(language) or DEFAULT_LANGUAGE
        self.locale = Locale.parse(LOCALES[self.language])
        self._translations = _translations(self.language)

    def __call__(self, message: str, /, **values: object) -> str:
        text = self._translations.gettext(message) if message else ""
        return text.format(**values) if values else text

    def plural(self, one: str, many: str, count: float, /, **values: object) -> str:
        """The form for ``count``; ``{count}`` in the text is the number written by locale."""
        text = self._translations.ngettext(one, many, int(count) if count == 1 else 2)
        return text.format(count=self.number(count), **values)

    def number(self, value: float | None, decimals: int = 2) -> str:
        """A number by locale with at most ``decimals`` decimals; an unknown number is a dash."""
        if value is None:
            return "–"
        if type(value) is int and 0 <= value < 1000:  # written alike everywhere, and most numbers are such
            return str(value)
        pattern = "#,##0." + "#" * decimals if decimals else "#,##0"
        return str(numbers.format_decimal(value, format=pattern, locale=self.locale))

    def fixed(self, value: float | None, decimals: int = 2) -> str:
        """A number with exactly ``decimals`` decimals, as htv is shown."""
        if value is None:
            return "–"
        pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
        return str(numbers.format_decimal(value, format=pattern, locale=self.locale))

    def percent(self, share: float | None, decimals: int = 1) -> str:
        """A share 0-1 as a percentage by locale (``8,3 %``)."""
        if share is None:
            return "–"
        pattern = self.locale.percent_formats[None].pattern
        pattern = pattern.replace("#,##0", "#,##0." + "#" * decimals) if decimals else pattern
        return str(numbers.format_percent(share, format=pattern, locale=self.locale))

    def date(self, value: date | datetime | None) -> str:
        """A day as people write it (``22.11.2026``); a moment is shown in Helsinki time."""
        if value is None:
            return "–"
        day = value.astimezone(HELSINKI).date() if isinstance(value, datetime) else value
        if self.language in {"fi", "sv"}:
            return f"{day.day}.{day.month}.{day.year}"
        return str(dates.format_date(day, format="d MMM y", locale=self.locale))

    def time(self, value: datetime) -> str:
        """A clock time in Helsinki (``14.02``; ``8.05``, without a zero in front)."""
        local = value.astimezone(HELSINKI)
        return f"{local:%H:%M}" if self.language == "en" else f"{local.hour}.{local:%M}"

    def moment(self, value: datetime | None) -> str:
        """Day and clock time in Helsinki."""
        return "–" if value is None else f"{self.date(value)} {self.time(value)}"

    def listing(self, items: Iterable[str]) -> str:
        """Items as a sentence part: ``a, b ja c``."""
        return str(lists.format_list(list(items), locale=self.locale))
