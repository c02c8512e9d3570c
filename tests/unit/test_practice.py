"""The phase × actor matrix from answers, and what is read from it."""

from mallipaja.catalogue.operating_model import Element, GenericModel, PhaseSpec
from mallipaja.catalogue.text import Text
from mallipaja.practice.by_sector import SectorCell, by_sector
from mallipaja.practice.joint import Part
from mallipaja.practice.matrix import matrix
from mallipaja.practice.phases import Phase, phases
from mallipaja.practice.questions import FIVE_QUESTIONS, answered_share, five_questions
from mallipaja.practice.views import (
    BrokenHandover,
    Gap,
    Overlap,
    UnknownHandover,
    broken_handovers,
    gaps,
    overlaps,
    unknown_handovers,
)
from mallipaja.survey.answers import FeedRecord
from mallipaja.survey.given import NOT_ANSWERED, Known, Missing
from mallipaja.survey.units import ActorInfo, UnitInfo

PILOT = ("keuruu",)
MEET = Phase("meeting", "phases.meeting", Text(fi="Tapaaminen"), 1, ("health", "kela"))
PLAN = Phase("plan", "phases.plan", Text(fi="Suunnitelma"), 2, ("social",))
PHASES = (MEET, PLAN)
ACTORS = (
    ActorInfo("clinic", "Asema", "health", "county", "H", PILOT),
    ActorInfo("kela", "Kela", "kela", "kela", "Kela", PILOT),
    ActorInfo("adult", "Aikuistyö", "social", "county", "H", PILOT),
    ActorInfo("else", "Muualla", "health", "x", "X", ("laukaa",)),
)
UNITS = (
    UnitInfo("c1", "county", "H", "health", "clinic", "1", PILOT),
    UnitInfo("c2", "county", "H", "health", "clinic", "2", PILOT),
    UnitInfo("k1", "kela", "Kela", "kela", "kela", "1", PILOT),
    UnitInfo("a1", "county", "H", "social", "adult", "1", PILOT),
)


def act(unit, phase, activity=None, to=None, agreed=None, *, to_reason=None):
    """What one unit says of one phase."""
    said = {"phase_activity": activity, "handover_to": to, "handover_agreed": agreed}
    reasons = {"handover_to": to_reason}
    return [
        FeedRecord(f"practice.{feed}", f"r_{unit}", unit, PILOT, "", phase, value, reasons.get(feed))
        for feed, value in said.items()
        if value is not None or reasons.get(feed)
    ]


def build(*said):
    return matrix([record for group in said for record in group], UNITS, ACTORS, PHASES, "keuruu")


def test_units_of_one_actor_are_joined_by_the_stated_rule():
    found = build(
        act("c1", "meeting", "sometimes", "adult", "agreed_in_writing"),
        act("c2", "meeting", "regularly", "kela", "case_by_case"),
        act("k1", "meeting", "no"),
    )
    assert [(cell.phase, cell.actor) for cell in found.cells] == [
        (phase, actor) for phase in ("meeting", "plan") for actor in ("clinic", "kela", "adult")
    ]
    clinic = found.cell("meeting", "clinic")
    assert clinic.activity == Known("regularly")
    assert clinic.handover_to == Known(("adult", "kela"))
    assert clinic.handover_agreed == Known("case_by_case")
    assert (clinic.units, clinic.units_answered, clinic.is_settled) == (2, 2, True)
    assert found.cell("meeting", "kela").activity == Known("no")
    assert not found.cell("meeting", "kela").takes_part
    assert found.cell("plan", "adult").activity == NOT_ANSWERED
    assert [cell.actor for cell in found.row("plan")] == ["clinic", "kela", "adult"]
    assert found.answered == 2


def test_a_gap_is_sure_only_when_every_unit_of_the_sector_has_answered():
    found = build(
        act("c1", "meeting", "sometimes"), act("k1", "meeting", "no"), act("a1", "plan", "regularly")
    )
    assert gaps(found) == (
        Gap("meeting", "health", "not_known", ("clinic",), ("clinic",)),
        Gap("meeting", "kela", "gap", (), ()),
    )
    sure = build(
        act("c1", "meeting", "sometimes"), act("c2", "meeting", "no"), act("k1", "meeting", "regularly")
    )
    assert gaps(sure) == (
        Gap("meeting", "health", "gap", (), ("clinic",)),
        Gap("plan", "social", "not_known", ("adult",), ()),
    )


def test_a_sector_without_an_actor_on_the_list_is_not_known_rather_than_a_gap():
    third = Phase("meeting", "phases.meeting", Text(fi="T"), 1, ("third",))
    found = matrix([], UNITS, ACTORS, (third,), "keuruu")
    assert gaps(found) == (Gap("meeting", "third", "not_known", (), ()),)


def test_do_not_know_does_not_settle_a_gap():
    unsure = FeedRecord("practice.phase_activity", "r", "k1", PILOT, "", "meeting", None, "do_not_know")
    found = matrix([unsure], UNITS, ACTORS, PHASES, "keuruu")
    assert found.cell("meeting", "kela").activity == Missing("do_not_know")
    assert gaps(found)[1] == Gap("meeting", "kela", "not_known", ("kela",), ())


