"""People on lists, one link for each, and links that many share."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from mallipaja.actions import answering, invitations, links, recipients, shared_links, surveys
from mallipaja.actions.access import ANONYMOUS, Context
from mallipaja.actions.people_list import Asks, ListedPlace, read_people
from mallipaja.actions.round_view import RoundView
from mallipaja.actions.sign_in import actor_for_device
from mallipaja.errors import ActionError, ProblemsError
from mallipaja.store import schema
from mallipaja.store.engine import Store
from tests.small_project import START, Clock, SmallProject

ContextFor = Callable[[str], Context]
LIST = """Organisaatio;Yksikkö;Nimi;Sähköposti;Pilotti;Kieli
Hyvinvointialue;Kuntoutus;Maija Mallikas;maija@esimerkki.fi;Keuruu;fi
Työllisyysalue;;Otto Oletus;otto@esimerkki.fi;;ruotsi
"""


def opened(context: Context, project: SmallProject, *templates: str, **values: object) -> str:
    return surveys.open_round(
        context, project_id=project.project_id, title="Kierros",
        templates=templates or ("capacity_basic", "practices_own"),
        **{"pilot_ids": (project.keuruu, project.laukaa), **values},
    )  # fmt: skip


def view(context: Context, project: SmallProject, round_id: str) -> RoundView:
    found = surveys.list_rounds(context, project_id=project.project_id)
    return next(one for one in found if one.round.id == round_id)


def device(context: Context, token: str, secret: str | None = None) -> Context | None:
    """The context of a device that has opened the link; ``None`` when the link does not work."""
    nobody = replace(context, actor=ANONYMOUS)
    found = links.open_invitation(nobody, token=token, device=secret)
    if found is None or not found.is_open:
        return None
    return replace(context, actor=actor_for_device(context.store, found.secret, context.clock()))


# --- lists ----------------------------------------------------------------------------------------------

PLACES = [
    ListedPlace("u1", "Kuntoutus", "Hyvinvointialue", {"Keuruu": "k", "Laukaa": "l"}),
    ListedPlace("u2", "Sosiaalityö", "Hyvinvointialue", {"Keuruu": "k"}),
    ListedPlace("u3", "Palvelut", "Työllisyysalue", {"Keuruu": "k"}),
]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", [(0, "PEOPLE_001")]),
        ("\n \n;;;\n", [(0, "PEOPLE_001")]),
        ("Hyvinvointialue;;Aino\nTyöllisyysalue;;Otto", [(1, "PEOPLE_003")]),
        ("Kela;;Aino\nHyvinvointialue;Olematon;Aino", [(1, "PEOPLE_004"), (2, "PEOPLE_004")]),
        ("Työllisyysalue;;Aino;aino(at)kunta.fi", [(1, "PEOPLE_005")]),
        ("Työllisyysalue;;Aino;a@b.fi, c@d.fi", [(1, "PEOPLE_005")]),
        ("Hyvinvointialue;Kuntoutus;Aino", [(1, "PEOPLE_006")]),
        ("Hyvinvointialue;Kuntoutus;Aino;;Pori", [(1, "PEOPLE_004")]),
        ("Työllisyysalue;;Aino;;;saame", [(1, "PEOPLE_007")]),
        ("Työllisyysalue;;Aino;a@b.fi\n\nTyöllisyysalue;;Aino;A@B.fi", [(3, "PEOPLE_008")]),
        (f"Työllisyysalue;;{'x' * 121}", [(1, "PEOPLE_010")]),
        ("Kela;;x;@;;xx", [(1, "PEOPLE_005"), (1, "PEOPLE_007"), (1, "PEOPLE_004")]),
        ("Työllisyysalue;;Aino\n" * 2001, [(0, "PEOPLE_002")]),
    ],
)
def test_every_problem_of_every_line_is_told(text: str, problems: list[tuple[int, str]]) -> None:
    with pytest.raises(ProblemsError) as error:
        read_people(text, places=PLACES, asks=Asks(units=True, persons=True), taken={})
    assert [(one.line, one.code) for one in error.value.problems] == problems


def test_the_units_to_choose_from_are_told_apart() -> None:
    places = [
        *PLACES,
        ListedPlace("u4", "Kela, etelä", "Kela", {}),
        ListedPlace("u5", "Kela, itä", "Kela", {}),
    ]
    with pytest.raises(ProblemsError) as error:
        read_people("Kela;;Aino", places=places, asks=Asks(units=True, persons=False), taken={})
    assert "Kela, etelä; Kela, itä" in " ".join(str(one) for one in error.value.problems)


@pytest.mark.parametrize(
    "text",
    [
        "Hyvinvointialue;Kuntoutus;Aino Aalto;aino@esimerkki.fi;Laukaa;sv",
        "hyvinvointialue\tKUNTOUTUS\tAino Aalto\taino@esimerkki.fi\tlaukaa\truotsi",
        "\ufeffE-mail,Namn,Pilot,Språk,Enhet\naino@esimerkki.fi,Aino Aalto,Laukaa,svenska,Kuntoutus",
        'unit,name,email,pilot,language\n"Kuntoutus","Aino  Aalto",aino@esimerkki.fi,Laukaa,Swedish\n',
    ],
)
def test_a_list_comes_from_anywhere(text: str) -> None:
    (one,) = read_people(text, places=PLACES, asks=Asks(units=True, persons=True), taken={})
    assert (one.name, one.email, one.language, one.unit_id, one.pilot_id) == (
        "Aino Aalto", "aino@esimerkki.fi", "sv", "u1", "l",
    )  # fmt: skip


def test_a_unit_has_one_who_answers() -> None:
    asks = Asks(units=True, persons=False)
    with pytest.raises(ProblemsError) as error:
        read_people(
            "Työllisyysalue;;Aino\nTyöllisyysalue;;Otto", places=PLACES, asks=asks, taken={"u2": "/x/u2"}
        )
    assert [(one.line, one.code) for one in error.value.problems] == [(2, "PEOPLE_009")]


def test_a_list_invites_each_with_one_link(context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator = context_for("facilitator")
    round_id = opened(facilitator, small_project)
    made = recipients.invite_list(facilitator, round_id=round_id, text=LIST)
    assert [(one.name, one.organisation, one.email, one.language, bool(one.token)) for one in made] == [
        ("Maija Mallikas", "Hyvinvointialue", "maija@esimerkki.fi", "fi", True),
        ("Otto Oletus", "Työllisyysalue", "otto@esimerkki.fi", "sv", True),
    ]
    seen = view(facilitator, small_project, round_id).invited
    assert sorted((one.person, one.kind, one.state) for one in seen) == [
        ("Maija Mallikas", "personal", "not_started"),
        ("Maija Mallikas", "unit", "not_started"),
        ("Otto Oletus", "personal", "not_started"),
        ("Otto Oletus", "unit", "not_started"),
    ]
    mine = device(facilitator, made[0].token)
    assert mine is not None
    forms = [
        [form.template.id for form in answering.welcome(mine, invitation_id=one).forms]
        for one in mine.actor.invitations
    ]
    assert sorted(forms) == [["capacity_basic"], ["practices_own"]]


def test_a_link_holds_what_is_asked_later_too(context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator = context_for("facilitator")
    first = opened(facilitator, small_project, "capacity_basic")
    (link,) = recipients.invite_list(
        facilitator, round_id=first, text="Työllisyysalue;;Otto;otto@esimerkki.fi"
    )
    second = opened(facilitator, small_project, "network_basic")
    (again,) = recipients.invite_list(
        facilitator, round_id=second, text="Työllisyysalue;;Otto;OTTO@esimerkki.fi"
    )
    assert (again.token, again.recipient_id) == ("", link.recipient_id)
    mine = device(facilitator, link.token)
    assert mine is not None
    assert len(mine.actor.invitations) == 2
    surveys.close_round(facilitator, round_id=first)
    surveys.close_round(facilitator, round_id=second)
    third = opened(facilitator, small_project, "workload")
    (fresh,) = recipients.invite_list(
        facilitator, round_id=third, text="Työllisyysalue;;Otto;otto@esimerkki.fi"
    )
    assert fresh.token  # nothing was open: a link to send again
    assert device(facilitator, link.token) is None


def test_a_persons_link_is_renewed_ended_and_extended(
    context_for: ContextFor, small_project: SmallProject, clock: Clock
) -> None:
    facilitator = context_for("facilitator")
    round_id = opened(facilitator, small_project, "capacity_basic")
    (link,) = recipients.invite_list(facilitator, round_id=round_id, text="Työllisyysalue;;Otto")
    on_device = device(facilitator, link.token)
    fresh = recipients.renew_person(facilitator, recipient_id=link.recipient_id)
    assert device(facilitator, link.token) is None
    assert on_device is not None
    assert device(facilitator, fresh.token) is not None
    recipients.revoke_person(facilitator, recipient_id=link.recipient_id)
    assert device(facilitator, fresh.token) is None
    assert [one.state for one in view(facilitator, small_project, round_id).invited] == ["revoked"]
    last = recipients.renew_person(facilitator, recipient_id=link.recipient_id)
    (one,) = view(facilitator, small_project, round_id).invited
    recipients.extend_invitation(facilitator, invitation_id=one.invitation_id, until=date(2026, 11, 23))
    assert device(facilitator, last.token) is not None
    clock.advance(days=2)
    assert device(facilitator, last.token) is None
    with pytest.raises(ActionError) as error:
        recipients.extend_invitation(facilitator, invitation_id=one.invitation_id, until=date(2026, 11, 23))
    assert error.value.code == "DAY_PAST"
    recipients.extend_invitation(facilitator, invitation_id=one.invitation_id, until=None)
    assert device(facilitator, last.token) is not None


def test_a_unit_invited_before_is_handed_over_with_its_answers(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator = context_for("facilitator")
    round_id = opened(facilitator, small_project, "capacity_basic")
    unit = (small_project.employment_unit,)
    (before,) = invitations.invite_units(facilitator, round_id=round_id, unit_ids=unit)
    (link,) = recipients.invite_list(facilitator, round_id=round_id, text="Työllisyysalue;;Otto")
    assert device(facilitator, before.token) is None
    mine = device(facilitator, link.token)
    assert mine is not None
    assert mine.actor.invitations == (before.invitation_id,)
    with pytest.raises(ActionError) as error:
        invitations.renew_link(facilitator, invitation_id=before.invitation_id)
    assert error.value.code == "PERSONS_LINK"
    (back,) = invitations.invite_units(facilitator, round_id=round_id, unit_ids=unit)
    assert device(facilitator, link.token) is None
    assert device(facilitator, back.token) is not None


def test_only_the_audience_is_asked(context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator = context_for("facilitator")
    round_id = opened(facilitator, small_project, "capacity_basic", audience=("health",))
    with pytest.raises(ProblemsError) as error:
        recipients.invite_list(facilitator, round_id=round_id, text="Työllisyysalue;;Otto")
    assert [one.code for one in error.value.problems] == ["PEOPLE_004"]
    with pytest.raises(ActionError) as refused:
        opened(facilitator, small_project, "capacity_basic", audience=("kela",))
    assert refused.value.code == "ROUND_NOBODY"


# --- shared links ---------------------------------------------------------------------------------------


def shared(
    context: Context, project: SmallProject, quota: int = 2, **values: object
) -> tuple[str, invitations.Link]:
    round_id = opened(context, project, "practices_own", **values)
    link = shared_links.share_link(context, round_id=round_id, pilot_id=project.keuruu, quota=quota)
    return round_id, link


def test_a_shared_link_gives_each_a_place_and_a_link_of_their_own(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator, nobody = context_for("facilitator"), context_for("anonymous")
    round_id, link = shared(facilitator, small_project)
    first = shared_links.take_place(nobody, token=link.token)
    second = shared_links.take_place(nobody, token=link.token)
    assert first is not None
    assert second is not None
    assert first.invitation_id != second.invitation_id
    door = shared_links.shared_door(nobody, token=link.token)
    assert door is not None
    assert door.full
    assert shared_links.take_place(nobody, token=link.token) is None
    again = shared_links.take_place(nobody, token=link.token, device=first.secret)
    assert again is not None
    assert (again.invitation_id, again.token) == (first.invitation_id, "")  # one press more, one person still
    elsewhere = device(facilitator, first.token)
    assert elsewhere is not None
    assert elsewhere.actor.invitations == (first.invitation_id,)
    (seen,) = shared_links.list_shared(facilitator, round_id=round_id)
    assert (seen.taken, seen.works, seen.pilot) == (2, False, "Keuruu")


def test_many_at_the_door_take_no_more_places_than_there_are(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator, nobody = context_for("facilitator"), context_for("anonymous")
    _, link = shared(facilitator, small_project, quota=3)
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: shared_links.take_place(nobody, token=link.token), range(8)))
    assert len([one for one in taken if one]) == 3


def test_a_shared_link_is_changed_renewed_and_ended(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator, nobody = context_for("facilitator"), context_for("anonymous")
    round_id, link = shared(facilitator, small_project, quota=1)
    taken = shared_links.take_place(nobody, token=link.token)
    assert taken is not None
    change = {"shared_link_id": link.invitation_id, "until": None, "revision": None}
    with pytest.raises(ActionError) as error:
        shared_links.change_shared(facilitator, quota=0, **change)
    assert error.value.code == "QUOTA"
    shared_links.change_shared(facilitator, quota=2, **change)
    fresh = shared_links.renew_shared(facilitator, shared_link_id=link.invitation_id)
    assert shared_links.shared_door(nobody, token=link.token) is None
    assert shared_links.take_place(nobody, token=fresh.token) is not None
    shared_links.revoke_shared(facilitator, shared_link_id=link.invitation_id)
    assert shared_links.shared_door(nobody, token=fresh.token) is None
    assert device(facilitator, taken.token) is not None  # who has a place goes on
    with pytest.raises(ActionError) as error:
        shared_links.change_shared(facilitator, quota=1, **change)
    assert error.value.code == "QUOTA_TAKEN"
    surveys.remove_round(facilitator, round_id=round_id)
    assert shared_links.take_place(nobody, token=fresh.token) is None


def test_a_round_of_common_forms_has_nothing_to_share(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator = context_for("facilitator")
    round_id = opened(facilitator, small_project, "capacity_basic", "practices_joint")
    with pytest.raises(ActionError) as error:
        shared_links.share_link(facilitator, round_id=round_id, pilot_id=small_project.keuruu, quota=5)
    assert error.value.code == "NOT_PERSONAL"


def test_no_token_is_stored(store: Store, context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator, nobody = context_for("facilitator"), context_for("anonymous")
    round_id = opened(facilitator, small_project)
    tokens = [one.token for one in recipients.invite_list(facilitator, round_id=round_id, text=LIST)]
    for anonymity in ("named", "anonymous"):
        _, link = shared(facilitator, small_project, anonymity=anonymity)
        taken = shared_links.take_place(nobody, token=link.token)
        assert taken is not None
        tokens += [link.token, taken.token, taken.secret]
    with store.reading("test", START) as work:
        for table in schema.metadata.sorted_tables:
            for row in work.connection.execute(select(table)):
                assert not any(token in str(tuple(row)) for token in tokens), table.name
