"""Tokens: long, random, kept as hashes."""

from __future__ import annotations

import base64
import hashlib

from mallipaja.actions.tokens import is_token_of, new_token, token_hash


def test_a_token_has_at_least_128_random_bits() -> None:
    token = new_token()
    assert len(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))) * 8 >= 128
    assert len({new_token() for _ in range(1000)}) == 1000


def test_a_token_fits_an_address_as_it_is() -> None:
    assert all(letter.isalnum() or letter in "-_" for letter in new_token())


def test_what_is_stored_is_a_hash() -> None:
    assert token_hash("abc") == hashlib.sha256(b"abc").hexdigest()
    assert is_token_of("abc", token_hash("abc"))
    assert not is_token_of("abd", token_hash("abc"))
    assert not is_token_of("", token_hash("abc"))
