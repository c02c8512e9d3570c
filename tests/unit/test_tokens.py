"""Tokens: long, random, kept as hashes."""

from __future__ import annotations

import base64
import hashlib

from mallipaja.actions.tokens import new_token, response_key, seal, token_hash, unseal


def test_a_token_has_at_least_128_random_bits() -> None:
    token = new_token()
    assert len(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))) * 8 >= 128
    assert len({new_token() for _ in range(1000)}) == 1000


def test_a_token_fits_an_address_as_it_is() -> None:
    assert all(letter.isalnum() or letter in "-_" for letter in new_token())


def test_what_is_stored_is_a_hash() -> None:
    assert token_hash("abc") == hashlib.sha256(b"abc").hexdigest()


def test_a_sealed_token_is_readable_with_the_devices_secret_only() -> None:
    token, secret = new_token(), new_token()
    sealed = seal(token, secret)
    assert unseal(sealed, secret) == token
    assert token not in sealed
    assert unseal(sealed, new_token()) != token
    assert seal(token, secret) != sealed  # never the same cover twice


def test_the_key_of_an_anonymous_response_differs_by_form_and_from_what_is_stored_of_the_link() -> None:
    token = new_token()
    keys = {response_key(token, scope) for scope in ("round/form", "round/other", "second/form")}
    assert len(keys | {token_hash(token)}) == 4
    assert response_key(token, "round/form") in keys
