"""Applying adaptations: every operation, and everything that cannot be applied, with its code."""

import pytest

from mallipaja.errors import ProblemsError
from mallipaja.model.adaptation import Adaptation, read_value
from mallipaja.model.frame import Frame
from mallipaja.model.resolve import problems, resolve, target_field
from mallipaja.model.snapshot import base
from tests.model_building import element, generic, phase, role

GENERIC = generic(
    {
        "roles.kela": role("kela", hours=4, professions=("kela_expert",)),
        "rules.consent": element(label="Suostumus", text="Suostumus pyydetään"),
        "rules.client_attends": element(level="adaptable", default=("may_attend",), choices=()),
        "phases.meeting": phase(4, ("health", "kela")),
    }
)


def change(operation, target, field="", value=None, **more):
    more.setdefault("id", f"{operation}-{target}-{field}-{value}")
    return Adaptation(operation=operation, element=target, field=field, value=value, **more)


def test_the_base_snapshot_holds_every_field_in_finnish():
    found = base(GENERIC)
    assert found.generic_version == "1"
    assert found.elements["rules.consent"].origin == "generic"
    assert dict(found.elements["rules.client_attends"].fields) == {
        "label": "Nimi",
        "text": "Teksti",
        "default": ("may_attend",),
        "local_name": None,
    }
    kela = found.elements["roles.kela"].fields
    assert (kela["role.hours_per_month"], kela["role.minimum_count"], kela["role.seat"]) == (4.0, 1.0, True)
    assert kela["role.professions"] == ("kela_expert",)
    assert found.field("phases.meeting", "phase.required_sectors") == ("health", "kela")


def test_every_operation():
    found = resolve(
        GENERIC,
        [
            change("set", "roles.kela", "role.hours_per_month", 6.0),
            change("set", "roles.kela", "local_name", "Kelan edustaja"),
            change("substitute", "rules.consent", value="Suostumus kirjataan lomakkeelle"),
            change("reorder", "phases.meeting", value=2.0),
            change("add_member", "phases.meeting", "phase.required_sectors", ("third", "kela")),
            change("remove_member", "phases.meeting", "phase.required_sectors", "health"),
            change("remove", "rules.client_attends", why="Asiakas ei osallistu tiimiin"),
            change("add", "tools.hot_line", value="Kuumalinja", what="Kuumalinja terveydenhuoltoon"),
            change("set", "tools.hot_line", "text", "Auki arkisin"),
        ],
    )
    assert found.field("roles.kela", "role.hours_per_month") == 6.0
    assert found.field("roles.kela", "local_name") == "Kelan edustaja"
    assert found.elements["roles.kela"].changed_by == (
        "set-roles.kela-local_name-Kelan edustaja",
        "set-roles.kela-role.hours_per_month-6.0",
    )
    assert found.field("rules.consent", "text") == "Suostumus kirjataan lomakkeelle"
    assert found.field("phases.meeting", "phase.order") == 2.0
    assert found.field("phases.meeting", "phase.required_sectors") == ("kela", "third")
    assert found.elements["rules.client_attends"].origin == "removed"
    assert [state.key for state in found.present()] == [
        "roles.kela",
        "rules.consent",
        "phases.meeting",
        "tools.hot_line",
    ]
    new = found.elements["tools.hot_line"]
    assert (new.origin, new.group, new.level) == ("added", "tools", "local")
    assert dict(new.fields)["text"] == "Auki arkisin"
    assert dict(new.fields)["label"] == "Kuumalinja terveydenhuoltoon"


@pytest.mark.parametrize(
    ("state", "hours"), [("agreed", 6.0), ("in_trial", 6.0), ("proposal", 4.0), ("ended", 4.0)]
)
def test_only_what_is_agreed_or_in_trial_is_part_of_the_model(state, hours):
    found = resolve(GENERIC, [change("set", "roles.kela", "role.hours_per_month", 6.0, state=state)])
    assert found.field("roles.kela", "role.hours_per_month") == hours


