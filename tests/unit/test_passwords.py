"""What is asked of a password, and its hash."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from mallipaja.actions import passwords
from mallipaja.actions.passwords import check_password, hash_password, is_outdated, password_matches
from mallipaja.errors import ActionError


@pytest.fixture(autouse=True)
def hashes_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings people's passwords are hashed with, not the quick ones of the other tests."""
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher())


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("lyhyt", "PASSWORD_SHORT"),
        ("a" * 201, "PASSWORD_LONG"),
        ("aino.aalto@kunta.fi", "PASSWORD_NAME"),
        ("AINO.AALTO ja mänty", "PASSWORD_NAME"),
        ("ababababababab", "PASSWORD_SAME"),
    ],
)
def test_a_poor_password_is_refused(password: str, code: str) -> None:
    with pytest.raises(ActionError) as raised:
        check_password(password, "aino.aalto@kunta.fi")
    assert raised.value.code == code
    assert password not in str(raised.value)


@pytest.mark.parametrize(
    "password", ["kevätpuro ja mänty", "tosi pitkä lause, joka muistuu mieleen", "12 merkkiä!!"]
)
def test_a_sentence_does(password: str) -> None:
    check_password(password, "ai")


def test_the_hash_is_argon2id_salted_and_of_today() -> None:
    one, two = hash_password("kevätpuro ja mänty"), hash_password("kevätpuro ja mänty")
    assert one.startswith("$argon2id$")
    assert one != two
    assert not is_outdated(one)
    assert is_outdated("$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHRzb21l$G0n4fbIwGPkJTNqyDzpBVw")


def test_matching() -> None:
    stored = hash_password("kevätpuro ja mänty")
    assert password_matches("kevätpuro ja mänty", stored)
    assert password_matches("keva\u0308tpuro ja ma\u0308nty", stored), "ä typed as two characters"
    assert not password_matches("kevätpuro ja manty", stored)
    assert not password_matches("", stored)
    assert not password_matches("kevätpuro ja mänty", None)
    assert not password_matches("nobody signs in with this", None)
    assert not password_matches("kevätpuro ja mänty", "not a hash")
