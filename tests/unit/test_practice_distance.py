"""Today's practice beside the generic model, element by element, on the shipped model and template."""

import pytest

from mallipaja.catalogue.survey_template import ChoiceItem
from mallipaja.practice.distance import DistanceCounts, agenda, counts, distances
from mallipaja.practice.elements import NEED_A_TEAM, READINGS
from mallipaja.practice.joint import JointAnswers
from mallipaja.practice.matrix import matrix
from mallipaja.practice.phases import phases
from mallipaja.practice.readings import Choice, Described, Every, Phase, Some, Told
from mallipaja.survey.answers import FeedRecord
from mallipaja.survey.given import Known, Missing
from mallipaja.survey.units import ActorInfo, UnitInfo

PILOT = ("keuruu",)
SECTORS = {"clinic": "health", "adult": "social", "jobs": "employment", "kela": "kela"}
ACTORS = tuple(ActorInfo(actor, actor, sector, actor, actor, PILOT) for actor, sector in SECTORS.items())
UNITS = tuple(UnitInfo(f"u_{a.id}", a.id, a.id, a.sector, a.id, a.id, PILOT) for a in ACTORS)


def said(question, value, row="", reason=None, pilot=""):
    return FeedRecord(f"practice.{question}", "joint", "", PILOT, pilot, row, value, reason)


def does(actor, phase, activity):
    return FeedRecord("practice.phase_activity", f"r_{actor}", f"u_{actor}", PILOT, "", phase, activity, None)


@pytest.fixture
def found(catalogue):
    """Distances by element, of some answers."""

    def of(*records):
        listed = matrix(records, UNITS, ACTORS, phases(catalogue.generic), "keuruu")
        return {one.element: one for one in distances(catalogue.generic, records, listed, "keuruu")}

    return of


def state(found, element, *records):
    return found(*records)[element].state


@pytest.mark.parametrize(
    ("element", "records", "expected"),
    [
        ("rules.consent", [said("T6", "form")], "in_use"),
        ("rules.consent", [said("T6", "orally")], "partly"),
        ("rules.consent", [said("T6", "not_asked")], "not"),
        ("rules.consent", [said("T6", "a_code_of_its_own")], "not_known"),
        ("rules.consent", [said("T6b", "Lomakkeelle")], "not_known"),
        ("rules.consent", [said("T6", "not_asked"), said("T6", "form")], "in_use"),
        ("rules.consent", [said("T6", "form", pilot="laukaa")], "not_known"),
        ("rules.named_coordinator", [said("T2", "plan")], "in_use"),
        ("rules.named_coordinator", [said("T2", "plan"), said("T1", ("nobody_named",))], "partly"),
        ("rules.named_coordinator", [said("T2", "plan"), said("T2b", "yes_not_agreed")], "partly"),
        ("rules.named_coordinator", [said("T2", "not_named"), said("T1", ("nobody_named",))], "not"),
        ("rules.named_coordinator", [said("T1", ("nurse",))], "not_known"),
        ("rules.coordinator_choice", [said("T1", ("nurse", "varies"))], "in_use"),
        ("rules.coordinator_choice", [said("T1", ("nurse",))], "partly"),
        ("rules.coordinator_choice", [said("T1", ("nobody_named",))], "not"),
        ("roles.client_coordinator", [said("T1", ("nurse", "nobody_named"))], "partly"),
        ("rules.who_may_refer", [said("T4", ("kela", "health_care"))], "partly"),
        ("rules.who_may_refer", [said("T4", ("third_sector",))], "not"),
        (
            "rules.who_may_refer",
            [said("T4", ("kela", "health_care", "social_services", "employment_services", "other"))],
            "in_use",
        ),
        ("rules.plan_contents", [said("T14", ("goals",))], "partly"),
        ("rules.plan_contents", [said("T14", ("none_of_these",))], "not"),
        (
            "rules.plan_contents",
            [said("T14", ("goals", "schedule", "responsibilities", "follow_up_date"))],
            "in_use",
        ),
        ("rules.plan_contents", [said("T14", ())], "not_known"),
        ("rules.follow_up", [said("T15b", "yearly")], "in_use"),
        ("rules.follow_up_interval", [said("T15b", "yearly")], "not"),
        ("rules.meeting_frequency", [said("T8", "every_two_weeks"), said("T7", "own")], "in_use"),
        ("rules.meeting_frequency", [said("T8", "every_two_weeks"), said("T7", "no")], "not"),
        ("interfaces.multi_sector_service", [said("T4", ("joint_service", "kela"))], "partly"),
        ("interfaces.health_checks", [said("T16", ("health_check",)), said("T4", ("kela",))], "partly"),
        ("participation.development", [said("T18", ("feedback",))], "partly"),
        ("questions.reconciliation", [said("T12", "Tiimissä.")], "in_use"),
        ("people.induction", [said("T20", "Käsikirjalla.")], "not_known"),
        ("artefacts.handbook", [], "not_known"),
    ],
)
def test_an_answer_is_read_as_a_state(found, element, records, expected):
    assert state(found, element, *records) == expected


def members(**of):
    return [
        said("T7", "own"),
        said("T7b", tuple(of)),
        *(said("T7c", how, actor) for actor, how in of.items() if how),
    ]


