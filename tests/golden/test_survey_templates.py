"""The shipped survey templates against a listing kept here: ids, types, scales, disclosure, feeds, texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from mallipaja.catalogue.load import Catalogue
from mallipaja.catalogue.survey_template import Block, Note, Question, SurveyTemplate
from mallipaja.catalogue.text import LANGUAGES, Text
from mallipaja.catalogue.walk import parts
from mallipaja.survey.check import check_template
from mallipaja.survey.feeds import FEEDS, accepts
from mallipaja.survey.minutes import overview

# id, type, rows it is asked for ("" = once), F = organisation fact / O = opinion, choices.
# "p" before the type: asked for each pilot. Choices are codes, or the name of a list outside the template.
TEAM = """
K17 psingle - F yes conditionally no
K17_profession psingle - F reference:professions other
K17_hours pnumber - F
K17_remote psingle - F yes no
K17_several psingle - F yes no
K17_convenes psingle - F yes no
K17_member psingle - F yes no
K17_mandate psingle - F mine to_be_confirmed
"""
PARTNERS = """
V1 pmultiple - F project:actors other
V2 psingle V1 F yearly quarterly monthly weekly daily
V4 psingle V1 F we_refer we_receive both neither
V11 psingle V1 F yes no
V12 psingle V1 F yes in_preparation no
V13 pscale V1 O 1 2 3 4 5
V14 text - O
"""
LISTING = {
    "capacity_basic": f"""
K1 text - F
K2 multiple - F project:pilots
K3 multiple - F reference:professions other
K4 integer K3 F
K5 number K3 F
K6 number K3 F
K7 integer K3 F
K7_since date K3 F
{TEAM}
K18 psingle - F yes conditionally no
K18_clients pinteger - F
K18_mandate psingle - F mine to_be_confirmed
K19 single - F yes partly no
""",
    "capacity_more": """
K3 multiple - F reference:professions other
K8 number K3 F
K8_until date K3 F
K9 number K3 F
K10 integer - F
K11 single - F under_2_weeks weeks_2_4 weeks_5_8 over_8_weeks
K16 scale - O 1 2 3 4 5
K20 text - O
""",
    "workload": """
K12_profession single - F reference:professions other
K12_task text own_rows F
K12_times number own_rows F
K12_minutes number own_rows F
K13_task text own_rows F
K13_minutes number own_rows F
K13_per single own_rows F day week month year
K14_task text own_rows F
K14_persons integer own_rows F
K14_hours number own_rows F
K15_days number list:days_off F
""",
    "network_basic": f"""
{PARTNERS}
T24_activity single list:phases F regularly sometimes no
T24_handover single list:phases F project:actors nobody other
T24_agreed single list:phases F agreed_in_writing agreed_orally case_by_case not_agreed
""",
    "trust_value": """
V1 pmultiple - F project:actors other
V3 psingle V1 F information coordination joint
V5 pscale V1 O 1 2 3 4
V6 pscale V1 O 1 2 3 4
V7 pscale V1 O 1 2 3 4
V8 pscale V1 O 1 2 3 4
V9 pscale V1 O 1 2 3 4
V10 pscale V1 O 1 2 3 4
V15 text - O
""",
    "practices_joint": """
T1 multiple - F reference:professions varies nobody_named other
T1b text - F
T2 single - F recognition referral assessment meeting plan later varies not_named
T2b single - F yes yes_not_agreed no
T4 multiple - F own_contact health_care health_check social_services employment_services joint_service kela \
rehabilitative_work occupational_health education_youth third_sector no_agreed_way other
T5 multiple - F several_services outside_work education_missing situation_stuck joint_plan_needed \
no_occupational_health client_willing not_agreed other
T5b text - F
T6 single - F form own_forms orally_recorded orally varies not_asked
T6b text - F
T7 single - F own shared planned no
T7b multiple - F project:actors other
T7c single T7b F regular when_needed not_member
T8 single - F weekly every_two_weeks monthly less_often when_needed
T8b single - F one_off ongoing both
T9 single - F face_to_face remote hybrid varies
T10 single - F always usually sometimes never
T11 single - F yes case_by_case no not_agreed
T12 text - F
T13 single - F always usually sometimes never
T13b text - F
T14 multiple - F responsibilities schedule goals follow_up_date none_of_these
T15 text - F
T15b single - F monthly every_three_months every_six_months yearly as_agreed not_followed
T16 multiple - F kykyviisari health_check service_needs doctor functioning work_trial none_of_these other
T25 single - F with_everyone when_raised seldom no
T25b text - F
T26 single - F agreed_way case_by_case by_client no
T26b text - F
T18 multiple - F own_service feedback dialogue co_development co_production strategy none_of_these
T20 text - F
T23 text - F
""",
    "practices_own": """
