"""What a network lacks, what breaks when somebody leaves, and how it differs from another."""

from mallipaja.network.comparison import (
    LackingTie,
    PairChange,
    PilotFigures,
    changes,
    figures,
    missing_here,
    sector_rows,
)
from mallipaja.network.needed import Need, NeededTie, SectorTie, needed_ties, sector_tie
from mallipaja.network.network import Network, Node, Tie
from mallipaja.network.removal import Removal, without_each_actor, without_each_organisation
from mallipaja.survey.given import NOT_ANSWERED, Known

SECTORS = {"a": "health", "b": "social", "c": "employment", "d": "kela", "e": "health"}


def net(arcs, nodes, silent="", pilot="p", organisations=None, frequency=None):
    """``arcs`` like "ab ba": a names b, b names a; ``frequency`` of every tie."""
    given = NOT_ANSWERED if frequency is None else Known(frequency)
    owner = organisations or {}
    return Network(
        pilot,
        tuple(
            Node(
                n, n.upper(), SECTORS.get(n, "third"), owner.get(n, n), owner.get(n, n), n not in silent, 1, 1
            )
            for n in sorted(nodes)
        ),
        tuple(Tie(a, b, given, *(NOT_ANSWERED,) * 4) for a, b in sorted(arcs.split())),
    )


def test_ties_the_phases_need():
    network = net("ab ba ac ad", "abcd", silent="c")
    needs = [
        Need("recognition", ("health", "social", "employment")),
        Need("plan", ("social", "health", "third")),
    ]
    assert needed_ties(network, needs) == (
        NeededTie(SectorTie(("health", "third"), "no_actor", (), ()), ("plan",)),
        NeededTie(SectorTie(("social", "third"), "no_actor", (), ()), ("plan",)),
        NeededTie(SectorTie(("employment", "social"), "not_known", (), ("c",)), ("recognition",)),
        NeededTie(SectorTie(("employment", "health"), "reported", (("c", "a"),), ("c",)), ("recognition",)),
        NeededTie(SectorTie(("health", "social"), "confirmed", (("a", "b"),), ()), ("recognition", "plan")),
    )
    assert sector_tie(network, "kela", "social") == SectorTie(("kela", "social"), "missing", (), ())
    assert needed_ties(network, [Need("alone", ("health",))]) == ()


def test_missing_ties_that_more_phases_need_come_first():
    needs = [Need("x", ("health", "kela")), Need("y", ("health", "social")), Need("z", ("health", "social"))]
    found = needed_ties(net("", "abd"), needs)
    assert [(one.tie.sectors, one.tie.state, one.phases) for one in found] == [
        (("health", "social"), "missing", ("y", "z")),
        (("health", "kela"), "missing", ("x",)),
    ]
    assert [one.tie.state for one in needed_ties(net("", ""), needs)] == ["no_actor"] * 2


# a - b - c - d, and b - e: without b, a and e are cut off
CHAIN = net("ab bc cd be", "abcdef", organisations={"a": "county", "b": "county", "e": "county"})


def test_what_breaks_without_each_actor():
    found = {one.key: one for one in without_each_actor(CHAIN)}
    assert list(found) == ["b", "c", "a", "d", "e", "f"]
    assert found["b"] == Removal(
        "b", "B", ("b",), ties_lost=3, of=4, cut_off=("a", "e"), alone=("a", "e"), parts=4, sectors_apart=()
    )
    assert found["c"].cut_off == ("d",)
    assert found["f"] == Removal("f", "F", ("f",), 0, 4, (), (), 1, ())


def test_an_organisation_may_hold_together_what_none_of_its_actors_does():
    square = net("ab bc cd da", "abcd", organisations={"a": "county", "c": "county"})
    assert {one.cut_off for one in without_each_actor(square)} == {()}
    county = without_each_organisation(square)[0]
    assert (county.key, county.actors, county.cut_off, county.alone) == ("county", ("a", "c"), ("d",), ("d",))
    assert (county.ties_lost, county.of, county.parts) == (4, 4, 2)


