"""Which answers say something of which element of the generic model.

The questions were written from the same sources as the elements: THL's five helper questions (T1, T4, T12, T13, T15)
and the descriptions of the regional models (see ``sources`` in ``survey_templates/practices_joint.yaml`` and
``operating_models/generic.yaml``). How an answer is read is our decision, for the walk-through to correct; an element
that is not here is asked in no question. Where an element has several readings, the first is the one that must be
known.
"""

from __future__ import annotations

from mallipaja.practice.readings import Choice, Described, Every, Members, Phase, Reading, Some, Told

_ROUTES_OF_FOUR = ("health_care", "social_services", "employment_services", "kela")
_HOW_OFTEN = {"in_use": ("always",), "partly": ("usually", "sometimes"), "absent": ("never",)}
_REHABILITATION = Choice("practice.T25", ("with_everyone",), ("when_raised", "seldom"), ("no",))

READINGS: dict[str, tuple[Reading, ...]] = {
    "roles.health_care": (Members(("health",)),),
    "roles.social_services": (Members(("social",)),),
    "roles.employment_services": (Members(("employment",)),),
    "roles.kela": (Members(("kela",)),),
    "roles.third_sector": (Members(("third",)),),
    "roles.client_coordinator": (Some("practice.T1", absent=("nobody_named",)),),
    **{
        f"phases.{code}": (Phase(code),)
        for code in (
            "recognition", "referral", "assessment", "meeting", "plan", "services", "follow_up", "handover",
        )
    },
    "rules.consent": (
        Choice("practice.T6", ("form", "own_forms", "orally_recorded"), ("orally", "varies"), ("not_asked",)),
        Described("practice.T6b"),
    ),
    "rules.named_coordinator": (
        Choice(
            "practice.T2",
            ("recognition", "referral", "assessment", "meeting", "plan", "later"),
            ("varies",),
            ("not_named",),
        ),
        Some("practice.T1", absent=("nobody_named",)),
        Choice("practice.T2b", ("yes", "no"), ("yes_not_agreed",), ()),
    ),
    "rules.coordinator_choice": (Some("practice.T1", ("varies",), absent=("nobody_named",), otherwise="partly"),),
    "rules.coordinator_tasks": (Described("practice.T1b"),),
    "rules.client_may_attend": (Choice("practice.T10", **_HOW_OFTEN),),
    "rules.client_may_invite": (Choice("practice.T11", ("yes",), ("case_by_case",), ("no", "not_agreed")),),
    "rules.minimum_composition": (Members(("health", "social", "employment", "kela")),),
    "rules.referral_criteria": (Some("practice.T5", absent=("not_agreed",)), Described("practice.T5b")),
    "rules.who_may_refer": (Every("practice.T4", _ROUTES_OF_FOUR),),
    "rules.one_off_or_ongoing": (Choice("practice.T8b", ("one_off",), ("both",), ("ongoing",)),),
    "rules.meeting_mode": (Choice("practice.T9", (), ("hybrid", "varies"), ("face_to_face", "remote")),),
    "rules.meeting_frequency": (
        Choice("practice.T8", ("weekly", "every_two_weeks"), ("monthly", "less_often"), ("when_needed",)),
    ),
    "rules.joint_plan": (Choice("practice.T13", **_HOW_OFTEN), Described("practice.T13b")),
    "rules.plan_contents": (
        Every("practice.T14", ("responsibilities", "schedule", "goals", "follow_up_date")),
    ),
    "rules.follow_up": (
        Choice(
            "practice.T15b",
            ("monthly", "every_three_months", "every_six_months", "yearly", "as_agreed"),
            (),
            ("not_followed",),
        ),
        Described("practice.T15"),
    ),
    "rules.follow_up_interval": (
        Choice(
            "practice.T15b",
            ("monthly", "every_three_months"),
            ("as_agreed",),
            ("every_six_months", "yearly", "not_followed"),
        ),
    ),
    "governance.number_of_teams": (Choice("practice.T7", ("own", "shared"), (), ("planned", "no")),),
    "questions.coordinator": (Told("practice.T1"),),
    "questions.guidance": (Told("practice.T4"),),
    "questions.reconciliation": (Told("practice.T12"),),
    "questions.joint_plans": (Told("practice.T13"),),
    "questions.follow_up": (Told("practice.T15"),),
    "interfaces.multi_sector_service": (Some("practice.T4", (), ("joint_service",)),),
    "interfaces.occupational_health": (Some("practice.T4", ("occupational_health",)),),
    "interfaces.health_checks": (Some("practice.T16", ("health_check",)), Some("practice.T4", ("health_check",))),
    "rehabilitation.vocational": (_REHABILITATION, Described("practice.T25b")),
    "rehabilitation.medical": (_REHABILITATION, Described("practice.T25b")),
    "information.flow_back": (
        Choice("practice.T26", ("agreed_way",), ("case_by_case", "by_client"), ("no",)),
        Described("practice.T26b"),
    ),
    "participation.own_service": (Some("practice.T18", ("own_service",)),),
    "participation.development": (
        Some("practice.T18", ("dialogue", "co_development", "co_production", "strategy"), ("feedback",)),
    ),
    "tools.kykyviisari": (Some("practice.T16", ("kykyviisari",)),),
    "people.induction": (Described("practice.T20"),),
}  # fmt: skip
"""Readings by element."""

NEED_A_TEAM = frozenset(
    {
        "roles.health_care", "roles.social_services", "roles.employment_services", "roles.kela", "roles.third_sector",
        "rules.client_may_attend", "rules.client_may_invite", "rules.minimum_composition", "rules.meeting_frequency",
        "rules.meeting_mode", "rules.one_off_or_ongoing",
    }
)  # fmt: skip
"""Elements that are not in use when the pilot has no team (T7: no, or only planned)."""
