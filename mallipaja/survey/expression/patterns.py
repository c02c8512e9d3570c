"""Regular expressions of templates: which of them can be used without danger."""

from __future__ import annotations

import re


def is_safe(pattern: str) -> bool:
    """Whether a pattern is one, and does not repeat what repeats inside itself: that can take for ever."""
    try:
        re.compile(pattern)
    except re.error:
        return False
    bare = re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", "x", pattern)
    repeats: list[bool] = []
    last = False
    for place, sign in enumerate(bare):
        following = bare[place + 1 : place + 2]
        if sign == "(":
            repeats.append(False)
        elif sign == ")":
            last = repeats.pop() if repeats else False
            again = following in ("*", "+") or re.match(r"\{\d*,\d*\}", bare[place + 1 :]) is not None
            if last and again:
                return False
            if repeats:
                repeats[-1] = repeats[-1] or last
        elif repeats and (sign in "*+" or re.match(r"\{\d*,\}", bare[place:])):
            repeats[-1] = True
    return True