def test_sectors_that_only_one_actor_ties():
    two = net("ab be", "abe")
    lost = {one.key: one.sectors_apart for one in without_each_actor(two)}
    assert lost == {"a": (), "b": (), "e": ()}  # without b no social actor is there to be apart from
    pair = net("ab ec", "abce")
    lost = {one.key: one.sectors_apart for one in without_each_actor(pair)}
    assert (lost["a"], lost["e"]) == ((("health", "social"),), (("employment", "health"),))


def test_removal_from_what_both_sides_name():
    network = net("ab ba bc", "abc")
    assert [one.ties_lost for one in without_each_actor(network, "confirmed")] == [1, 1, 0]
    assert without_each_actor(net("", "")) == ()
    assert without_each_organisation(net("", "a")) == (Removal("a", "a", ("a",), 0, 0, (), (), 0, ()),)


def change(pair, before, after, there=None, here=None):
    return PairChange(*pair, before, after, there, here)


def test_changes_since_an_earlier_round():
    before = net("ab ba ac cd da", "abcde", silent="e", frequency=3)
    after = net("ab cd dc ae ce fa", "abcdef", silent="b", frequency=4)
    found = changes(before, after)
    assert (found.joined, found.left) == (("f",), ())
    assert (found.answered, found.silent) == (("e",), ("b",))
    assert found.gained == ()
    assert found.lost == (change("ac", "one_sided", "none", 3), change("ad", "one_sided", "none", 3))
    assert found.confirmed == (change("cd", "one_sided", "confirmed", 3, 4),)
    assert found.no_longer_confirmed == ()  # b has not answered now, so a-b is unconfirmed, not denied
    assert found.more_often == (change("ab", "confirmed", "unconfirmed", 3, 4), found.confirmed[0])
    assert (found.less_often, found.not_comparable, found.compared) == ((), 2, 4)
    back = changes(after, before)
    assert [(one.first, one.second) for one in back.gained] == [("a", "c"), ("a", "d")]
    assert [(one.first, one.second) for one in back.no_longer_confirmed] == [("c", "d")]
    assert (back.joined, back.left) == ((), ("f",))


def test_a_network_does_not_differ_from_itself():
    network = net("ab ba ac", "abcd", silent="d", frequency=2)
    found = changes(network, network)
    assert (found.joined, found.left, found.gained, found.lost, found.confirmed, found.more_often) == (
        (),
    ) * 6
    assert found.compared == 3  # pairs of a, b, c; d's ties nobody knows


def test_pilots_beside_each_other():
    one, other = net("ab ba ac ca", "abc", pilot="one"), net("ab", "abd", silent="d", pilot="other")
    assert figures(one) == PilotFigures("one", 3, 3, 4, 4 / 6, 1.0, 1.0, 1.0)
    assert figures(other) == PilotFigures("other", 3, 2, 1, 0.25, 0.0, 0.0, 0.5)
    assert figures(net("", "", pilot="none")) == PilotFigures("none", 0, 0, 0, None, None, None, None)
    rows = {row.sectors: [tie.state for tie in row.ties] for row in sector_rows([one, other])}
    assert rows == {
        ("employment", "health"): ["confirmed", "no_actor"],
        ("employment", "social"): ["missing", "no_actor"],
        ("health", "kela"): ["no_actor", "not_known"],
        ("health", "social"): ["confirmed", "reported"],
        ("kela", "social"): ["no_actor", "not_known"],
    }


def test_ties_others_have_and_this_pilot_has_not():
    networks = [
        net("ab ba", "abc", pilot="p1"),
        net("ab ba bc cb", "abc", pilot="p2"),
        net("", "abc", pilot="p3"),
        net("", "abc", silent="c", pilot="p4"),
    ]
    assert missing_here(networks) == (
        LackingTie("p3", "a", "b", ("p1", "p2")),
        LackingTie("p4", "a", "b", ("p1", "p2")),
        LackingTie("p1", "b", "c", ("p2",)),
        LackingTie("p3", "b", "c", ("p2",)),
    )