def test_a_proposal_can_be_looked_at():
    one = change("set", "roles.kela", "role.hours_per_month", 6.0, state="proposal")
    assert resolve(GENERIC, [one], ("proposal",)).field("roles.kela", "role.hours_per_month") == 6.0


@pytest.mark.parametrize(
    ("adaptations", "codes"),
    [
        ([change("set", "rules.unknown", "text", "a")], ["ADAPTATION_001"]),
        ([change("remove", "rules.unknown")], ["ADAPTATION_001"]),
        ([change("set", "rules.consent", "role.hours_per_month", 1.0)], ["ADAPTATION_002"]),
        ([change("reorder", "rules.consent", value=1.0)], ["ADAPTATION_002"]),
        ([change("add_member", "rules.consent", "text", "a")], ["ADAPTATION_003"]),
        ([change("add", "rules.consent", value="a")], ["ADAPTATION_004"]),
        ([change("add", "nonsense.thing", value="a")], ["ADAPTATION_005"]),
        ([change("remove", "rules.consent")], ["ADAPTATION_006"]),
        ([change("remove", "rules.consent", why=" ")], ["ADAPTATION_006"]),
        (
            [change("set", "rules.consent", "text", "a"), change("substitute", "rules.consent", "", "b")],
            ["ADAPTATION_007"],
        ),
        (
            [change("set", "rules.consent", "text", "a"), change("remove", "rules.consent", why="turha")],
            ["ADAPTATION_007"],
        ),
        (
            [
                change("add_member", "phases.meeting", "phase.required_sectors", "third"),
                change("remove_member", "phases.meeting", "phase.required_sectors", ("third",)),
            ],
            ["ADAPTATION_007"],
        ),
        (
            [
                change("add_member", "phases.meeting", "phase.required_sectors", "third"),
                change("set", "phases.meeting", "phase.required_sectors", ("kela",)),
            ],
            ["ADAPTATION_007"],
        ),
        (
            [change("add", "tools.a", value="x", id="1"), change("add", "tools.a", value="y", id="2")],
            ["ADAPTATION_007"],
        ),
    ],
)
def test_what_cannot_be_applied_is_a_problem(adaptations, codes):
    assert [problem.code for problem in problems(GENERIC, adaptations)] == codes
    with pytest.raises(ProblemsError):
        resolve(GENERIC, adaptations)


@pytest.mark.parametrize(
    "adaptations",
    [
        [
            change("set", "rules.consent", "text", "a", id="1"),
            change("set", "rules.consent", "text", "a", id="2"),
        ],
        [
            change("remove", "rules.consent", why="a", id="1"),
            change("remove", "rules.consent", why="b", id="2"),
        ],
        [change("remove", "rules.client_attends")],
        [
            change("add_member", "phases.meeting", "phase.required_sectors", "third"),
            change("remove_member", "phases.meeting", "phase.required_sectors", "kela"),
        ],
    ],
)
def test_what_can_hold_together_is_no_problem(adaptations):
    assert problems(GENERIC, adaptations) == ()


def test_the_field_an_adaptation_changes():
    assert target_field(change("set", "rules.consent")) == "text"
    assert target_field(change("reorder", "phases.meeting")) == "phase.order"
    assert target_field(change("remove", "rules.consent", "text")) == ""


@pytest.mark.parametrize(
    ("stored", "value"),
    [(None, None), ("a", "a"), (2, 2.0), (True, True), (0.5, 0.5), (["a", "b"], ("a", "b")), ([], ())],
)
def test_stored_values_are_read_as_values(stored, value):
    found = read_value(stored)
    assert found == value
    assert type(found) is type(value)


def test_a_stored_object_is_refused():
    with pytest.raises(TypeError):
        read_value({"a": 1})


def test_frame_codes_are_closed_and_round_trip():
    frame = Frame(what="contextual", context_type="personnel", planned="planned_proactive")
    assert Frame.read(frame.stored()) == frame
    assert Frame.read({"unheard": "x", "what": ""}) == Frame() == Frame.read(None)
    with pytest.raises(ValueError, match="'nonsense' is not a FRAME code"):
        Frame(what="nonsense")
