"""Passwords: what is asked of them, and their Argon2id hashes."""

from __future__ import annotations

import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from mallipaja.errors import ActionError
from mallipaja.i18n import N_

SHORTEST = 12
LONGEST = 200

SHORT_PASSWORD = N_(
    "The password has {length} characters; at least {least} are needed. A sentence is easy to remember."
)
LONG_PASSWORD = N_("The password has {length} characters; at most {most} are allowed.")
NAME_IN_PASSWORD = N_("The password is the user name or contains it. Choose another one.")
SAME_CHARACTERS = N_("The password repeats the same few characters. Choose another one.")

_hasher = PasswordHasher()
# one hash takes 64 MiB: a crowd at the sign-in page must not take all memory
_at_once = threading.BoundedSemaphore(4)


def check_password(password: str, login: str) -> None:
    """Refuse a password that is too short, too long, repeats itself or contains the login name.

    Raises
    ------
    ActionError : with what is wrong and what is allowed; never with the password.
    """
    if len(password) < SHORTEST:
        raise ActionError("PASSWORD_SHORT", SHORT_PASSWORD, length=len(password), least=SHORTEST)
    if len(password) > LONGEST:
        raise ActionError("PASSWORD_LONG", LONG_PASSWORD, length=len(password), most=LONGEST)
    name = login.split("@", 1)[0].casefold()
    if login.casefold() in password.casefold() or (len(name) >= 4 and name in password.casefold()):
        raise ActionError("PASSWORD_NAME", NAME_IN_PASSWORD)
    if len(set(password)) < 4:
        raise ActionError("PASSWORD_SAME", SAME_CHARACTERS)


def hash_password(password: str) -> str:
    """The Argon2id hash to store."""
    with _at_once:
        return _hasher.hash(_plain(password))


def password_matches(password: str, stored: str | None) -> bool:
    """Whether the password is the one whose hash is stored; equally slow when there is no hash."""
    with _at_once:
        try:
            _hasher.verify(stored or _nobodys_hash(), _plain(password[: LONGEST + 1]))
        except (VerifyMismatchError, InvalidHashError):
            return False
    return stored is not None


@cache
def _nobodys_hash() -> str:
    """Compared with when there is no such account, so that the answer takes equally long."""
    return _hasher.hash("nobody signs in with this")


def is_outdated(stored: str) -> bool:
    """Whether the hash was made with weaker settings than today's."""
    return _hasher.check_needs_rehash(stored)


def _plain(password: str) -> str:
    return unicodedata.normalize("NFKC", password)  # ä typed on a Mac is two characters