def test_the_team_has_members_of_every_required_sector(found):
    key = "rules.minimum_composition"
    four = dict.fromkeys(SECTORS, "regular")
    assert state(found, key, *members(**four)) == "in_use"
    assert state(found, key, *members(**{**four, "kela": "when_needed"})) == "partly"
    assert state(found, key, *members(clinic="regular")) == "partly"
    assert state(found, key, *members(**{**four, "kela": None})) == "not_known"
    assert state(found, key, *members(somebody="regular")) == "not"
    assert state(found, "roles.kela", *members(**four)) == "in_use"
    assert state(found, "roles.third_sector", *members(**four)) == "not"
    assert state(found, key) == "not_known"


def test_a_planned_team_is_a_wish_not_a_practice(found):
    planned = found(said("T7", "planned"))
    assert {planned[key].state for key in NEED_A_TEAM} == {"not"}
    assert {planned[key].planned for key in NEED_A_TEAM} == {True}
    assert planned["governance.number_of_teams"].state == "not"
    assert not any(one.planned for one in found(said("T7", "no")).values())


def test_phases_are_read_from_what_the_units_do(found, catalogue):
    sectors = {p.code: p.required_sectors for p in phases(catalogue.generic)}
    four, three = "meeting", "follow_up"
    assert (len(sectors[four]), len(sectors[three])) == (4, 3)
    everyone = [does(actor, four, "regularly") for actor in SECTORS]
    assert state(found, "phases.meeting", *everyone) == "in_use"
    assert state(found, "phases.meeting", *everyone[:3]) == "not_known"
    assert state(found, "phases.meeting", *everyone[:3], does("kela", four, "no")) == "partly"
    assert state(found, "phases.meeting", *everyone[:3], does("kela", four, "sometimes")) == "partly"
    nobody = [does(actor, three, "no") for actor in SECTORS]
    assert state(found, "phases.follow_up", *nobody) == "not"


def test_a_text_is_something_to_read(found):
    one = found(said("T6", "form"), said("T6b", "Potilastietojärjestelmään"))["rules.consent"]
    assert (one.state, one.to_read) == ("in_use", True)
    assert [part.value for part in one.answers] == [Known("form"), Known("Potilastietojärjestelmään")]
    assert not found(said("T6", "form"))["rules.consent"].to_read


def test_not_knowing_keeps_its_reason(found):
    one = found(said("T6", None, reason="do_not_know"))["rules.consent"]
    assert (one.state, one.asked, one.answers[0].value) == ("not_known", True, Missing("do_not_know"))
    assert not found()["artefacts.handbook"].asked


def test_the_agenda_starts_with_the_core_that_is_not_done(found, catalogue):
    listed = found(said("T6", "form"), said("T13", "never"), said("T14", ("goals",)), said("T9", "remote"))
    ordered = agenda(listed.values())
    assert [one.element for one in ordered[:2]] == ["rules.joint_plan", "rules.plan_contents"]
    core = [one for one in ordered if one.level == "core"]
    assert ordered[: len(core)] == tuple(core)
    assert core[-1].element == "rules.consent"
    assert ordered[len(core)].element == "rules.meeting_mode"
    assert {one.element for one in ordered} == {
        key for key, element in catalogue.generic.elements.items() if element.level != "local"
    }
    asked = [one.asked for one in ordered if one.level != "core" and one.state == "not_known"]
    assert asked == sorted(asked, reverse=True)


def test_counts_have_their_n(found):
    listed = list(found(said("T6", "form"), said("T13", "never"), said("T14", ("goals",))).values())
    core = counts(listed, "core")
    assert (core.in_use, core.partly, core.absent, core.known) == (1, 1, 1, 3)
    assert sum((core.in_use, core.partly, core.absent, core.not_known)) == sum(
        o.level == "core" for o in listed
    )
    everything = counts(listed)
    assert everything.known + everything.not_known == len(listed)
    assert counts([]) == DistanceCounts(0, 0, 0, 0)


def test_the_readings_are_of_elements_and_codes_that_exist(catalogue):
    template = catalogue.templates["practices_joint"]
    elements = catalogue.generic.elements
    assert {key for key in READINGS if key not in elements} == set()
    assert {key for key in READINGS if elements[key].level == "local"} == set()
    assert set(READINGS) >= NEED_A_TEAM
    assert {key for key, element in elements.items() if element.level == "core"} <= set(READINGS)
    codes = {q.feeds: codes_of(catalogue, template, q) for q, _ in template.questions() if q.feeds}
    for key, readings in READINGS.items():
        for reading in readings:
            for feed in reading.feeds:
                assert feed in codes or isinstance(reading, Phase), (key, feed)
            if isinstance(reading, Choice):
                assert sorted(reading.in_use + reading.partly + reading.absent) == sorted(
                    codes[reading.feed]
                ), key
            elif isinstance(reading, Some):
                assert {*(reading.codes or ()), *reading.partly, *reading.absent} <= set(
                    codes[reading.feed]
                ), key
            elif isinstance(reading, Every):
                assert set(reading.codes) <= set(codes[reading.feed]), key
            elif isinstance(reading, Phase):
                assert f"phases.{reading.code}" == key
            else:
                assert isinstance(reading, Told | Described) or reading.sectors


def codes_of(catalogue, template, question):
    """The codes a question offers, of its list and of the extra one."""
    names = [name for name in (question.choices, question.extra_choices) if name]
    listed: list[ChoiceItem] = [item for name in names for item in template.choice_lists.get(name, ())]
    return [item.code for item in listed]


def test_the_last_joint_answer_that_says_something_counts():
    answers = JointAnswers(
        [said("T6", "form"), said("T6", None, reason="do_not_know"), said("T8", None, reason="do_not_know")],
        "keuruu",
    )
    assert answers.codes("practice.T6") == Known(("form",))
    assert answers.part("practice.T8").value == Missing("do_not_know")
