"""Secret tokens: made here, shown once, kept only as a hash."""

from __future__ import annotations

import hashlib
import hmac
import secrets

TOKEN_BYTES = 24
"""192 bits: more than the 128 that guessing is hopeless against."""
_NONCE_BYTES = 16


def new_token() -> str:
    """A fresh secret for a link or a cookie, 32 URL-safe characters."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """What is stored of a token. A plain hash suffices: the token itself is random, not a password."""
    return hashlib.sha256(token.encode()).hexdigest()


def response_key(token: str, scope: str) -> str:
    """The key an anonymous response is found by: made from the link's own token, for one form of one round.

    Nothing stored leads from an invitation, which has another hash of the token, to this key.
    """
    return hmac.new(token.encode(), f"response {scope}".encode(), hashlib.sha256).hexdigest()


def seal(token: str, secret: str) -> str:
    """The token made readable only with a device's secret, of which the database has a hash alone.

    It is covered by as many bytes of SHAKE-256 over the secret (192 random bits) and a nonce that is never used
    again; `token_hash` tells whether what comes back is right.
    """
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return f"{nonce.hex()}.{_covered(token.encode(), secret, nonce).hex()}"


def unseal(sealed: str, secret: str) -> str:
    """The token that was sealed with this secret; with another one a text that is no token."""
    nonce, _, covered = sealed.partition(".")
    plain = _covered(bytes.fromhex(covered), secret, bytes.fromhex(nonce))
    return plain.decode("ascii", "replace")


def _covered(data: bytes, secret: str, nonce: bytes) -> bytes:
    cover = hashlib.shake_256(secret.encode() + nonce).digest(len(data))
    return bytes(one ^ other for one, other in zip(data, cover, strict=True))
