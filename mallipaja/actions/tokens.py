"""Secret tokens: made here, shown once, kept only as a hash."""

from __future__ import annotations

import hashlib
import hmac
import secrets

TOKEN_BYTES = 24
"""192 bits: more than the 128 that guessing is hopeless against."""


def new_token() -> str:
    """A fresh secret for a link or a cookie, 32 URL-safe characters."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """What is stored of a token. A plain hash suffices: the token itself is random, not a password."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_token_of(token: str, stored_hash: str) -> bool:
    """Whether the token is the one whose hash is stored; takes equally long whichever characters differ."""
    return hmac.compare_digest(token_hash(token), stored_hash)