def test_an_overlap_needs_two_organisations():
    same_employer = build(act("c1", "plan", "regularly"), act("a1", "plan", "regularly"))
    assert overlaps(same_employer) == ()
    two = build(
        act("c1", "plan", "regularly"), act("k1", "plan", "regularly"), act("a1", "plan", "sometimes")
    )
    assert overlaps(two) == (Overlap("plan", ("county", "kela"), ("clinic", "kela")),)


def test_a_hand_over_is_broken_when_not_agreed_when_the_receiver_is_outside_or_takes_no_part():
    found = build(
        act("c1", "meeting", "regularly", "kela", "not_agreed"),
        act("k1", "meeting", "no"),
        act("k1", "plan", "no"),
        act("a1", "meeting", "sometimes", "else", "agreed_orally"),
        act("a1", "plan", "regularly", "nobody", "not_agreed"),
    )
    assert broken_handovers(found) == (
        BrokenHandover("meeting", "clinic", "not_agreed", ("kela",)),
        BrokenHandover("meeting", "clinic", "no_part", ("kela",)),
        BrokenHandover("meeting", "adult", "outside", ("else",)),
    )
    assert unknown_handovers(found) == ()


def test_a_receiver_that_has_not_answered_is_not_called_absent():
    found = build(act("c1", "meeting", "regularly", "kela", "agreed_orally"), act("k1", "meeting", "no"))
    assert broken_handovers(found) == ()


def test_a_hand_over_nobody_described_is_not_known():
    found = build(
        act("c1", "meeting", "regularly"),
        act("k1", "meeting", "regularly", "adult"),
        act("a1", "meeting", "regularly", "other", "case_by_case"),
        act("a1", "plan", "regularly", to_reason="not_applicable"),
        act("c1", "plan", "no"),
    )
    assert unknown_handovers(found) == (
        UnknownHandover("meeting", "clinic"),
        UnknownHandover("meeting", "kela"),
    )
    assert broken_handovers(found) == ()


def joint(feed, value, reason=None, *, other=None, unit="", pilots=PILOT):
    return FeedRecord(feed, "r", unit, pilots, "", "", value, reason, other)


def test_the_five_questions_are_always_five_and_keep_what_is_not_said():
    answers = five_questions(
        (
            joint("practice.T1", ("social_worker", "varies"), other="muu"),
            joint("practice.T12", None, "do_not_know"),
            joint("practice.T13", "always"),
            joint("practice.T13b", ""),
            joint("practice.T4", ("own",), pilots=("laukaa",)),
            joint("practice.T15", "Seurataan", unit="c1"),
        ),
        "keuruu",
    )
    assert [answer.question for answer in answers] == [question for question, _ in FIVE_QUESTIONS]
    assert answers[0].parts == (
        Part("practice.T1", Known(("social_worker", "varies")), "muu"),
        Part("practice.T1b", NOT_ANSWERED, None),
    )
    assert answers[1].parts == (Part("practice.T4", NOT_ANSWERED, None),)
    assert answers[2].parts == (Part("practice.T12", Missing("do_not_know"), None),)
    assert answers[3].parts[1] == Part("practice.T13b", NOT_ANSWERED, None)
    assert [answer.is_answered for answer in answers] == [True, False, False, True, False]
    assert answered_share(answers) == 0.4
    assert answered_share(()) == 0.0


def test_phases_come_from_the_generic_model_in_their_order():
    def element(order, sectors):
        spec = PhaseSpec(
            order=order, owner="roles.kela", input=Text(fi="a"), output=Text(fi="b"), required_sectors=sectors
        )
        text = Text(fi="x")
        return Element(group="phases", level="core", label=text, text=text, rationale=text, phase=spec)

    text = Text(fi="x")
    model = GenericModel(
        format="mallipaja/operating_model/1",
        kind="generic",
        id="generic",
        version="1",
        name=text,
        summary=text,
        sources=(),
        elements={
            "phases.plan": element(2, ("social",)),
            "phases.meeting": element(1, ("health", "kela")),
            "rules.consent": Element(group="rules", level="core", label=text, text=text, rationale=text),
        },
    )
    assert [(phase.code, phase.key, phase.required_sectors) for phase in phases(model)] == [
        ("meeting", "phases.meeting", ("health", "kela")),
        ("plan", "phases.plan", ("social",)),
    ]


def test_a_sector_is_told_by_how_many_of_it_do_something():
    found = by_sector(
        build(
            act("c1", "meeting", "regularly"),
            act("c2", "meeting", "regularly", "kela", "not_agreed"),
            act("k1", "meeting", "no"),
            act("k1", "plan", "sometimes"),
        )
    )
    assert found == (
        SectorCell("meeting", "health", 1, 0, 0, 1, is_gap=False, is_broken=True),
        SectorCell("meeting", "kela", 0, 0, 0, 1, is_gap=True, is_broken=False),
        SectorCell("meeting", "social", 0, 0, 1, 1, is_gap=False, is_broken=False),
        SectorCell("plan", "health", 0, 0, 1, 1, is_gap=False, is_broken=False),
        SectorCell("plan", "kela", 0, 1, 0, 1, is_gap=False, is_broken=False),
        SectorCell("plan", "social", 0, 0, 1, 1, is_gap=False, is_broken=False),
    )
