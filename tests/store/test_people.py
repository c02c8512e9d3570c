"""Accounts, signing in, locks, links, memberships and devices, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select, update

from mallipaja.actions import links, people
from mallipaja.actions.access import ANONYMOUS, Context, Member, Role
from mallipaja.actions.passwords import hash_password
from mallipaja.actions.sign_in import (
    LOCK_LASTS,
    SESSION_LASTS,
    TRIES_PER_ACCOUNT,
    TRIES_PER_ADDRESS,
    SignedIn,
    actor_for_claims,
    actor_for_device,
    actor_for_session,
    also_on_device,
    change_own_password,
    set_password,
    sign_in,
    sign_out,
)
from mallipaja.errors import ActionError, Refused
from mallipaja.store import people as store_people
from mallipaja.store import schema
from mallipaja.store.engine import Store
from tests.small_project import TOKEN, Clock, SmallProject

Make = Callable[[str], Context]
GOOD = "kevätpuro ja mänty"
OTHER = "syyssade ja kataja"
HERE = "192.0.2.1"


@pytest.fixture
def admin(context_for: Make) -> Context:
    return context_for("admin")


@pytest.fixture
def nobody(context_for: Make) -> Context:
    return context_for("anonymous")


@pytest.fixture(scope="module")
def good_hash() -> str:
    return hash_password(GOOD)


@pytest.fixture
def aino(admin: Context, good_hash: str) -> str:
    """An account with a password; returns its id."""
    made = people.add_account(admin, login="Aino.Aalto@kunta.fi", name="Aino Aalto")
    with admin.store.writing("cli:test", admin.clock()) as work:
        set_password(work, made.account_id, good_hash)
    return made.account_id


def attempt(context: Context, password: str, address: str = HERE, login: str = "aino.aalto@kunta.fi") -> bool:
    return sign_in(context, login=login, password=password, address=address) is not None


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(ActionError) as raised:
        call()
    return raised.value.code


def test_signing_in_gives_a_session_and_signing_out_ends_it(nobody: Context, aino: str, store: Store) -> None:
    done = sign_in(nobody, login=" AINO.aalto@KUNTA.fi ", password=GOOD, address=HERE)
    assert done is not None
    actor = actor_for_session(store, done.token, nobody.clock())
    assert (actor.account_id, actor.name, actor.who) == (aino, "Aino Aalto", f"account:{aino}")
    sign_out(replace(nobody, actor=actor), token=done.token)
    assert actor_for_session(store, done.token, nobody.clock()) == ANONYMOUS


def test_a_session_ends_by_itself(nobody: Context, aino: str, store: Store, clock: Clock) -> None:
    done = sign_in(nobody, login="aino.aalto@kunta.fi", password=GOOD, address=HERE)
    assert done is not None
    clock.now += SESSION_LASTS - timedelta(seconds=1)
    assert actor_for_session(store, done.token, clock()).account_id == aino
    clock.now += timedelta(seconds=1)
    assert actor_for_session(store, done.token, clock()) == ANONYMOUS


@pytest.mark.parametrize("token", ["", None, "made-up", "a" * 200])
def test_a_made_up_session_is_nobody(store: Store, clock: Clock, token: str | None) -> None:
    assert actor_for_session(store, token, clock()) == ANONYMOUS


def test_only_hashes_are_stored(nobody: Context, aino: str, store: Store) -> None:
    done = sign_in(nobody, login="aino.aalto@kunta.fi", password=GOOD, address=HERE)
    assert done is not None
    with store.reading("cli:test", nobody.clock()) as work:
        stored = repr(work.connection.execute(select(schema.login_session)).all())
        stored += repr(work.connection.execute(select(schema.account)).all())
        stored += repr(work.connection.execute(select(schema.one_time_link)).all())
        told = repr(work.connection.execute(select(schema.history)).all())
    assert done.token not in stored
    assert GOOD not in stored + told
    assert "$argon2id$" in stored
    assert "$argon2id$" not in told


def test_the_same_answer_for_every_reason(nobody: Context, admin: Context, aino: str) -> None:
    people.add_account(admin, login="uusi", name="Ei salasanaa")
    assert not attempt(nobody, "väärä salasana")
    assert not attempt(nobody, GOOD, login="ei.olemassa")
    assert not attempt(nobody, GOOD, login="uusi")
    assert not attempt(nobody, "", login="")
    people.deactivate(admin, account_id=aino)
    assert not attempt(nobody, GOOD)
    people.reactivate(admin, account_id=aino)
    assert attempt(nobody, GOOD)


def test_failures_from_one_address_close_it_for_a_while(nobody: Context, aino: str, clock: Clock) -> None:
    for _ in range(TRIES_PER_ADDRESS):
        assert not attempt(nobody, "väärä salasana")
    assert not attempt(nobody, GOOD), "the right password does not open a closed door"
    assert attempt(nobody, GOOD, address="192.0.2.99"), "the person elsewhere is not locked out"
    clock.now += LOCK_LASTS - timedelta(seconds=1)
    assert not attempt(nobody, GOOD)
    clock.now += timedelta(seconds=1)
    assert attempt(nobody, GOOD)


def test_failures_from_everywhere_lock_the_account(
    nobody: Context, admin: Context, aino: str, clock: Clock
) -> None:
    for number in range(TRIES_PER_ACCOUNT):
        assert not attempt(nobody, "väärä salasana", address=f"198.51.100.{number}")
    assert not attempt(nobody, GOOD, address="203.0.113.5")
    assert [one.is_locked for one in people.list_people(admin) if one.id == aino] == [True]
    clock.now += LOCK_LASTS
    assert attempt(nobody, GOOD, address="203.0.113.5")


def test_an_administrator_opens_a_locked_account(nobody: Context, admin: Context, aino: str) -> None:
    for number in range(TRIES_PER_ACCOUNT):
        attempt(nobody, "väärä salasana", address=f"198.51.100.{number}")
    people.reactivate(admin, account_id=aino)
    assert attempt(nobody, GOOD, address="203.0.113.5")


def test_success_forgets_earlier_failures(nobody: Context, aino: str) -> None:
    for _ in range(3):
        for _again in range(TRIES_PER_ADDRESS - 1):
            assert not attempt(nobody, "väärä salasana")
        assert attempt(nobody, GOOD)


def test_a_deactivated_account_is_out_at_once(
    nobody: Context, admin: Context, aino: str, store: Store
) -> None:
    done = sign_in(nobody, login="aino.aalto@kunta.fi", password=GOOD, address=HERE)
    assert done is not None
    people.deactivate(admin, account_id=aino)
    assert actor_for_session(store, done.token, nobody.clock()) == ANONYMOUS
    people.reactivate(admin, account_id=aino)
    assert actor_for_session(store, done.token, nobody.clock()) == ANONYMOUS, "old sessions stay ended"


def test_changing_ones_password_ends_the_other_sessions(nobody: Context, aino: str, store: Store) -> None:
    one, two = (sign_in(nobody, login="aino.aalto@kunta.fi", password=GOOD, address=HERE) for _ in range(2))
    assert isinstance(one, SignedIn)
    assert isinstance(two, SignedIn)
    me = replace(nobody, actor=actor_for_session(store, one.token, nobody.clock()))
    wrong = code_of(lambda: change_own_password(me, current="väärä", new=OTHER, token=one.token))
    short = code_of(lambda: change_own_password(me, current=GOOD, new="lyhyt", token=one.token))
    assert (wrong, short) == ("PASSWORD_WRONG", "PASSWORD_SHORT")
    change_own_password(me, current=GOOD, new=OTHER, token=one.token)
    assert actor_for_session(store, one.token, nobody.clock()).account_id == aino
    assert actor_for_session(store, two.token, nobody.clock()) == ANONYMOUS
    assert (attempt(nobody, GOOD), attempt(nobody, OTHER)) == (False, True)


def test_nobody_changes_a_password_without_signing_in(nobody: Context) -> None:
    with pytest.raises(Refused):
        change_own_password(nobody, current=GOOD, new=OTHER)


def test_a_password_link_works_once_and_the_newest_only(nobody: Context, admin: Context, aino: str) -> None:
    old = people.new_password_link(admin, account_id=aino)
    new = people.new_password_link(admin, account_id=aino)
    assert links.whose_password_link(nobody, token=old) is None
    assert links.whose_password_link(nobody, token=new) == "aino.aalto@kunta.fi"
    assert code_of(lambda: links.choose_password(nobody, token=new, password="lyhyt")) == "PASSWORD_SHORT"
    links.choose_password(nobody, token=new, password=OTHER)
    assert code_of(lambda: links.choose_password(nobody, token=new, password=GOOD)) == "LINK_DEAD"
    assert attempt(nobody, OTHER)


@pytest.mark.parametrize("wrong", ["", "made-up", "setup"])
def test_a_made_up_link_says_the_same_as_a_used_one(nobody: Context, wrong: str) -> None:
    assert links.whose_password_link(nobody, token=wrong) is None
    assert code_of(lambda: links.choose_password(nobody, token=wrong, password=GOOD)) == "LINK_DEAD"


def test_a_link_expires(nobody: Context, admin: Context, aino: str, clock: Clock) -> None:
    token = people.new_password_link(admin, account_id=aino)
    clock.now += people.LINK_LASTS
    assert links.whose_password_link(nobody, token=token) is None


def test_a_deactivated_account_chooses_no_password(nobody: Context, admin: Context, aino: str) -> None:
    token = people.new_password_link(admin, account_id=aino)
    people.deactivate(admin, account_id=aino)
    assert code_of(lambda: links.choose_password(nobody, token=token, password=OTHER)) == "LINK_DEAD"


def test_setup_makes_the_first_administrator_only(store: Store, nobody: Context, admin: Context) -> None:
    assert links.new_setup_link(admin) is None, "there is an administrator"
    with store.writing("cli:test", nobody.clock()) as work:
        work.connection.execute(update(schema.account).values(is_admin=False))
    old, token = links.new_setup_link(admin), links.new_setup_link(admin)
    assert old is not None
    assert token is not None
    assert (links.setup_link_works(nobody, token=old), links.setup_link_works(nobody, token=token)) == (
        False,
        True,
    )

    def make(password: str = GOOD, login: str = "paula") -> SignedIn:
        return links.set_up(nobody, token=token, login=login, name="Paula", password=password)

    assert code_of(lambda: make("paula on paula")) == "PASSWORD_NAME"
    assert code_of(lambda: make(login="kaksi sanaa")) == "LOGIN_BAD"
    done = make()
    actor = actor_for_session(store, done.token, nobody.clock())
    assert (actor.name, actor.is_admin) == ("Paula", True)
    assert code_of(make) == "LINK_DEAD"
    assert links.new_setup_link(admin) is None


def test_two_browsers_race_for_the_setup_link(store: Store, nobody: Context, admin: Context) -> None:
    with store.writing("cli:test", nobody.clock()) as work:
        work.connection.execute(update(schema.account).values(is_admin=False))
    token = links.new_setup_link(admin)
    assert token is not None
    start, outcomes = Barrier(2), list[str]()

    def race(login: str) -> None:
        start.wait()
        try:
            links.set_up(nobody, token=token, login=login, name=login, password=GOOD)
            outcomes.append("made")
        except ActionError as error:
            outcomes.append(error.code)

    threads = [Thread(target=race, args=(login,)) for login in ("paula", "pekka")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["LINK_DEAD", "made"]


def test_the_last_administrator_stays(admin: Context, small_project: SmallProject, aino: str) -> None:
    last = small_project.accounts["admin"]
    assert code_of(lambda: people.deactivate(admin, account_id=last)) == "LAST_ADMIN"
    demote = lambda: people.change_account(admin, account_id=last, revision=None, is_admin=False)  # noqa: E731
    assert code_of(demote) == "LAST_ADMIN"
    people.change_account(admin, account_id=aino, revision=None, is_admin=True)
    people.deactivate(admin, account_id=aino)
    assert code_of(demote) == "LAST_ADMIN", "an inactive administrator does not count"
    people.reactivate(admin, account_id=aino)
    demote()
    assert [one.login for one in people.list_people(admin) if one.is_admin] == ["aino.aalto@kunta.fi"]


def test_two_administrators_cannot_remove_each_other_at_once(
    admin: Context, small_project: SmallProject, aino: str
) -> None:
    people.change_account(admin, account_id=aino, revision=None, is_admin=True)
    start, outcomes = Barrier(2), list[str]()

    def remove(account_id: str) -> None:
        start.wait()
        try:
            people.deactivate(admin, account_id=account_id)
            outcomes.append("removed")
        except ActionError as error:
            outcomes.append(error.code)

    threads = [Thread(target=remove, args=(one,)) for one in (aino, small_project.accounts["admin"])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["LAST_ADMIN", "removed"]


def test_login_names_are_one_person_each(admin: Context, aino: str) -> None:
    assert code_of(lambda: people.add_account(admin, login="AINO.AALTO@kunta.fi", name="")) == "LOGIN_TAKEN"
    assert code_of(lambda: people.add_account(admin, login="a b", name="")) == "LOGIN_BAD"
    assert code_of(lambda: people.add_account(admin, login="<b>", name="")) == "LOGIN_BAD"
    made = people.add_account(admin, login="väinö", name="", is_developer=True)
    mine = [
        (one.name, one.is_admin, one.is_developer)
        for one in people.list_people(admin)
        if one.id == made.account_id
    ]
    assert mine == [("väinö", False, True)]


def test_memberships_give_and_take_rights_at_once(
    admin: Context, nobody: Context, store: Store, small_project: SmallProject, aino: str
) -> None:
    project, keuruu = small_project.project_id, small_project.keuruu
    done = sign_in(nobody, login="aino.aalto@kunta.fi", password=GOOD, address=HERE)
    assert done is not None

    def members() -> tuple[Member, ...]:
        return actor_for_session(store, done.token, nobody.clock()).members

    assert members() == ()
    one = people.add_member(admin, project_id=project, account_id=aino, role="pilot_contact", pilot_id=keuruu)
    people.add_member(admin, project_id=project, account_id=aino, role="facilitator", pilot_id=keuruu)
    assert set(members()) == {
        Member(project, Role.PILOT_CONTACT, keuruu),
        Member(project, Role.FACILITATOR),
    }
    people.remove_member(admin, project_id=project, membership_id=one)
    assert members() == (Member(project, Role.FACILITATOR),)


def test_a_wrong_membership_is_refused_in_words(
    admin: Context, small_project: SmallProject, aino: str
) -> None:
    project = small_project.project_id

    def add(**given: str) -> Callable[[], object]:
        return lambda: people.add_member(admin, project_id=project, **{"account_id": aino, **given})  # type: ignore[arg-type]

    assert code_of(add(role="boss")) == "CHOICE_UNKNOWN"
    assert code_of(add(role="pilot_contact")) == "PILOT_MISSING"
    assert code_of(add(role="pilot_contact", pilot_id="x")) == "NOT_FOUND"
    assert code_of(add(role="facilitator", account_id="x")) == "NOT_FOUND"
    assert (
        code_of(add(role="facilitator", account_id=small_project.accounts["facilitator"])) == "MEMBER_ALREADY"
    )


def test_an_invitation_opens_on_a_device_and_ends_there(
    nobody: Context, store: Store, small_project: SmallProject, clock: Clock
) -> None:
    mine = (small_project.invitation_id,)
    found = links.open_invitation(nobody, token=TOKEN)
    assert found is not None
    assert (found.invitation_id, found.is_open) == (mine[0], True)
    assert actor_for_device(store, found.secret, clock()).invitations == mine
    again = links.open_invitation(nobody, token=TOKEN, device=found.secret)
    assert again is not None
    assert again.secret == found.secret, "a device keeps its secret"
    elsewhere = links.open_invitation(nobody, token=TOKEN, device="made up by somebody")
    assert elsewhere is not None
    assert elsewhere.secret not in {found.secret, "made up by somebody"}, "nobody chooses the secret"
    links.forget_device(nobody, device=found.secret)
    assert actor_for_device(store, found.secret, clock()) == ANONYMOUS
    assert actor_for_device(store, elsewhere.secret, clock()).invitations == mine


def test_a_device_stops_with_its_invitation(
    nobody: Context, store: Store, small_project: SmallProject, clock: Clock
) -> None:
    found = links.open_invitation(nobody, token=TOKEN)
    assert found is not None
    with store.writing("cli:test", clock()) as work:
        work.connection.execute(update(schema.invitation).values(expires_at=clock() + timedelta(days=1)))
    assert actor_for_device(store, found.secret, clock()).invitations == (small_project.invitation_id,)
    clock.advance(days=1)
    assert actor_for_device(store, found.secret, clock()) == ANONYMOUS
    assert links.open_invitation(nobody, token=TOKEN) is None


@pytest.mark.parametrize(
    ("table", "values", "opens"),
    [
        (schema.invitation, {"revoked_at": True}, None),
        (schema.invitation, {"deleted_at": True}, None),
        (schema.round_, {"deleted_at": True}, None),
        (schema.project, {"deleted_at": True}, None),
        (schema.round_, {"state": "closed"}, False),
        (schema.round_, {"closes_on": -1}, False),
        (schema.round_, {"closes_on": 0}, True),
    ],
)
def test_what_an_invitation_opens(
    nobody: Context, store: Store, clock: Clock, small_project: SmallProject, table, values, opens
) -> None:
    at = clock()
    real = {
        field: at if value is True else at.date() + timedelta(days=value) if isinstance(value, int) else value
        for field, value in values.items()
    }
    with store.writing("cli:test", at) as work:
        work.connection.execute(update(table).values(real))
    found = links.open_invitation(nobody, token=TOKEN)
    assert (found and found.is_open) == opens
    assert not found or bool(found.secret) == found.is_open


def test_a_person_on_a_device_is_both(
    store: Store, nobody: Context, small_project: SmallProject, aino: str
) -> None:
    found = links.open_invitation(nobody, token=TOKEN)
    done = sign_in(nobody, login="aino.aalto@kunta.fi", password=GOOD, address=HERE)
    assert found is not None
    assert done is not None
    device = actor_for_device(store, found.secret, nobody.clock())
    both = also_on_device(actor_for_session(store, done.token, nobody.clock()), device)
    assert (both.account_id, both.who, both.invitations) == (
        aino,
        f"account:{aino}",
        (small_project.invitation_id,),
    )
    assert also_on_device(ANONYMOUS, device) == device


def test_misses_are_slowed_down_after_a_few(nobody: Context, clock: Clock) -> None:
    waits = [links.count_miss(nobody, address=HERE) for _ in range(12)]
    assert waits == [0, 0, 0, 0, 0, 0.5, 1.0, 2.0, 4.0, 4.0, 4.0, 4.0]
    assert links.count_miss(nobody, address="192.0.2.2") == 0
    clock.now += links.MISSES_COUNTED
    assert links.count_miss(nobody, address=HERE) == 0


def test_the_organisations_sign_in_finds_an_account_and_binds_it(
    store: Store, nobody: Context, aino: str
) -> None:
    claims = {"is_logged_in": True, "iss": "https://id.example", "sub": "123", "email": "Aino.Aalto@kunta.fi"}
    at = nobody.clock()
    assert actor_for_claims(store, {**claims, "email_verified": False}, at) == ANONYMOUS
    assert actor_for_claims(store, {**claims, "is_logged_in": False}, at) == ANONYMOUS
    assert actor_for_claims(store, {**claims, "email": "muu@kunta.fi"}, at) == ANONYMOUS
    assert actor_for_claims(store, {"email": "aino.aalto@kunta.fi"}, at) == ANONYMOUS
    assert actor_for_claims(store, claims, at).account_id == aino
    assert actor_for_claims(store, {**claims, "email": "uusi.nimi@kunta.fi"}, at).account_id == aino
    other = {**claims, "sub": "999"}
    assert actor_for_claims(store, other, at) == ANONYMOUS, "an address is bound once"
    assert actor_for_claims(store, {**claims, "iss": "https://evil.example"}, at) == ANONYMOUS


def test_the_organisations_sign_in_respects_deactivation(store: Store, admin: Context, aino: str) -> None:
    claims = {"is_logged_in": True, "iss": "https://id.example", "sub": "123", "email": "aino.aalto@kunta.fi"}
    people.deactivate(admin, account_id=aino)
    assert actor_for_claims(store, claims, admin.clock()) == ANONYMOUS
    people.reactivate(admin, account_id=aino)
    assert actor_for_claims(store, claims, admin.clock()).account_id == aino
    people.deactivate(admin, account_id=aino)
    assert actor_for_claims(store, claims, admin.clock()) == ANONYMOUS


def test_old_attempts_sessions_links_and_devices_go(
    store: Store, nobody: Context, aino: str, clock: Clock
) -> None:
    attempt(nobody, "väärä salasana")
    attempt(nobody, GOOD)
    links.open_invitation(nobody, token=TOKEN)
    tables = (schema.attempt, schema.login_session, schema.one_time_link, schema.device_grant)

    def counts() -> list[int]:
        with store.reading("cli:test", clock()) as work:
            return [len(work.connection.execute(select(table)).all()) for table in tables]

    assert min(counts()[1:]) > 0
    with store.writing("cli:test", clock()) as work:
        store_people.forget_old(work, clock())
    assert min(counts()[1:]) > 0
    with store.writing("cli:test", clock()) as work:
        store_people.forget_old(work, clock.advance(days=365))
    assert counts() == [0, 0, 0, 0]
