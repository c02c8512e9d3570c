"""Posts by hand over answers, settings, alternatives, repairs and loans: the real actions on the example project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from mallipaja.actions.access import Context, Right, cli_actor, entered
from mallipaja.actions.drafting import redrafting
from mallipaja.actions.posts import (
    PostValues,
    add_competence,
    change_prices,
    change_settings,
    forget_corrections,
    list_competences,
    paste_posts,
    remove_post,
    save_post,
    set_levels,
    set_travel,
)
from mallipaja.actions.projects import list_pilots
from mallipaja.actions.solving import ChangedMeanwhileError, Solving
from mallipaja.actions.team_ways import (
    agree_on_loans,
    apply_repair,
    region_places,
    show_alternatives,
    show_ways,
    take_back_loan,
    use_alternative,
)
from mallipaja.actions.teams import decide_seat, draft_team, view_team
from mallipaja.catalogue.load import Catalogue
from mallipaja.errors import ActionError, ProblemsError
from mallipaja.i18n import Words
from mallipaja.store.engine import Store
from mallipaja.survey.given import Known
from mallipaja.team.draft import Draft
from mallipaja.team.means import HIRE_HOURS, Action
from mallipaja.team.region import region
from mallipaja.ui.team import repair, used, words
from mallipaja.ui.team.alternatives import titles
from tests.databases import Databases
from tests.small_project import Clock


@pytest.fixture(scope="module")
def asked(databases: Databases, example_url: str, catalogue: Catalogue) -> Iterator[Context]:
    """The example project; each test uses a pilot of its own or leaves things as they were."""
    url = databases.copied(example_url)
    store = Store(url)
    yield Context(store, cli_actor("test"), catalogue, Clock())
    store.close()
    databases.drop(url)


@pytest.fixture(scope="module")
def project(asked: Context) -> str:
    from mallipaja.actions.projects import list_projects

    return list_projects(asked)[0].id


def pilot(asked: Context, project: str, key: str) -> str:
    return next(one.id for one in list_pilots(asked, project_id=project) if one.key == key)


def test_the_two_nurses_of_sampoharju_are_what_the_app_itself_proposes(asked: Context, project: str) -> None:
    """The source says that resources were reviewed and two nurse positions added. The example comes to it as a repair:
    its posts are those the app found, and without them it finds them again."""
    sampoharju = pilot(asked, project, "jyvaskyla_sampoharju")
    agreed = view_team(asked, pilot_id=sampoharju)
    hired = [row for row in agreed.base.rows if row.source == "repair"]
    assert [(row.profession, row.hours_per_month) for row in hired] == [("nurse", HIRE_HOURS)] * 2
    assert agreed.row is not None
    assert (agreed.row.state, agreed.earlier, agreed.stale) == ("agreed", 1, False)
    assert {seat.post for seat in agreed.seats if seat.role == "roles.health_care"} == {
        row.key for row in hired
    }
    for row in hired:
        remove_post(asked, pilot_id=sampoharju, key=row.key)
    draft_team(asked, pilot_id=sampoharju)
    before = view_team(asked, pilot_id=sampoharju)
    assert before.draft is not None
    assert ("heads", 2) in {
        (gap.kind, gap.missing) for gap in before.draft.gaps if gap.about == "roles.health_care"
    }
    cheapest = show_ways(asked, pilot_id=sampoharju).repairs[0]
    found = [(one.about, one.number) for one in cheapest.actions if one.means == "hire"]
    assert found == [("nurse", 1), ("nurse", 2)]
    apply_repair(asked, pilot_id=sampoharju, actions=[one for one in cheapest.actions if one.means == "hire"])
    draft_team(asked, pilot_id=sampoharju)
    after = view_team(asked, pilot_id=sampoharju).draft
    assert after is not None
    assert [gap.about for gap in after.gaps] == ["roles.social_services"]


def test_a_correction_stands_over_the_answer_and_can_be_forgotten(asked: Context, project: str) -> None:
    keuruu = pilot(asked, project, "keuruu")
    draft_team(asked, pilot_id=keuruu)
    before = view_team(asked, pilot_id=keuruu)
    one = before.posts[0]
    save_post(asked, pilot_id=keuruu, key=one.id, values=PostValues(hours_per_month=31.5, convenes=True))
    after = view_team(asked, pilot_id=keuruu)
    changed = next(post for post in after.posts if post.id == one.id)
    assert (changed.hours, changed.may_convene) == (31.5, True)
    assert (changed.profession, changed.unit_name) == (one.profession, one.unit_name)
    assert (after.stale, after.seats) == (True, before.seats)
    forget_corrections(asked, pilot_id=keuruu, key=one.id)
    assert view_team(asked, pilot_id=keuruu).posts == before.posts
    assert not view_team(asked, pilot_id=keuruu).stale


def test_a_removed_post_leaves_the_draft_as_it_is_and_marks_it(asked: Context, project: str) -> None:
    keuruu = pilot(asked, project, "keuruu")
    draft_team(asked, pilot_id=keuruu)
    before = view_team(asked, pilot_id=keuruu)
    used = next(seat for seat in before.seats if seat.post)
    assert used.post
    remove_post(asked, pilot_id=keuruu, key=used.post, why="Toimi lakkautettiin")
    after = view_team(asked, pilot_id=keuruu)
    assert (after.stale, [seat.id for seat in after.gone]) == (True, [used.id])
    assert after.seats == before.seats
    forget_corrections(asked, pilot_id=keuruu, key=used.post)
    assert not view_team(asked, pilot_id=keuruu).stale


def test_posts_from_a_table_say_what_they_say_and_nothing_more(asked: Context, project: str) -> None:
    laukaa = pilot(asked, project, "laukaa")
    pasted = (
        "Nimi\tSektori\tAmmatti\tTunnit\tEtänä\tKutsuu\n"
        "Terveysaseman vastaanotto\tTerveydenhuolto\tSairaanhoitaja\t8,5\tei\tkyllä\n"
        "Ohjaamo\tMuu\t\t\t\t\n"
    )
    assert paste_posts(asked, pilot_id=laukaa, text=pasted) == 2
    found = {post.unit_name: post for post in view_team(asked, pilot_id=laukaa).posts}
    nurse, guide = found["Terveysaseman vastaanotto"], found["Ohjaamo"]
    assert (nurse.hours_per_month, nurse.profession) == (Known(8.5), Known("nurse"))
    assert (nurse.remote, nurse.may_convene) == (Known(False), True)
    assert not isinstance(guide.hours_per_month, Known)
    assert not isinstance(guide.profession, Known)
    pasted = (  # any columns of the page's own table, in any order and language
        "Toimi\tHours a month\tSektori\tOrganisaatio\tValtuus\tRahoitus päättyy\tFör flera piloter\tMistä tieto\n"
        "Järjestön ohjaaja\t4\tMuu\tYhdistys\tkyllä\t31.12.2026\tei\tyksikön vastaus\n"
        "Toinen\tei kysytty tai kerrottu\tMuu\t\t\t\t\t\n"
    )
    assert paste_posts(asked, pilot_id=laukaa, text=pasted) == 2
    found = {post.unit_name: post for post in view_team(asked, pilot_id=laukaa).posts}
    lent, other = found["Järjestön ohjaaja"], found["Toinen"]
    assert (lent.organisation_name, lent.hours_per_month, lent.mandate) == (
        "Yhdistys",
        Known(4.0),
        Known("mine"),
    )
    assert (lent.funded_until, lent.several_pilots) == (Known(date(2026, 12, 31)), Known(False))
    assert not isinstance(other.hours_per_month, Known)
    odd = "Toimi\tSektori\tRahoitus päättyy\tTunteja\tA\tB\tC\nX\tMuu\tensi vuonna"
    with pytest.raises(ProblemsError) as error:
        paste_posts(asked, pilot_id=laukaa, text=odd)
    assert {one.code for one in error.value.problems} == {"POSTS_004"}
    with pytest.raises(ProblemsError) as error:
        paste_posts(asked, pilot_id=laukaa, text="Toimi\tSektori\tRahoitus päättyy\nX\tMuu\tensi vuonna")
    assert [one.code for one in error.value.problems] == ["POSTS_007"]
    with pytest.raises(ProblemsError) as error:
        paste_posts(asked, pilot_id=laukaa, text="Ohjaamo; Muu\nX; Taivas; ; monta\nYksi")
    assert [one.code for one in error.value.problems] == ["POSTS_006", "POSTS_005", "POSTS_004", "POSTS_002"]


def test_what_cannot_be_is_refused(asked: Context, project: str) -> None:
    keuruu = pilot(asked, project, "keuruu")
    for values in (
        PostValues(name="Toimi"),
        PostValues(sector="health"),
        PostValues(name="Toimi", sector="taivas"),
        PostValues(name="Toimi", sector="health", hours_per_month=-1.0),
        PostValues(name="Toimi", sector="health", hours_per_month=float("nan")),
        PostValues(name="Toimi", sector="health", profession="kokki"),
    ):
        with pytest.raises(ActionError):
            save_post(asked, pilot_id=keuruu, key="", values=values)
    with pytest.raises(ActionError):
        change_settings(asked, pilot_id=keuruu, demand="huge")
    with pytest.raises(ActionError):
        change_settings(asked, pilot_id=keuruu, demand="base", team_cap=0)
    with pytest.raises(ActionError):
        change_prices(asked, pilot_id=keuruu, prices={"hired": 1.0})
    with pytest.raises(ActionError):
        set_travel(asked, project_id=project, from_pilot_id=keuruu, to_pilot_id=keuruu, minutes=10)


def test_demand_and_competences_change_what_is_needed(asked: Context, project: str) -> None:
    hankasalmi = pilot(asked, project, "hankasalmi")
    base = {role.id: role.hours_per_month for role in view_team(asked, pilot_id=hankasalmi).roles}
    change_settings(asked, pilot_id=hankasalmi, demand="high")
    high = {role.id: role.hours_per_month for role in view_team(asked, pilot_id=hankasalmi).roles}
    assert (base["roles.kela"], high["roles.kela"]) == (6.0, 7.5)
    change_settings(asked, pilot_id=hankasalmi, demand="base")
    key = add_competence(asked, project_id=project, name="Kuntoutuksen tuntemus", holders=1, level=2)
    professions = {
        post.profession.value
        for post in view_team(asked, pilot_id=hankasalmi).posts
        if isinstance(post.profession, Known)
    }
    draft_team(asked, pilot_id=hankasalmi)
    lacking = view_team(asked, pilot_id=hankasalmi).draft
    assert lacking is not None
    assert [gap.about for gap in lacking.gaps if gap.kind == "competence"] == [key]
    set_levels(asked, competence_id=key, levels=dict.fromkeys(professions, 2))
    assert list_competences(asked, project_id=project)[0].levels == dict.fromkeys(sorted(professions), 2)
    draft_team(asked, pilot_id=hankasalmi)
    known = view_team(asked, pilot_id=hankasalmi).draft
    assert known is not None
    assert [gap for gap in known.gaps if gap.kind == "competence"] == []
    set_levels(asked, competence_id=key, levels={})


def test_a_decision_is_kept_when_another_is_made(asked: Context, project: str) -> None:
    hankasalmi = pilot(asked, project, "hankasalmi")
    draft_team(asked, pilot_id=hankasalmi)
    view = view_team(asked, pilot_id=hankasalmi)
    pairs = view.base.case.pairs()
    pinned, vetoed = pairs[0], pairs[3]
    for pair, decision in ((pinned, "pin"), (vetoed, "veto")):
        row = view_team(asked, pilot_id=hankasalmi).row
        assert row is not None
        decide_seat(asked, draft_id=row.id, post=pair[0], role=pair[1], decision=decision)
    after = view_team(asked, pilot_id=hankasalmi)
    assert after.row is not None
    assert ([tuple(one) for one in after.row.pins], [tuple(one) for one in after.row.vetoes]) == (
        [pinned],
        [vetoed],
    )
    assert pinned in {(seat.post, seat.role) for seat in after.seats}
    assert vetoed not in {(seat.post, seat.role) for seat in after.seats}


def test_decisions_of_two_who_look_at_the_same_draft_are_both_kept(asked: Context, project: str) -> None:
    hankasalmi = pilot(asked, project, "hankasalmi")
    shown = draft_team(asked, pilot_id=hankasalmi)
    one, other = view_team(asked, pilot_id=hankasalmi).base.case.pairs()[1:3]
    decide_seat(asked, draft_id=shown, post=one[0], role=one[1], decision="veto")
    decide_seat(asked, draft_id=shown, post=other[0], role=other[1], decision="veto")
    row = view_team(asked, pilot_id=hankasalmi).row
    assert row is not None
    assert {one, other} <= {tuple(pair) for pair in row.vetoes}


def test_what_changes_while_a_draft_is_solved_is_never_lost(asked: Context, project: str) -> None:
    laukaa = pilot(asked, project, "laukaa")
    draft_team(asked, pilot_id=laukaa)
    key = view_team(asked, pilot_id=laukaa).posts[0].id

    def found() -> Solving[Draft, str]:
        with entered(asked, Right.EDIT_PILOT, "pilot_id", {"pilot_id": laukaa}, writes=False) as job:
            return redrafting(job, laukaa)

    def write(prepared: Solving[Draft, str], draft: Draft) -> str:
        with entered(asked, Right.EDIT_PILOT, "pilot_id", {"pilot_id": laukaa}, writes=True) as job:
            return prepared.write(job, draft)

    prepared = found()
    remove_post(asked, pilot_id=laukaa, key=key)
    write(prepared, prepared.solve())
    after = view_team(asked, pilot_id=laukaa)
    assert after.stale
    assert key not in {post.id for post in after.posts}
    prepared = found()
    draft_team(asked, pilot_id=laukaa)
    with pytest.raises(ChangedMeanwhileError):
        write(prepared, prepared.solve())
    forget_corrections(asked, pilot_id=laukaa, key=key)


def test_nobody_sits_where_another_sector_belongs(asked: Context, project: str) -> None:
    """The roles of the generic model say whose posts may sit; nothing the page proposes breaks it."""
    for one in list_pilots(asked, project_id=project):
        draft_team(asked, pilot_id=one.id)
        view = view_team(asked, pilot_id=one.id)
        assert view.draft is not None
        roles = {role.id: role for role in view.roles}
        posts = {post.id: post for post in view.posts}
        others = [found.draft for found in show_alternatives(asked, pilot_id=one.id)]
        for draft in (view.draft, *others):
            for seat in draft.filled:
                post, role = posts[seat.post or ""], roles[seat.role]
                assert post.sector in role.sectors
                assert role.any_profession or not set(post.professions).isdisjoint(role.qualifies)
                assert not role.by_client or post.is_member
        assert roles["roles.education"].qualifies == ("study_counsellor", "special_needs_teacher")


def test_an_alternative_becomes_the_draft(asked: Context, project: str) -> None:
    sampoharju = pilot(asked, project, "jyvaskyla_sampoharju")
    draft_team(asked, pilot_id=sampoharju)
    first = view_team(asked, pilot_id=sampoharju)
    found = show_alternatives(asked, pilot_id=sampoharju)
    assert found
    called = [name.partition(": ")[2] for name in titles(Words("fi"), first, found)]
    assert len(set(called)) == len(found)  # no two are called the same
    pairs = {(seat.post or "", seat.role) for seat in found[0].draft.filled}
    use_alternative(asked, pilot_id=sampoharju, seats=pairs)
    after = view_team(asked, pilot_id=sampoharju)
    assert {(seat.post, seat.role) for seat in after.seats if seat.post} == pairs
    assert after.row is not None
    assert after.row.origin == "alternative"
    assert after.earlier == first.earlier + 1
    with pytest.raises(ActionError):
        use_alternative(asked, pilot_id=sampoharju, seats={("nobody", "roles.kela")})


def test_the_cheapest_repair_applied_closes_the_gaps(asked: Context, project: str) -> None:
    viitasaari = pilot(asked, project, "viitasaari")
    draft_team(asked, pilot_id=viitasaari)
    ways = show_ways(asked, pilot_id=viitasaari)
    assert ways.repairs
    cheapest = ways.repairs[0]
    apply_repair(asked, pilot_id=viitasaari, actions=cheapest.actions)
    assert view_team(asked, pilot_id=viitasaari).stale
    draft_team(asked, pilot_id=viitasaari)
    after = view_team(asked, pilot_id=viitasaari)
    assert after.draft is not None
    left = {(gap.kind, gap.about) for gap in after.draft.gaps}
    assert not left & {(gap.kind, gap.about) for gap in cheapest.closes}
    assert not after.stale
    change_prices(asked, pilot_id=viitasaari, prices={"hire": 100.0})
    assert show_ways(asked, pilot_id=viitasaari).prices.hire == 100.0


def test_the_example_region_shares_and_both_sides_know(asked: Context, project: str) -> None:
    keuruu, laukaa = pilot(asked, project, "keuruu"), pilot(asked, project, "laukaa")
    set_travel(asked, project_id=project, from_pilot_id=keuruu, to_pilot_id=laukaa, minutes=70)
    places, ways = region_places(asked, project_id=project)
    assert len(places) == 5
    assert ways[laukaa, keuruu] == pytest.approx(4.67)
    found = region(places, ways, seconds=120.0)
    assert found.together <= found.alone
    assert found.loans
    assert all(one.hours_per_month >= 1 for one in found.loans)
    loan = max(found.loans, key=lambda one: one.hours_per_month)
    lender = next(p for p in view_team(asked, pilot_id=loan.lender).posts if p.id == loan.post)
    agree_on_loans(asked, project_id=project, loans=[loan])
    posts = view_team(asked, pilot_id=loan.borrower).posts
    lent = next(post for post in posts if post.lent_by == loan.lender)
    left = next(p for p in view_team(asked, pilot_id=loan.lender).posts if p.id == loan.post)
    assert lent.hours == pytest.approx(loan.hours_per_month, abs=0.01)
    assert left.hours == pytest.approx(lender.hours - loan.hours_per_month, abs=0.01)
    with pytest.raises(ActionError):
        agree_on_loans(asked, project_id=project, loans=[replace(loan, hours_per_month=1000.0)])
    draft_team(asked, pilot_id=loan.borrower)
    view = view_team(asked, pilot_id=loan.borrower)
    _ = Words("fi")
    told = [one for one in used.lines(_, view) if one.startswith(words.post(view, lent.id))]
    row = next(one for one in view.base.rows if one.key == lent.id)
    kind, price = ("naapuri osallistuu etänä", 30 + 40 * lent.hours) if row.remote else (
        "jaettu naapurin kanssa", 50 + 40 * lent.hours + 40 * (lent.travel_hours_per_month or 0)
    )  # fmt: skip
    assert told, "the post that is lent sits in the team"
    for one in told:
        assert one.endswith(
            f"h/kk, {kind}. Oletettu hinta {_.number(price, 0)} €/kk, siitä ei ole sovittu kenenkään kanssa. "
            "Sitä ei ole pyydetty keneltäkään."
        )
    take_back_loan(asked, pilot_id=loan.borrower, key=lent.id)
    assert lent.id not in {post.id for post in view_team(asked, pilot_id=loan.borrower).posts}
    back = next(p for p in view_team(asked, pilot_id=loan.lender).posts if p.id == loan.post)
    assert back.hours == pytest.approx(lender.hours, abs=0.01)


def test_what_is_not_money_is_not_added_to_euros() -> None:
    _ = Words("fi")
    money, harm = Action("buy", "nurse", 4.0, 360.0), Action("accept_sector", "kela", 1.0, 3000.0)
    assert repair.cost(_, (money, harm)) == f"360 €/kk + haitta {_.number(3000)} pistettä"
    assert repair.cost(_, (harm,)) == f"haitta {_.number(3000)} pistettä"
    assert repair.cost(_, (money,)) == "360 €/kk"