T3a scale - O 1 2 3 4 5
T3b scale - O 1 2 3 4 5
T17 scale - O 1 2 3 4 5
T19a scale - O 1 2 3 4 5
T19b scale - O 1 2 3 4 5
T21 text - O
T22a text - O
T22b text - O
T22c text - O
""",
    "partner_short": f"""
K2 multiple - F project:pilots
{TEAM}
K19 single - F yes partly no
{PARTNERS}
T24_activity single list:phases F regularly sometimes no
P1 text - F
""",
}
BATTERY = [f"K{n}" for n in range(1, 21)] + [f"V{n}" for n in range(1, 16)] + [f"T{n}" for n in range(1, 27)]
ANSWERED_BY = {"practices_joint": "pilot", "practices_own": "person"}
LIKERT5 = (
    "Täysin eri mieltä",
    "Jokseenkin eri mieltä",
    "Ei samaa eikä eri mieltä",
    "Jokseenkin samaa mieltä",
    "Täysin samaa mieltä",
)
PARTNER4 = ("Ei lainkaan", "Vähän", "Melko paljon", "Erittäin paljon")
PHASES = ("recognition", "referral", "assessment", "meeting", "plan", "services", "follow_up", "handover")
REPEATED_ROSTERS = {("capacity_more", "K3"), ("trust_value", "V1")}
"""Questions that only make the rows of a block; the basic form has said the fact already."""
TEMPLATES = sorted(LISTING)


def _template(catalogue: Catalogue, name: str) -> SurveyTemplate:
    return catalogue.templates[name]


def _all_questions(catalogue: Catalogue) -> Iterator[tuple[str, Question, Block | None]]:
    for name in TEMPLATES:
        for question, block in _template(catalogue, name).questions():
            yield name, question, block


def _described(template: SurveyTemplate, question: Question, block: Block | None) -> str:
    """A question in the form of the listing above."""
    kind = "integer" if question.integer else question.type
    per_pilot = "p" if question.per_pilot or (block and block.per_pilot) else ""
    choices: list[str] = []
    if question.choices and ":" in question.choices:
        choices.append(question.choices)
    elif question.choices:
        choices += [item.code for item in template.choice_lists[question.choices]]
    if question.extra_choices:
        choices += [item.code for item in template.choice_lists[question.extra_choices]]
    rows = block.for_each if block else "-"
    disclosure = {"organisation_fact": "F", "opinion": "O"}[question.disclosure]
    return " ".join([question.id, per_pilot + kind, rows, disclosure, *choices])


def test_the_shipped_templates_are_these(catalogue: Catalogue) -> None:
    assert sorted(catalogue.templates) == TEMPLATES
    assert [p for p in catalogue.problems if p.path.startswith("survey_templates/")] == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_questions_types_rows_disclosure_and_choices(catalogue: Catalogue, name: str) -> None:
    template = _template(catalogue, name)
    expected = [" ".join(line.split()) for line in LISTING[name].splitlines() if line.strip()]
    assert [_described(template, question, block) for question, block in template.questions()] == expected


def test_every_question_of_the_battery_is_asked(catalogue: Catalogue) -> None:
    asked = {re.match(r"[KVT]\d+|P1", question.id).group() for _, question, _ in _all_questions(catalogue)}  # type: ignore[union-attr]
    assert asked == {*BATTERY, "P1"}


@pytest.mark.parametrize("name", TEMPLATES)
def test_meaning_is_right_in_all_three_languages(catalogue: Catalogue, name: str) -> None:
    assert check_template(_template(catalogue, name), LANGUAGES) == ()


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_text_is_there_in_three_languages(catalogue: Catalogue, name: str) -> None:
    template = _template(catalogue, name)
    texts = [part for _, part in parts(template) if isinstance(part, Text)]
    assert len(texts) > 20
    assert [text.fi for text in texts if not (text.fi and text.sv and text.en)] == []
    assert template.draft_languages == ("sv",)


def test_who_answers(catalogue: Catalogue) -> None:
    for name in TEMPLATES:
        assert _template(catalogue, name).answered_by == ANSWERED_BY.get(name, "unit")
    short = _template(catalogue, "partner_short")
    assert short.for_sectors == ("kela", "employment")
    assert all(not _template(catalogue, name).for_sectors for name in TEMPLATES if name != "partner_short")


def test_every_answer_feeds_something_of_its_type(catalogue: Catalogue) -> None:
    for name, question, _ in _all_questions(catalogue):
        if (name, question.id) in REPEATED_ROSTERS:
            assert question.feeds is None
        else:
            assert question.feeds is not None, question.id
            assert accepts(question.feeds, question.type, question.integer), question.id


def test_every_feed_is_fed(catalogue: Catalogue) -> None:
    assert {question.feeds for _, question, _ in _all_questions(catalogue)} - {None} == set(FEEDS)


def test_practice_questions_feed_what_they_are_called(catalogue: Catalogue) -> None:
    for name in ("practices_joint", "practices_own"):
        for question, _ in _template(catalogue, name).questions():
            assert question.feeds == f"practice.{question.id}"


def test_numbers_have_limits_a_unit_and_reasons_for_missing(catalogue: Catalogue) -> None:
    for _, question, _ in _all_questions(catalogue):
        if question.type == "number":
            assert question.unit is not None, question.id
            assert question.min == 0, question.id
            assert question.max is not None, question.id
            assert question.step is not None, question.id
            assert "do_not_know" in question.cannot_say, question.id
        if question.type == "date":
            assert "do_not_know" in question.cannot_say, question.id
        if question.type == "scale":
            assert "do_not_know" in question.cannot_say, question.id


def test_person_years_hours_and_percent(catalogue: Catalogue) -> None:
    basic, more = _template(catalogue, "capacity_basic"), _template(catalogue, "capacity_more")
    assert basic.question("K5").step == 0.05
    assert "not_budgeted_separately" in basic.question("K5").cannot_say
    assert "may_not_disclose" in basic.question("K6").cannot_say
    assert basic.question("K6").unit == Text(fi="h/vk", sv="h/vecka", en="h/week")
    assert basic.question("K17_hours").unit == Text(fi="h/kk", sv="h/mån", en="h/month")
    assert (more.question("K8").min, more.question("K8").max) == (0, 100)


def test_texts_are_limited(catalogue: Catalogue) -> None:
    for _, question, _ in _all_questions(catalogue):
        if question.type == "text":
            assert question.max_length is not None, question.id
            assert question.max_length <= 2000, question.id
            assert question.max_length == 2000 or not question.long, question.id


def test_the_unit_its_pilots_and_the_partners_chosen_before_are_filled_in(catalogue: Catalogue) -> None:
    prefilled = {(name, question.id) for name, question, _ in _all_questions(catalogue) if question.prefilled}
    assert prefilled == {
        ("capacity_basic", "K1"),
        ("capacity_basic", "K2"),
        ("partner_short", "K2"),
        ("trust_value", "V1"),
    }


def test_at_most_eight_partners(catalogue: Catalogue) -> None:
    for name in ("network_basic", "trust_value", "partner_short"):
        assert _template(catalogue, name).question("V1").max_choices == 8


def test_a_question_is_the_same_in_every_template(catalogue: Catalogue) -> None:
    first: dict[str, Question] = {}
    for _, question, _ in _all_questions(catalogue):
        other = first.setdefault(question.id, question)
        assert (question.text, question.type, question.choices, question.cannot_say) == (
            other.text, other.type, other.choices, other.cannot_say
        ), question.id  # fmt: skip


def test_a_choice_list_is_the_same_in_every_template(catalogue: Catalogue) -> None:
    first: dict[str, object] = {}
    for name in TEMPLATES:
        for key, items in _template(catalogue, name).choice_lists.items():
            assert items == first.setdefault(key, items), (name, key)


def test_the_scales_say_what_they_should(catalogue: Catalogue) -> None:
    own, trust = _template(catalogue, "practices_own"), _template(catalogue, "trust_value")
    assert tuple(item.label.fi for item in own.choice_lists["likert5"]) == LIKERT5
    assert tuple(item.label.fi for item in trust.choice_lists["partner4"]) == PARTNER4


@pytest.mark.parametrize("name", ["network_basic", "partner_short"])
def test_the_phases_are_those_of_the_generic_model(catalogue: Catalogue, name: str) -> None:
    asked = {item.code: item.label for item in _template(catalogue, name).choice_lists["phases"]}
    assert tuple(asked) == PHASES
    assert catalogue.generic is not None
    phases = {key: element for key, element in catalogue.generic.elements.items() if element.phase}
    in_order = sorted(phases, key=lambda key: phases[key].phase.order)  # type: ignore[union-attr]
    assert in_order == [f"phases.{code}" for code in asked]
    assert [phases[key].label for key in in_order] == list(asked.values())


def test_no_page_mixes_up_its_ids(catalogue: Catalogue) -> None:
    for name in TEMPLATES:
        items = [item for page in _template(catalogue, name).pages for item in page.items]
        notes = [item.id for item in items if isinstance(item, Note)]
        assert all(note.endswith("_note") for note in notes)


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_minutes_promised_are_realistic(catalogue: Catalogue, name: str) -> None:
    template = _template(catalogue, name)
    estimate = overview(template).longest
    assert estimate <= template.minutes <= 1.8 * estimate
    if name in ("capacity_basic", "network_basic", "partner_short"):
        assert 5 <= template.minutes <= 8
