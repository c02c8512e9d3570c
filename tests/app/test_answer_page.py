"""Answering as a respondent sees it, without a browser: every answer is in the database after its input."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from streamlit.testing.v1 import AppTest

from mallipaja.actions.access import ANONYMOUS, Actor, Context, cli_actor
from mallipaja.actions.answering import open_form, save_answer, start_form, welcome
from mallipaja.actions.asking import CLOSED
from mallipaja.actions.invitations import invite_units
from mallipaja.actions.links import open_invitation
from mallipaja.actions.shared_links import share_link, take_place
from mallipaja.actions.surveys import close_round, open_round
from mallipaja.i18n import Words
from mallipaja.survey.answers import AnswerValue
from mallipaja.survey.clean import NOT_COUNT, NOT_NUMBER, NOT_WHOLE, TOO_LARGE, TOO_SMALL
from mallipaja.ui.answering.saving import NOT_SAVED
from mallipaja.ui.answering.welcome import ANONYMOUS_SHARED, OPINIONS, OWN_LINK, PROMISES
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.installation import Installation
from mallipaja.ui.statements import ANONYMOUS as NAMELESS
from mallipaja.ui.statements import PRIVACY
from mallipaja.ui.visitor import DEVICE_COOKIE, LANGUAGE_COOKIE
from tests.app.conftest import COOKIES, MAIN, PATIENCE_S
from tests.small_project import Clock, SmallProject

FORMS = ("capacity_basic", "network_basic", "workload")
Place = tuple[str, str, str]
FI = Words("fi")


@dataclass
class Respondent:
    """The unit that works in both pilots, at its page."""

    place: Installation
    invitation: str
    secret: str
    round_id: str
    page: AppTest
    language: str = "fi"

    @property
    def context(self) -> Context:
        actor = Actor(f"invitation:{self.invitation}", invitations=(self.invitation,))
        return Context(self.place.store, actor, self.place.catalogue(), self.place.clock)

    def document(self, number: int) -> str:
        return welcome(self.context, invitation_id=self.invitation).forms[number - 1].document_id

    def stored(self, number: int = 1) -> dict[Place, AnswerValue]:
        opened = open_form(self.context, invitation_id=self.invitation, document_id=self.document(number))
        if opened is None:
            return {}
        answers = opened.form.answers.items()
        return {key: one.reason if one.value is None else one.value for key, one in answers}

    def open(self, at: str = "", number: int = 1, language: str = "fi") -> AppTest:
        """The page in a fresh tab."""
        page = AppTest.from_file(MAIN, default_timeout=PATIENCE_S)
        page.session_state[COOKIES] = {DEVICE_COOKIE: self.secret, LANGUAGE_COOKIE: language}
        page.query_params["r"] = self.invitation[:8]
        if at:
            page.query_params["form"], page.query_params["at"] = str(number), at
        page.run()
        page.switch_page(ANSWER_PAGE).run()
        assert not page.exception
        self.page, self.language = page, language
        return page

    def widget(self, kind: str, key: str) -> object:
        """The input of a field; ``key`` is ``question[.pilot[.row]]``."""
        question, pilot, row = ([*key.split("."), "", ""])[:3]
        beginning = ".".join((question, pilot, row, self.language, ""))
        found = [
            one for one in self.page.get(kind)
            if one.key and one.key.split(".", 1)[1].startswith(beginning) and not one.key.endswith(".reason")
        ]  # fmt: skip
        assert len(found) == 1, (kind, key, [one.key for one in self.page.get(kind)])
        return found[0]

    def asked(self, kind: str, key: str) -> bool:
        """Whether the input of a field is on the page."""
        question, pilot = key.split(".")
        beginning = ".".join((question, pilot, "", self.language, ""))
        return any(one.key and one.key.split(".", 1)[1].startswith(beginning) for one in self.page.get(kind))

    def put(self, kind: str, key: str, value: object) -> None:
        self.widget(kind, key).set_value(value).run()  # type: ignore[attr-defined]
        assert not self.page.exception

    def press(self, label: str) -> None:
        words = Words(self.language)
        next(one for one in self.page.button if one.label == words(label)).click().run()
        assert not self.page.exception

    def errors(self) -> list[str]:
        return [one.value for one in self.page.error]

    def saved(self) -> list[str]:
        return [one.proto.body for one in self.page.get("html") if "mallipaja-saved" in one.proto.body]


ANSWER_PAGE = str(MAIN.parents[2] / "pages" / "respond" / "answer.py")


@pytest.fixture
def respondent(place: Installation, small_project: SmallProject) -> Respondent:
    facilitator = Context(place.store, cli_actor("test"), place.catalogue(), place.clock)
    round_id = open_round(
        facilitator, project_id=small_project.project_id, title="Alkukartoitus", templates=FORMS,
        pilot_ids=(small_project.keuruu, small_project.laukaa),
    )  # fmt: skip
    (link,) = invite_units(facilitator, round_id=round_id, unit_ids=(small_project.health_unit,))
    anonymous = Context(place.store, ANONYMOUS, place.catalogue(), place.clock)
    opened = open_invitation(anonymous, token=link.token)
    assert opened is not None
    return Respondent(place, opened.invitation_id, opened.secret, round_id, AppTest.from_string(""))


def test_the_first_screen_says_who_asks_what_and_how_the_answers_are_used(respondent: Respondent) -> None:
    page = respondent.open()
    said = " ".join([*(one.value for one in page.markdown), *(one.value for one in page.info)])
    assert "Pieni hanke" in said
    assert "Hyvinvointialue, Kuntoutus" in said
    assert FI(PROMISES["unit"]) in said
    assert FI(OPINIONS) in said
    assert [one.value for one in page.header][:3] == [
        "Henkilöstöresurssikysely",
        "Verkostokysely",
        "Työmäärälaskelma",
    ]
    assert respondent.stored() == {}


def test_the_whole_basic_form_is_answered_and_sent(respondent: Respondent) -> None:
    """In English; `test_every_survey.py` goes through it in Finnish and Swedish."""
    _ = Words("en")
    respondent.open(language="en")
    respondent.press("Start")
    respondent.put("text_input", "K1", "Hyvinvointialue, kuntoutus ja työkyky")
    assert respondent.stored()[("K1", "", "")] == "Hyvinvointialue, kuntoutus ja työkyky"
    respondent.press("Next")
    respondent.put("button_group", "K3", ["nurse", "doctor"])
    assert respondent.stored()[("K3", "", "")] == ("nurse", "doctor")
    respondent.press("Next")
    respondent.put("text_input", "K4..nurse", "3")
    assert respondent.stored()[("K4", "", "nurse")] == 3.0
    respondent.put("text_input", "K5..nurse", "0,75")
    assert respondent.stored()[("K5", "", "nurse")] == 0.75
    respondent.put("text_input", "K5..doctor", "0.2")
    assert respondent.stored()[("K5", "", "doctor")] == 0.2
    respondent.put("text_input", "K7..nurse", "1")
    respondent.put("text_input", "K7_since..nurse", "1.9.2026")
    assert respondent.stored()[("K7_since", "", "nurse")] == "2026-09-01"
    assert any(
        _("Saved at {time}", time=_.time(respondent.place.clock())) in one for one in respondent.saved()
    )
    respondent.press("Next")
    respondent.put("radio", "K17.keuruu", "conditionally")
    respondent.put("radio", "K17_mandate.keuruu", "!not_applicable")
    respondent.put("selectbox", "K17_profession.keuruu", "nurse")
    stored = respondent.stored()
    assert (stored[("K17", "keuruu", "")], stored[("K17_profession", "keuruu", "")]) == (
        "conditionally",
        "nurse",
    )
    assert stored[("K17_mandate", "keuruu", "")] == "not_applicable"
    respondent.press("Next")
    respondent.press("Next")
    respondent.put("radio", "K18.laukaa", "no")
    respondent.put("radio", "K19", "yes")
    respondent.press("To the summary")
    respondent.press("Send the answers")
    opened = open_form(
        respondent.context, invitation_id=respondent.invitation, document_id=respondent.document(1)
    )
    assert opened is not None
    assert opened.submitted_at == respondent.place.clock()
    assert respondent.page.title[0].value == _("Thank you for your answers")


def test_the_language_can_be_changed_without_touching_the_answers(respondent: Respondent) -> None:
    respondent.open()
    respondent.press("Start")
    respondent.open("professions")
    respondent.put("button_group", "K3", ["nurse", "other"])
    respondent.open("team.1")
    respondent.put("radio", "K17.keuruu", "yes")
    respondent.put("selectbox", "K17_profession.keuruu", "nurse")
    before = respondent.stored()
    for language in ("sv", "en", "fi"):
        respondent.page.session_state[COOKIES] = {DEVICE_COOKIE: respondent.secret, LANGUAGE_COOKIE: language}
        respondent.page.run()
        respondent.language = language
        assert respondent.widget("radio", "K17.keuruu").value == "yes"  # type: ignore[attr-defined]
        assert respondent.stored() == before
        respondent.open("professions", language=language)
        assert respondent.widget("button_group", "K3").value == ["nurse", "other"]  # type: ignore[attr-defined]
        respondent.open("team.1", language=language)
        assert respondent.stored() == before


BAD = [
    ("abc", NOT_COUNT), ("1e309", NOT_COUNT), ("1.500", NOT_COUNT), ("9" * 100_000, NOT_COUNT),
    ("2,5", NOT_WHOLE), ("-1", TOO_SMALL), ("201", TOO_LARGE),
]  # fmt: skip


@pytest.mark.parametrize(("text", "why"), BAD, ids=lambda text: text[:8])
def test_a_number_that_cannot_be_read_is_kept_in_its_box_and_not_stored(
    respondent: Respondent, text: str, why: str
) -> None:
    respondent.open()
    respondent.press("Start")
    respondent.open("professions")
    respondent.put("button_group", "K3", ["nurse"])
    respondent.press("Next")
    respondent.put("text_input", "K4..nurse", "3")
    respondent.put("text_input", "K4..nurse", text)
    assert respondent.errors() == [FI(NOT_SAVED, why=FI(why).format(least="0", most="200"))]
    assert respondent.stored()[("K4", "", "nurse")] == 3.0
    assert respondent.widget("text_input", "K4..nurse").value == text  # type: ignore[attr-defined]
    respondent.press("Next")  # does not go past an answer that is not stored
    assert respondent.page.query_params["at"] == "figures"
    respondent.press("Back")
    respondent.press("Next")
    assert respondent.widget("text_input", "K4..nurse").value == text  # type: ignore[attr-defined]
    respondent.put("text_input", "K4..nurse", "4")
    assert respondent.errors() == []
    assert respondent.stored()[("K4", "", "nurse")] == 4.0


def aims(page: AppTest) -> list[str]:
    """The questions the page brings into view."""
    return [
        found[1] for one in page.get("html") if (found := re.search('data-aim="([^"]+)"', one.proto.body))
    ]


def test_going_on_past_wrong_answers_names_them_all_and_shows_the_first(respondent: Respondent) -> None:
    respondent.open()
    respondent.press("Start")
    respondent.open("professions")
    respondent.put("button_group", "K3", ["nurse"])
    respondent.press("Next")
    respondent.put("text_input", "K5..nurse", "0,5")
    respondent.put("text_input", "K4..nurse", "kolme")
    respondent.put("text_input", "K5..nurse", "puoli")
    assert not any(
        "Tallennettu" in one for one in respondent.saved()
    )  # what is not saved is not called saved
    respondent.press("Next")
    told = respondent.errors()[-1]
    assert told.startswith("2 tämän sivun vastausta ei ole tallennettu.")
    assert re.findall(r"\(#(answer-[^)]+)\)", told) == ["answer-K4--nurse", "answer-K5--nurse"]
    assert [one.split("[")[1].split(":")[0] for one in told.splitlines()[2:]] == ["sairaanhoitaja"] * 2
    assert aims(respondent.page) == ["answer-K4--nurse"]
    respondent.put("text_input", "K4..nurse", "3")
    assert respondent.errors()[-1].startswith("Yhtä tämän sivun vastausta")
    assert aims(respondent.page) == []
    respondent.put("text_input", "K5..nurse", "0,5")
    assert respondent.errors() == []
    respondent.press("Next")
    assert respondent.page.query_params["at"] != "figures"


def test_an_answer_and_a_reason_for_none_exclude_each_other(respondent: Respondent) -> None:
    respondent.open()
    respondent.press("Start")
    respondent.open("professions")
    respondent.put("button_group", "K3", ["nurse"])
    respondent.press("Next")
    respondent.put("text_input", "K5..nurse", "0,5")
    reason = next(
        one for one in respondent.page.selectbox if one.key.startswith("decimal.K5") and "nurse" in one.key
    )
    reason.set_value("not_collected").run()
    assert respondent.stored()[("K5", "", "nurse")] == "not_collected"
    assert respondent.widget("text_input", "K5..nurse").value == ""  # type: ignore[attr-defined]
    respondent.put("text_input", "K5..nurse", "0,6")
    assert respondent.stored()[("K5", "", "nurse")] == 0.6
    reason = next(
        one for one in respondent.page.selectbox if one.key.startswith("decimal.K5") and "nurse" in one.key
    )
    assert reason.value is None
    respondent.put("text_input", "K5..nurse", "")
    assert ("K5", "", "nurse") not in respondent.stored()


def test_other_asks_which(respondent: Respondent) -> None:
    respondent.open()
    respondent.press("Start")
    respondent.open("professions")
    respondent.put("button_group", "K3", ["other"])
    assert "Muu (ei kerrottu mikä)" in respondent.page.warning[0].value
    respondent.press("Next")
    assert respondent.page.header[0].value == as_typed("Muu (ei kerrottu mikä)")
    respondent.open("review")
    assert any("”Muu” on valittu kertomatta mikä: Mitkä" in one.value for one in respondent.page.markdown)
    respondent.open("professions")
    which = next(one for one in respondent.page.text_input if one.key.endswith(".other"))
    which.set_value("*Farmaseutti* <b>").run()
    assert not respondent.page.warning
    respondent.press("Next")
    assert "Farmaseutti" in respondent.page.header[0].value
    assert "<b>" not in respondent.page.header[0].value.replace(as_typed("<b>"), "")


def test_the_same_answer_for_all_pilots(respondent: Respondent, clock: Clock) -> None:
    respondent.open()
    respondent.press("Start")
    respondent.open("team.1")
    respondent.put("radio", "K17.keuruu", "yes")
    respondent.page.toggle[0].set_value(True).run()
    assert respondent.page.query_params["at"] == "team"
    assert respondent.widget("radio", "K17").value == "yes"  # type: ignore[attr-defined]
    clock.advance(seconds=1)
    respondent.put("text_input", "K17_hours", "6")
    assert respondent.stored()[("K17_hours", "", "")] == 6.0
    respondent.page.toggle[0].set_value(False).run()
    stored = respondent.stored()
    assert (stored[("K17_hours", "keuruu", "")], stored[("K17_hours", "laukaa", "")]) == (6.0, 6.0)
    assert ("K17", "laukaa", "") not in stored
    assert [one.value for one in respondent.page.header] == ["Keuruu"]


def test_own_rows_are_added_and_removed(respondent: Respondent) -> None:
    respondent.open()
    respondent.page.button(key="answering.start.3").click().run()
    respondent.open("tasks", number=3)
    respondent.put("text_input", "K12_task..1", "alku")
    respondent.press("Add a row")
    respondent.put("text_input", "K12_task..2", "tiimi")
    respondent.put("text_input", "K12_times..2", "40")
    respondent.open("tasks", number=3)
    next(
        one for one in respondent.page.button if one.key.startswith("remove.K12") and one.key.endswith(".1")
    ).click().run()
    assert respondent.stored(3) == {("K12_task", "", "1"): "tiimi", ("K12_times", "", "1"): 40.0}
    assert respondent.page.text_input[0].value == "tiimi"


def test_two_tabs_do_not_take_back_each_others_answers(respondent: Respondent) -> None:
    respondent.open()
    respondent.press("Start")
    first = respondent.open("coordinator")
    respondent.put("radio", "K19", "yes")
    respondent.open("coordinator")
    respondent.put("radio", "K19", "no")
    respondent.page = first
    respondent.put("text_input", "K18_clients.keuruu", "5")
    stored = respondent.stored()
    assert (stored[("K19", "", "")], stored[("K18_clients", "keuruu", "")]) == ("no", 5.0)


def test_a_round_closed_meanwhile_says_so_and_keeps_the_text(respondent: Respondent) -> None:
    respondent.open()
    respondent.press("Start")
    respondent.open("coordinator")
    respondent.put("radio", "K19", "yes")
    facilitator = Context(
        respondent.place.store, cli_actor("test"), respondent.place.catalogue(), respondent.place.clock
    )
    close_round(facilitator, round_id=respondent.round_id)
    respondent.put("text_input", "K18_clients.keuruu", "5")
    assert respondent.errors() == [FI(NOT_SAVED, why=FI(CLOSED))]
    assert respondent.widget("text_input", "K18_clients.keuruu").value == "5"  # type: ignore[attr-defined]
    assert respondent.stored() | {("K19", "", ""): "yes"} == respondent.stored()
    assert ("K18_clients", "keuruu", "") not in respondent.stored()
    page = respondent.open()
    assert page.warning


def test_going_on_begins_where_one_stopped(respondent: Respondent) -> None:
    opened = start_form(
        respondent.context, invitation_id=respondent.invitation, document_id=respondent.document(1)
    )
    save_answer(respondent.context, response_id=opened.response_id, question="K3", value=("nurse",))
    respondent.open()
    respondent.press("Go on")
    assert respondent.page.query_params["at"] == "figures"


def test_the_summary_leads_to_what_is_missing_and_sends_only_a_whole_form(respondent: Respondent) -> None:
    respondent.open()
    respondent.press("Start")
    respondent.open("review")
    send = next(one for one in respondent.page.button if one.key == "answering.send")
    assert send.disabled
    assert any(FI("No answer") in one.value for one in respondent.page.markdown)
    respondent.page.button(key="answering.to.professions").click().run()
    assert respondent.page.query_params["at"] == "professions"
    respondent.press("Next")
    assert respondent.page.info  # left open, said, and nobody held up
    left = [one for one in respondent.page.button if one.key.startswith("left.")]
    assert [one.label.split("?")[0].split(" ")[:2] for one in left] == [["Mitkä", "ammattiryhmät"]]
    left[0].click().run()
    assert respondent.page.query_params["at"] == "professions"
    assert aims(respondent.page) == ["answer-K3--"]
    respondent.put("button_group", "K3", ["nurse"])
    respondent.press("Next")
    assert not respondent.page.info
    respondent.press("Back")
    respondent.press("Back to the summary")
    assert respondent.page.query_params["at"] == "review"
    respondent.open("review")
    assert any("| sairaanhoitaja |" in one.value for one in respondent.page.markdown)


def test_own_answers_are_shown_in_words(respondent: Respondent) -> None:
    opened = start_form(
        respondent.context, invitation_id=respondent.invitation, document_id=respondent.document(1)
    )
    for question, row, value in (
        ("K3", "", ("nurse",)), ("K5", "nurse", 0.5), ("K7", "nurse", 1.0),
            ("K7_since", "nurse", "2026-09-01"),
    ):  # fmt: skip
        save_answer(
            respondent.context, response_id=opened.response_id, question=question, row=row, value=value
        )
    page = respondent.open("copy")
    told = " ".join(one.value for one in page.markdown)
    for text in ("sairaanhoitaja", "0,5 htv", "1.9.2026", "Keuruu, Laukaa"):
        assert as_typed(text) in told


def test_a_link_of_somebody_else_or_none_shows_no_survey(respondent: Respondent) -> None:
    page = AppTest.from_file(MAIN, default_timeout=PATIENCE_S)
    page.session_state[COOKIES] = {LANGUAGE_COOKIE: "fi"}
    page.query_params["r"] = respondent.invitation[:8]
    page.run()
    page.switch_page(ANSWER_PAGE).run()
    assert page.title[0].value == FI("Sign in to use this page")
    assert not page.button


def test_a_number_may_have_the_unit_of_its_question(respondent: Respondent) -> None:
    respondent.open()
    respondent.press("Start")
    respondent.open("team.1")
    for text, hours in (("20 h", 20.0), ("6,5 h/kk", 6.5), ("7 h/vk", None)):
        respondent.put("text_input", "K17_hours.keuruu", text)
        assert respondent.stored()[("K17_hours", "keuruu", "")] == (hours or 6.5)
    assert respondent.errors()  # hours of another kind are not taken for these


def test_stopping_is_offered_once_one_has_begun(respondent: Respondent) -> None:
    def offered(page: AppTest) -> int:
        return sum('href="/forget"' in one.proto.body for one in page.get("html"))

    assert offered(respondent.open()) == 0
    respondent.press("Start")
    assert offered(respondent.open("team.1")) == 1
    assert offered(respondent.open()) == 1


def test_what_a_condition_hides_is_kept_and_comes_back(respondent: Respondent) -> None:
    respondent.open("team.1")
    assert respondent.asked("text_input", "K17_hours.keuruu")
    respondent.put("text_input", "K17_hours.keuruu", "6")
    respondent.put("radio", "K17.keuruu", "no")
    assert not respondent.asked("text_input", "K17_hours.keuruu")
    assert respondent.stored()[("K17_hours", "keuruu", "")] == 6.0
    respondent.put("radio", "K17.keuruu", "yes")
    assert respondent.widget("text_input", "K17_hours.keuruu").value == "6"  # type: ignore[attr-defined]


def test_what_is_typed_in_a_hidden_question_holds_nobody_up(respondent: Respondent) -> None:
    respondent.open("team.1")
    respondent.put("text_input", "K17_hours.keuruu", "kuusi")
    assert respondent.errors() == [FI(NOT_SAVED, why=FI(NOT_NUMBER))]
    respondent.put("radio", "K17.keuruu", "no")
    assert respondent.errors() == []
    respondent.press("Next")
    assert respondent.page.query_params["at"] == "team.2"


@pytest.fixture
def nameless(place: Installation, small_project: SmallProject) -> Respondent:
    """Somebody who has begun an anonymous survey with a shared link."""
    facilitator = Context(place.store, cli_actor("test"), place.catalogue(), place.clock)
    round_id = open_round(
        facilitator, project_id=small_project.project_id, title="Nimetön kierros", templates=("practices_own",),
        pilot_ids=(small_project.keuruu,), anonymity="anonymous",
    )  # fmt: skip
    link = share_link(facilitator, round_id=round_id, pilot_id=small_project.keuruu, quota=5)
    taken = take_place(Context(place.store, ANONYMOUS, place.catalogue(), place.clock), token=link.token)
    assert taken is not None
    return Respondent(place, taken.invitation_id, taken.secret, round_id, AppTest.from_string(""))


def test_an_anonymous_survey_promises_and_shows_no_time_of_day(nameless: Respondent) -> None:
    page = nameless.open()
    assert FI(ANONYMOUS_SHARED) in page.info[0].value
    assert FI(OWN_LINK) in [one.value for one in page.markdown]
    notice = " ".join(one.value for one in page.markdown)
    assert all(FI(one) in notice and FI(ordinary) not in notice for ordinary, one in NAMELESS.items())
    assert FI("No closing day has been set for this survey yet.") in notice
    nameless.press("Start")
    page.radio[0].set_value(page.radio[0].options[0]).run()
    said = [re.sub("<[^>]+>", "", one) for one in nameless.saved() if one.startswith("<p")]
    assert [one for one in said if one] == ["Tallennettu"]
    page = nameless.open("copy")
    told = " ".join(one.value for one in [*page.markdown, *page.caption])
    assert "Nimetön kierros · Pieni hanke" in told
    page = nameless.open("thanks")
    page.button(key="answering.erase").click().run()
    assert [one.value for one in page.success] == [FI("Your answers have been erased.")]


def test_the_notice_of_an_anonymous_survey_replaces_what_the_ordinary_one_says() -> None:
    assert NAMELESS.keys() <= {text for _heading, texts in PRIVACY for text in texts}
