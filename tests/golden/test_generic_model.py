"""The generic model: what is shared by all, the phases in order, THL's questions, codes that resolve."""

from __future__ import annotations

import pytest

from mallipaja.catalogue.load import Catalogue
from mallipaja.catalogue.operating_model import Element, GenericModel
from mallipaja.catalogue.text import LANGUAGES, Text

CORE = {
    "roles.health_care",
    "roles.social_services",
    "roles.employment_services",
    "roles.kela",
    "rules.consent",
    "rules.named_coordinator",
    "rules.client_may_attend",
    "rules.minimum_composition",
    "rules.joint_plan",
    "rules.plan_contents",
    "rules.follow_up",
}
PHASES = [
    "phases.recognition",
    "phases.referral",
    "phases.assessment",
    "phases.meeting",
    "phases.plan",
    "phases.services",
    "phases.follow_up",
    "phases.handover",
]
QUESTIONS = {
    "questions.coordinator",
    "questions.guidance",
    "questions.reconciliation",
    "questions.joint_plans",
    "questions.follow_up",
}


@pytest.fixture
def generic(catalogue: Catalogue) -> GenericModel:
    assert catalogue.generic is not None
    return catalogue.generic


def test_there_are_elements_of_every_level(generic: GenericModel) -> None:
    levels = [element.level for element in generic.elements.values()]
    assert len(levels) >= 60
    assert {key for key, element in generic.elements.items() if element.level == "core"} == CORE
    # What is about a region, and the staff a municipality happens to have, is never compared.
    local = {key for key, element in generic.elements.items() if element.level == "local"}
    context = {key for key, element in generic.elements.items() if element.group == "context"}
    assert local == context | {"resources.fte"}


def test_every_group_has_elements(generic: GenericModel) -> None:
    assert {element.group for element in generic.elements.values()} == {
        "roles",
        "phases",
        "rules",
        "artefacts",
        "governance",
        "resources",
        "questions",
        "interfaces",
        "rehabilitation",
        "information",
        "participation",
        "tools",
        "people",
        "context",
    }


def test_the_eight_phases_are_in_order(generic: GenericModel) -> None:
    phases = {key: element.phase for key, element in generic.elements.items() if element.phase}
    assert list(phases) == PHASES
    assert [phase.order for phase in phases.values()] == list(range(1, 9))
    assert all(phase.owner in generic.elements for phase in phases.values())
    assert phases["phases.meeting"].required_sectors == ("health", "social", "employment", "kela")


def test_thl_asks_five_questions_and_each_must_be_answered(generic: GenericModel) -> None:
    assert {key for key, element in generic.elements.items() if element.mandatory} == QUESTIONS
    for key in QUESTIONS:
        answered_by = generic.elements[key].answered_by
        assert answered_by
        assert all(answer in generic.elements for answer in answered_by)


def test_the_four_required_parties_have_a_seat_each(generic: GenericModel) -> None:
    roles = {key: element.role for key, element in generic.elements.items() if element.role}
    required = {key: role for key, role in roles.items() if role.seat and role.requirement == "core"}
    assert {key: (role.sector, role.minimum_count) for key, role in required.items()} == {
        "roles.health_care": ("health", 1),
        "roles.social_services": ("social", 1),
        "roles.employment_services": ("employment", 1),
        "roles.kela": ("kela", 1),
    }
    assert generic.elements["rules.minimum_composition"].default == (
        "kela",
        "employment_services",
        "social_services",
        "health_care",
    )


def test_roles_beside_the_team_are_not_seats(generic: GenericModel) -> None:
    for key in ("roles.client_coordinator", "roles.own_worker"):
        role = generic.elements[key].role
        assert role is not None
        assert not role.seat
    client = generic.elements["roles.client"].role
    assert client is not None
    assert (client.seat, client.participant, client.hours_per_month) == (False, True, None)


def test_the_work_ability_coordinator_may_sit_but_need_not(generic: GenericModel) -> None:
    """A profession, not the role towards a client: South Karelia's coordinator answers for the team's many professions."""
    role = generic.elements["roles.work_ability_coordinator"].role
    assert role is not None
    assert (role.seat, role.requirement, role.minimum_count, role.hours_per_month) == (
        True,
        "optional",
        0,
        None,
    )


def test_hours_are_said_to_be_a_planning_assumption(generic: GenericModel) -> None:
    assumed = {
        key: element.role.hours_per_month
        for key, element in generic.elements.items()
        if element.role and element.role.hours_per_month is not None
    }
    assert assumed == {
        "roles.health_care": 12,
        "roles.social_services": 12,
        "roles.employment_services": 12,
        "roles.kela": 6,
    }
    for key in assumed:
        assert "suunnitteluoletus" in generic.elements[key].rationale.fi
        assert "design" in generic.elements[key].sources


def test_waits_are_said_to_be_a_planning_assumption(generic: GenericModel) -> None:
    for element in generic.elements.values():
        if element.phase and element.phase.max_wait_days is not None:
            assert "suunnitteluoletus" in element.rationale.fi


def test_professions_of_roles_are_known(generic: GenericModel, catalogue: Catalogue) -> None:
    used = {
        code
        for element in generic.elements.values()
        if element.role
        for code in (*element.role.professions, *element.role.substitutes)
    }
    assert used
    assert used <= set(catalogue.professions)


def test_every_element_cites_a_known_source(generic: GenericModel) -> None:
    known = {source.id for source in generic.sources}
    cited = {source for element in generic.elements.values() for source in element.sources}
    assert cited == known


def spoken(element: Element) -> list[Text]:
    found = [element.label, element.text, element.rationale, *(choice.label for choice in element.choices)]
    if element.role:
        found.append(element.role.owner)
    if element.phase:
        found += [element.phase.input, element.phase.output]
    return found


def test_every_text_is_in_three_languages_and_swedish_is_a_draft(generic: GenericModel) -> None:
    assert generic.draft_languages == ("sv",)
    for element in generic.elements.values():
        for text in spoken(element):
            assert all(getattr(text, language) for language in LANGUAGES), text.fi


def test_labels_tell_the_elements_apart(generic: GenericModel) -> None:
    for language in LANGUAGES:
        labels = [element.label.get(language) for element in generic.elements.values()]
        assert len(labels) == len(set(labels)), language
