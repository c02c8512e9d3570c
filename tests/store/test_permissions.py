"""Who may do what: every action, tried as everybody.

The table below is written from what each person is for, not read from the code. An action that is not in it
fails the test, and so does a row without an action.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import mallipaja.actions
from mallipaja.actions import access, glance, links, sign_in, upkeep
from mallipaja.actions.access import ACTIONS, ANONYMOUS, Actor, Context, Member, Role, cli_actor
from mallipaja.actions.posts import PostValues
from mallipaja.actions.tokens import token_hash
from mallipaja.catalogue.load import Catalogue
from mallipaja.catalogue.operating_model import GenericModel
from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.catalogue.write import dump_document
from mallipaja.errors import Refused
from mallipaja.store import documents, places, record, schema
from mallipaja.store.engine import Store, Work
from mallipaja.survey.edits import MovePage
from tests.databases import Databases, close_whole
from tests.small_project import START, TOKEN, Clock, SmallProject, fill

# --- who there is ---------------------------------------------------------------------------------------

ADMINS = {"admin", "cli"}
RUNNING = ADMINS | {"facilitator"}  # of this project
OWN_PILOT = RUNNING | {"contact"}  # the pilot's own contact
IN_PROJECT = OWN_PILOT | {"other contact"}  # the contact of another pilot of the project
COMPARING = IN_PROJECT | {"developer"}  # the project's model developer
WRITING_MODELS = ADMINS | {"developer", "writer"}  # a writer of models belongs to no project
SIGNED_IN = COMPARING | {"writer", "other facilitator"}  # facilitator of another project
ANSWERING = {"respondent"}  # on the invitation in question
TAKING_PART = {"participant"}  # in the workshop in question
EVERYBODY = SIGNED_IN | {"respondent", "other respondent", "participant", "other participant", "anonymous"}

# --- who may do what ------------------------------------------------------------------------------------

MAY: dict[str, set[str]] = {
    "agreement.agree_on_team": OWN_PILOT,
    "agreement.view_agreement": OWN_PILOT,
    "caseloads.set_caseload": OWN_PILOT,
    "caseloads.set_coordination": OWN_PILOT,
    "caseloads.view_caseloads": OWN_PILOT,
    "coordination.leave_question_open": OWN_PILOT,
    "requests.paste_names": OWN_PILOT,
    "requests.set_seat": OWN_PILOT,
    "requests.view_requests": OWN_PILOT,
    "agreement_parties.list_versions": OWN_PILOT,
    "agreement_parties.note_paper": OWN_PILOT,
    "agreement_parties.remove_party": OWN_PILOT,
    "agreement_parties.set_party": OWN_PILOT,
    "agreement_parties.view_parties": OWN_PILOT,
    "thread.follow": RUNNING,
    "thread.list_knots": RUNNING,
    "minutes.add_remark": RUNNING,
    "minutes.workshop_evidence": RUNNING,
    "minutes_in_room.minutes_here": TAKING_PART,
    "minutes_in_room.remark_here": TAKING_PART,
    "minutes_undone.minutes_undone": RUNNING,
    "minutes.add_to_minutes": RUNNING,
    "minutes.finish_minutes": RUNNING,
    "minutes.note_minutes": RUNNING,
    "minutes.send_for_remarks": RUNNING,
    "minutes.settle_remark": RUNNING,
    "minutes.view_minutes": RUNNING,
    "coordination.add_rule": OWN_PILOT,
    "coordination.answer_question": OWN_PILOT,
    "coordination.change_rule": OWN_PILOT,
    "coordination.remove_rule": OWN_PILOT,
    "coordination.view_coordination": OWN_PILOT,
    "responsibilities.add_task": OWN_PILOT,
    "responsibilities.paste_tasks": OWN_PILOT,
    "responsibilities.remove_task": OWN_PILOT,
    "responsibilities.rename_task": OWN_PILOT,
    "responsibilities.set_part": OWN_PILOT,
    "responsibilities.start_responsibilities": OWN_PILOT,
    "responsibilities.view_responsibilities": OWN_PILOT,
    "agreement.preview_agreement": OWN_PILOT,
    "answering.clear_row": ANSWERING,
    "answering.open_form": ANSWERING,
    "answering.save_answer": ANSWERING,
    "answering.start_form": ANSWERING,
    "answering.submit": ANSWERING,
    "answering.welcome": ANSWERING,
    "beside.answered_rounds": OWN_PILOT,
    "beside.network_departures": OWN_PILOT,
    "beside.network_measures": OWN_PILOT,
    "beside.capacity_beside": RUNNING,
    "beside.network_changes": OWN_PILOT,
    "beside.network_opinions": OWN_PILOT,
    "beside.networks_beside": RUNNING,
    "beside.questions_beside": RUNNING,
    "bin.list_bin": RUNNING,
    "bin.list_binned_projects": ADMINS,
    "bin.restore": RUNNING,
    "bin.restore_project": ADMINS,
    "bundle.export_bundle": RUNNING,
    "bundle.export_definitions": WRITING_MODELS,
    "bundle.import_bundle": ADMINS,
    "changes.add_own_element": OWN_PILOT,
    "changes.change_adaptation": OWN_PILOT,
    "changes.change_field": OWN_PILOT,
    "changes.code_change": RUNNING | {"developer"},
    "comparison.compare_models": COMPARING,
    "comparison.list_models": EVERYBODY,
    "copying.copy_project": ADMINS,
    "demo.create_example": ADMINS,
    "describing.describe_model": EVERYBODY,
    "describing.describe_pilot": OWN_PILOT,
    "element_history.element_history": COMPARING,
    "erasure.all_due": ADMINS,
    "erasure.erase_due": ADMINS,
    "erasure.erase_own": ANSWERING,
    "erasure.erase_respondent": RUNNING,
    "erasure.erase_round": RUNNING,
    "erasure.preview_respondent": RUNNING,
    "erasure.preview_round": RUNNING,
    "feedback.list_feedback": ADMINS,
    "feedback.mark_answered": ADMINS,
    "feedback.send_feedback": EVERYBODY,
    "follow_up.paste_counts": OWN_PILOT,
    "follow_up.save_counts": OWN_PILOT,
    "follow_up.view_follow_up": COMPARING,
    "going_over.go_over": ANSWERING,
    "going_over.what_goes_over": ANSWERING,
    "history.read_history": RUNNING,
    "innokyla_pages.add_page": WRITING_MODELS,
    "innokyla_pages.decide_passage": WRITING_MODELS,
    "innokyla_pages.list_pages": WRITING_MODELS,
    "innokyla_pages.models_made_here": EVERYBODY,
    "innokyla_pages.preview_page_model": WRITING_MODELS,
    "innokyla_pages.publish_page": WRITING_MODELS,
    "innokyla_pages.remove_page": WRITING_MODELS,
    "innokyla_pages.reopen_passage": WRITING_MODELS,
    "innokyla_pages.view_page": WRITING_MODELS,
    "invitations.invite_pilot": RUNNING,
    "invitations.invite_units": RUNNING,
    "invitations.renew_link": RUNNING,
    "invitations.revoke_invitation": RUNNING,
    "links.count_miss": EVERYBODY,
    "links.forget_device": EVERYBODY,
    "links.new_setup_link": ADMINS,
    "links.open_invitation": EVERYBODY,
    "links.setup_link_works": EVERYBODY,
    "links.whose_password_link": EVERYBODY,
    "meetings.change_meeting": RUNNING,
    "meetings.list_meetings": OWN_PILOT,
    "meetings.project_meetings": RUNNING,
    "meetings.record_meeting": RUNNING,
    "meetings.remove_meeting": RUNNING,
    "model_editor.drop_edit": WRITING_MODELS,
    "model_editor.list_versions": EVERYBODY,
    "model_editor.publish_version": WRITING_MODELS,
    "model_editor.save_element": WRITING_MODELS,
    "model_editor.view_model_draft": WRITING_MODELS,
    "notice.notice_for_respondent": ANSWERING,
    "notice.notice_of_project": COMPARING,
    "on_behalf.add_dissent": ANSWERING,
    "on_behalf.enter_paper": RUNNING,
    "on_behalf.find_entry": RUNNING,
    "on_behalf.open_joint": RUNNING,
    "on_behalf.remove_dissent": ANSWERING,
    "on_behalf.set_participants": ANSWERING,
    "on_behalf.together": ANSWERING,
    "parties.add_actor": RUNNING,
    "parties.add_organisation": RUNNING,
    "parties.add_unit": RUNNING,
    "parties.add_units": RUNNING,
    "parties.change_actor": RUNNING,
    "parties.change_organisation": RUNNING,
    "parties.change_unit": RUNNING,
    "parties.list_actors": IN_PROJECT,
    "parties.list_organisations": IN_PROJECT,
    "parties.list_rosters": RUNNING,
    "parties.list_units": RUNNING,
    "parties.pilot_actors": OWN_PILOT,
    "parties.remove_actor": RUNNING,
    "parties.remove_organisation": RUNNING,
    "parties.remove_unit": RUNNING,
    "people.add_account": ADMINS,
    "people.add_member": ADMINS,
    "people.change_account": ADMINS,
    "people.deactivate": ADMINS,
    "people.list_members": ADMINS,
    "people.list_people": ADMINS,
    "people.new_password_link": ADMINS,
    "people.reactivate": ADMINS,
    "people.remove_member": ADMINS,
    "picture.capacity_picture": OWN_PILOT,
    "picture.network_picture": OWN_PILOT,
    "picture.practice_picture": OWN_PILOT,
    "practices.add_handover": OWN_PILOT,
    "practices.add_practice": OWN_PILOT,
    "practices.add_source": OWN_PILOT,
    "practices.bring_card": OWN_PILOT,
    "practices.cards_to_bring": OWN_PILOT,
    "practices.change_practice": OWN_PILOT,
    "practices.list_practices": OWN_PILOT,
    "practices.remove_handover": OWN_PILOT,
    "practices.remove_practice": OWN_PILOT,
    "practices.remove_source": OWN_PILOT,
    "process.add_task": OWN_PILOT,
    "process.board": IN_PROJECT,
    "process.change_task": OWN_PILOT,
    "process.name_of": SIGNED_IN,
    "process.raise_risk": OWN_PILOT,
    "process.remove_task": OWN_PILOT,
    "process.set_step": OWN_PILOT,
    "process.settle_risk": OWN_PILOT,
    "projects.add_pilot": RUNNING,
    "projects.archive_project": ADMINS,
    "projects.change_pilot": RUNNING,
    "projects.change_project": RUNNING,
    "projects.create_project": ADMINS,
    "projects.list_pilots": COMPARING,
    "projects.list_projects": SIGNED_IN,
    "projects.remove_pilot": RUNNING,
    "projects.start_from_empty": RUNNING,
    "sign_in.choose_language": SIGNED_IN,
    "rebase.apply_rebase": OWN_PILOT,
    "rebase.preview_rebase": OWN_PILOT,
    "rebase.view_move": OWN_PILOT,
    "regions.choose_region": RUNNING,
    "regions.list_regions": IN_PROJECT,
    "survey_exports.export_file": RUNNING,
    "survey_exports.export_results": RUNNING,
    "survey_progress.round_progress": RUNNING,
    "survey_exports.take_answers": RUNNING,
    "survey_exports.take_pilot_answers": OWN_PILOT,
    "survey_results.list_answers": RUNNING,
    "survey_results.pilot_answers": OWN_PILOT,
    "survey_results.pilot_results": OWN_PILOT,
    "survey_results.pilot_rounds": OWN_PILOT,
    "survey_results.result_rounds": RUNNING,
    "survey_results.round_results": RUNNING,
    "recipients.addresses": RUNNING,
    "recipients.extend_invitation": RUNNING,
    "recipients.invite_list": RUNNING,
    "recipients.note_letters": RUNNING,
    "recipients.renew_person": RUNNING,
    "recipients.revoke_person": RUNNING,
    "shared_links.change_shared": RUNNING,
    "shared_links.list_shared": RUNNING,
    "shared_links.renew_shared": RUNNING,
    "shared_links.revoke_shared": RUNNING,
    "shared_links.share_link": RUNNING,
    "shared_links.shared_door": EVERYBODY,
    "shared_links.take_place": EVERYBODY,
    "surveys.change_round": RUNNING,
    "surveys.close_round": RUNNING,
    "surveys.list_rounds": RUNNING,
    "surveys.list_templates": SIGNED_IN,
    "surveys.open_round": RUNNING,
    "surveys.remove_round": RUNNING,
    "surveys.reopen_round": RUNNING,
    "taken_out.list_exports": RUNNING,
    "posts.save_post": OWN_PILOT,
    "posts.remove_post": OWN_PILOT,
    "posts.forget_corrections": OWN_PILOT,
    "posts.paste_posts": OWN_PILOT,
    "posts.change_settings": OWN_PILOT,
    "posts.change_prices": OWN_PILOT,
    "posts.take_back_acceptance": OWN_PILOT,
    "posts.list_competences": RUNNING,
    "posts.add_competence": RUNNING,
    "posts.set_levels": RUNNING,
    "posts.remove_competence": RUNNING,
    "posts.list_travel": RUNNING,
    "posts.set_travel": RUNNING,
    "team_ways.show_alternatives": OWN_PILOT,
    "team_ways.use_alternative": OWN_PILOT,
    "team_ways.show_ways": OWN_PILOT,
    "team_ways.apply_repair": OWN_PILOT,
    "team_ways.region_places": RUNNING,
    "team_ways.agree_on_loans": RUNNING,
    "teams.decide_seat": OWN_PILOT,
    "teams.draft_team": OWN_PILOT,
    "teams.mark_discussed": OWN_PILOT,
    "teams.take_up_draft": OWN_PILOT,
    "team_ways.take_back_loan": RUNNING,
    "teams.view_team": OWN_PILOT,
    "versions.list_versions": RUNNING,
    "versions.preview_version": RUNNING,
    "versions.publish_version": RUNNING,
    "versions.waiting_versions": RUNNING,
    "today.view_today": OWN_PILOT,
    "template_editing.edit_survey": RUNNING,
    "template_editing.list_surveys": RUNNING,
    "template_editing.new_survey": RUNNING,
    "template_editing.remove_survey": RUNNING,
    "template_editing.survey_as_form": RUNNING,
    "template_editing.survey_from_form": RUNNING,
    "template_editing.survey_problems": RUNNING,
    "template_editing.take_survey_into_use": RUNNING,
    "template_editing.try_survey": RUNNING,
    "template_editing.view_survey": RUNNING,
    "variants.end_adaptation": OWN_PILOT,
    "variants.take_stand": OWN_PILOT,
    "variants.view_variant": OWN_PILOT,
    "workloads.workload_picture": OWN_PILOT,
    # workshops
    "agenda.add_block": RUNNING,
    "agenda.change_block": RUNNING,
    "agenda.end_block": RUNNING,
    "agenda.order_blocks": RUNNING,
    "agenda.remove_block": RUNNING,
    "agenda.run_block": RUNNING,
    "boards.add_group": RUNNING,
    "boards.hide_card": RUNNING,
    "boards.list_moves": RUNNING,
    "boards.merge_cards": RUNNING,
    "boards.move_card": RUNNING,
    "boards.remove_group": RUNNING,
    "boards.rename_group": RUNNING,
    "boards.split_card": RUNNING,
    "boards.undo": RUNNING,
    "boards.write_cards": RUNNING,
    "codebook.add_theme": RUNNING,
    "codebook.change_theme": RUNNING,
    "codebook.remove_theme": RUNNING,
    "codebook.say_theme": RUNNING,
    "codebook.themed_cards": RUNNING,
    "decisions.change_decision": RUNNING,
    "decisions.decide": RUNNING,
    "agenda_templates.use_agenda_template": RUNNING,
    "step_picture.step_picture": RUNNING,
    "step_picture.step_picture_here": TAKING_PART,
    "evidence_sources.add_card_source": RUNNING,
    "evidence_sources.add_challenge_source": RUNNING,
    "evidence_sources.list_evidence_sources": RUNNING,
    "evidence_sources.remove_evidence_source": RUNNING,
    "challenge_cards.list_waiting_cards": RUNNING,
    "decisions.list_changes_of_models": RUNNING,
    "decisions.list_challenges": RUNNING,
    "decisions.list_decisions": RUNNING,
    "decisions.open_at_start": RUNNING,
    "decisions.raise_challenge": RUNNING,
    "decisions.remove_challenge": RUNNING,
    "decisions.remove_decision": RUNNING,
    "decisions.tie_challenge": RUNNING,
    "decisions.untie_challenge": RUNNING,
    "generic_elements.element_names": COMPARING | {"writer", "other facilitator"},
    "grouping.group_together": TAKING_PART,
    "live.crowd": TAKING_PART,
    "live.lead_step": RUNNING,
    "live.take_part": TAKING_PART,
    "live.wall": RUNNING,
    "live.wall_of_participant": TAKING_PART,
    "redaction.redact_addition": RUNNING,
    "redaction.redact_card": RUNNING,
    "redaction.redact_challenge": RUNNING,
    "redaction.redact_decision": RUNNING,
    "redaction.redact_remark": RUNNING,
    "survey_cards.bring_survey_cards": RUNNING,
    "taking_part.enter": EVERYBODY,
    "taking_part.join": TAKING_PART,
    "taking_part.rewrite_card": TAKING_PART,
    "taking_part.take_card_back": TAKING_PART,
    "taking_part.write_card": TAKING_PART,
    "voting.close_vote": RUNNING,
    "voting.count_by_hand": RUNNING,
    "voting.list_rounds_of_votes": RUNNING,
    "voting.marks_of_votes": EVERYBODY,
    "voting.open_vote": RUNNING,
    "voting.view_vote": RUNNING,
    "voting.vote": TAKING_PART,
    "workshop_steps.add_step": RUNNING,
    "workshop_steps.change_step": RUNNING,
    "workshop_steps.list_options": RUNNING,
    "workshop_steps.order_steps": RUNNING,
    "workshop_steps.remove_step": RUNNING,
    "workshop_steps.set_options": RUNNING,
    "workshop_steps.set_step_state": RUNNING,
    "workshops.bring_all": RUNNING,
    "workshops.close_joining": RUNNING,
    "workshops.end_workshop": RUNNING,
    "workshops.go_to_step": RUNNING,
    "workshops.list_workshops": RUNNING,
    "workshops.open_workshop": RUNNING,
    "workshops.renew_code": RUNNING,
    "workshops.set_pace": RUNNING,
    "workshops.set_start": RUNNING,
    "workshops.set_timer": RUNNING,
    "workshops.set_wall": RUNNING,
    "workshops.start_workshop": RUNNING,
    "workshops.view_workshop": RUNNING,
}

DEVICE = "the-secret-of-a-phone"
FAR = datetime(2030, 1, 1, tzinfo=UTC)

# --- what it is tried on --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Target:
    """A small project with one of everything, and another beside it."""

    store: Store
    catalogue: Catalogue
    here: SmallProject
    elsewhere: SmallProject
    more: Mapping[str, str]

    def arguments(self, name: str) -> dict[str, Any]:
        """Arguments with which the action works."""
        given = {**self._by_name(), **self._special().get(name, {})}
        parameters = list(inspect.signature(ACTIONS[name].function).parameters.values())[1:]
        wanted = {one.name for one in parameters if one.default is one.empty} | {ACTIONS[name].scope}
        return {key: given[key] for key in wanted if key}

    def _by_name(self) -> dict[str, Any]:
        here = self.here
        return {
            "project_id": here.project_id,
            "pilot_id": here.keuruu,
            "organisation_id": self.more["organisation"],
            "actor_id": here.health_actor,
            "unit_id": here.health_unit,
            "round_id": here.round_id,
            "invitation_id": here.invitation_id,
            "account_id": here.accounts["developer"],
            "membership_id": here.memberships["developer"],
            **{f"{name}_id": key for name, key in self.more.items() if name != "organisation"},
            "name": "Uusi nimi",
            "title": "Uusi otsikko",
            "sector": "health",
            "text": "Teksti",
            "values": {},
            "revision": None,
            "token": TOKEN,
            "device": DEVICE,
            "move": "c" * 32,
            "pilot_ids": (here.keuruu,),
            "unit_ids": (here.health_unit,),
            "held_on": date(2026, 11, 20),
            "mode": "remote",
        }

    def _special(self) -> dict[str, dict[str, Any]]:
        step, flag = self.catalogue.process_steps[0].key, self.catalogue.risk_flags[0].key
        here = self.here
        return {
            "agreement.agree_on_team": {"agreed_on": date(2026, 11, 20), "decided_by": "Kokous"},
            "answering.clear_row": {"block": "lohko"},
            "answering.save_answer": {"question": "K1"},
            "bin.restore": {"entity": "unit", "record_id": self.more["binned unit"]},
            "bin.restore_project": {"project_id": self.more["binned project"]},
            "bundle.import_bundle": {"data": b""},
            "demo.create_example": {},
            "agenda.order_blocks": {"order": ()},
            "boards.merge_cards": {"into": self.more["card"], "others": (self.more["room card"],)},
            "boards.move_card": {"card": self.more["card"]},
            "boards.hide_card": {"card": self.more["card"], "hidden": True},
            "boards.split_card": {"card": self.more["room card"], "text": "Yksi\nKaksi"},
            "boards.write_cards": {"kind": "idea"},
            "codebook.say_theme": {"theme": self.more["theme"], "belongs": True},
            "decisions.tie_challenge": {"kind": "regional"},
            "agenda_templates.use_agenda_template": {"template": "mapping", "language": "fi"},
            "step_picture.step_picture_here": {"step": self.more["workshop_step"]},
            "evidence_sources.add_card_source": {"kind": "document"},
            "evidence_sources.add_challenge_source": {"kind": "statistic"},
            "generic_elements.element_names": {"language": "fi"},
            "grouping.group_together": {"card": self.more["card"], "step": self.more["workshop_step"]},
            "live.lead_step": {},
            "taking_part.enter": {"code": "ABC234"},
            "taking_part.rewrite_card": {"step": self.more["workshop_step"]},
            "taking_part.take_card_back": {"step": self.more["workshop_step"]},
            "taking_part.write_card": {
                "step": self.more["workshop_step"],
                "kind": "idea",
                "card_id": "b" * 32,
            },
            "voting.close_vote": {"workshop_step_id": self.more["vote step"]},
            "voting.count_by_hand": {
                "workshop_step_id": self.more["vote step"],
                "subject": self.more["option"],
                "choice": "agree",
                "source": "hands",
                "count": 3,
            },
            "voting.open_vote": {"workshop_step_id": self.more["vote step"]},
            "voting.view_vote": {"workshop_step_id": self.more["vote step"]},
            "voting.vote": {
                "step": self.more["vote step"],
                "subject": self.more["option"],
                "choice": "agree",
            },
            "workshop_steps.add_step": {"kind": "board"},
            "workshop_steps.order_steps": {"order": ()},
            "workshop_steps.set_step_state": {"state": "open"},
            "workshops.go_to_step": {"step": self.more["workshop_step"]},
            "workshops.set_pace": {"pace": "self"},
            "workshops.set_start": {"starts_at": None},
            "workshops.set_timer": {"minutes": 5},
            "workshops.set_wall": {"shown": "agenda"},
            "workshops.start_workshop": {"meeting_id": self.more["empty meeting"]},
            "links.count_miss": {"address": "192.0.2.1"},
            "links.forget_device": {"device": "laite"},
            "voting.marks_of_votes": {"device": "laite"},
            "parties.add_unit": {"actor_id": here.health_actor, "organisation_id": here.health},
            "parties.add_units": {"text": "Uusi; Hyvinvointialue; Hyvinvointialue; Keuruu"},
            "parties.remove_actor": {"actor_id": self.more["actor"]},
            "people.add_account": {"login": "uusi"},
            "people.add_member": {"role": "facilitator"},
            "beside.network_changes": {"before": here.round_id, "after": here.round_id},
            "practices.add_practice": {
                "values": {"phase": "recognition", "actor_id": here.health_actor, "what": "Ottaa puheeksi"}
            },
            "practices.add_source": {"kind": "meeting"},
            "process.name_of": {"who": f"account:{here.accounts['admin']}"},
            "process.raise_risk": {"key": flag},
            "process.set_step": {"key": step, "state": "under_way"},
            "projects.start_from_empty": {"project_id": self.more["example project"]},
            "changes.add_own_element": {"group": "rules", **REASONED},
            "changes.change_adaptation": {"values": {"why": "Uusi syy"}},
            "changes.change_field": {
                "element": "roles.social_services",
                "field": "role.hours_per_month",
                "value": 8.0,
                **REASONED,
            },
            "changes.code_change": {"frame": {"when": "planning"}, "core_kept": True},
            "describing.describe_model": {"model_id": "siun_sote"},
            "element_history.element_history": {"element": "roles.kela"},
            "follow_up.paste_counts": {"text": "\t1/2026\nOhjatut asiakkaat\t3"},
            "innokyla_pages.add_page": {"content": b"Toimintamallin nimi\nMalli\n", "name": "sivu.txt"},
            "innokyla_pages.decide_passage": {
                "element": "roles.kela",
                "section": "Ratkaisun perusidea",
                "start": -1,
                "values": {"text": "Omin sanoin"},
            },
            "innokyla_pages.reopen_passage": {"finding_id": self.more["finding"]},
            "model_editor.drop_edit": {"element": "roles.kela"},
            "model_editor.publish_version": {"version": "9", "note": "Uutta"},
            "model_editor.save_element": {"element": "roles.kela", "content": None},
            "rebase.apply_rebase": {"version": "1"},
            "rebase.view_move": {"version": "1"},
            "regions.choose_region": {"region": None},
            "rebase.preview_rebase": {"version": "1"},
            "sign_in.choose_language": {"language": "sv"},
            "survey_exports.export_file": {"kind": "results"},
            "survey_exports.take_answers": {"form": "capacity_basic", "column": "K1"},
            "survey_exports.take_pilot_answers": {"form": "capacity_basic", "column": "K1"},
            "survey_results.list_answers": {"form": "capacity_basic", "column": "K1"},
            "survey_results.pilot_answers": {"form": "capacity_basic", "column": "K1"},
            "surveys.open_round": {"templates": ("capacity_basic",)},
            "going_over.go_over": {"how": "carry"},
            "on_behalf.enter_paper": {"template": "capacity_basic"},
            "on_behalf.find_entry": {"handle": "x" * 8},
            "on_behalf.set_participants": {"actors": ()},
            "recipients.extend_invitation": {"until": date(2027, 1, 1)},
            "recipients.invite_list": {"text": "Hyvinvointialue;Kuntoutus;Aino"},
            "recipients.note_letters": {"recipient_ids": (self.more["recipient"],)},
            "shared_links.change_shared": {"quota": 5, "until": None},
            "shared_links.share_link": {"quota": 5},
            "versions.preview_version": {"template": self.catalogue.templates["capacity_basic"]},
            "versions.publish_version": {
                "template": self.catalogue.templates["capacity_basic"],
                "document_id": self.more["document"],
                "recode": {},
            },
            "posts.save_post": {"key": "", "values": PostValues(name="Toimi", sector="health")},
            "posts.remove_post": {"key": self.more["post key"]},
            "posts.forget_corrections": {"key": self.more["post key"]},
            "posts.paste_posts": {"text": "Toinen toimi; terveydenhuolto"},
            "posts.change_settings": {"demand": "high"},
            "posts.change_prices": {"prices": {"hire": 800.0}},
            "posts.add_competence": {"holders": 1, "level": 2},
            "posts.set_levels": {"levels": {"nurse": 2}},
            "posts.set_travel": {"from_pilot_id": here.keuruu, "to_pilot_id": here.laukaa, "minutes": 60},
            "team_ways.use_alternative": {"seats": ()},
            "team_ways.apply_repair": {"actions": ()},
            "team_ways.take_back_loan": {"key": self.more["post key"]},
            "team_ways.agree_on_loans": {"loans": ()},
            "minutes.note_minutes": {"rows": 3},
            "minutes.add_remark": {"by": "Kela"},
            "minutes.finish_minutes": {"by": "Anna"},
            "minutes.send_for_remarks": {"by": "Anna"},
            "minutes.settle_remark": {"answer": "Lisättiin"},
            "thread.follow": {"kind": "challenge", "knot": self.more["challenge"]},
            "agreement_parties.note_paper": {"paper": "agreement", "rows": 4},
            "agreement_parties.set_party": {
                "organisation": "Kela",
                "agreed_by": "Palvelupäällikkö",
                "mandate": "present",
            },
            "coordination.add_rule": {"values": {"situation": "Tilanne", "coordinator": "Sosiaaliohjaaja"}},
            "coordination.answer_question": {"question": "guidance", "answer": "Yhdessä"},
            "caseloads.set_caseload": {"post": "rehabilitation", "clients": 4},
            "caseloads.set_coordination": {"new_clients_per_month": 2.0, "months_each": 6.0},
            "coordination.leave_question_open": {
                "question": "guidance",
                "why": "Kesken",
                "decide_by": date(2026, 12, 20),
            },
            "coordination.change_rule": {"values": {"deputy": "Sairaanhoitaja"}},
            "responsibilities.add_task": {"phase": "plan", "task": "Kutsuu koolle"},
            "responsibilities.paste_tasks": {"text": "Tehtävä\tKelan jäsen\nKutsuu\tP"},
            "responsibilities.rename_task": {"task": "Kutsuu", "phase": "plan"},
            "responsibilities.set_part": {"role": "roles.kela", "part": "main"},
            "teams.decide_seat": {"post": "a:b", "role": "roles.kela", "decision": "pin"},
            "requests.paste_names": {"text": "Kelan jäsen;;Nimi"},
            "requests.set_seat": {"state": "declined"},
            "template_editing.edit_survey": {"key": "capacity_basic", "change": MovePage("unit", 1)},
            "template_editing.new_survey": {"answered_by": "person"},
            "template_editing.remove_survey": {"key": "capacity_basic"},
            "template_editing.survey_as_form": {"key": "capacity_basic"},
            "template_editing.survey_from_form": {"content": b"", "name": "a.xlsx"},
            "template_editing.survey_problems": {"key": "capacity_basic"},
            "template_editing.take_survey_into_use": {"key": "capacity_basic"},
            "template_editing.try_survey": {"key": "capacity_basic"},
            "template_editing.view_survey": {"key": "capacity_basic"},
            "variants.take_stand": {"element": "roles.kela", "fit": "fits"},
        }


REASONED = {"why": "Tarve", "decided_by": "Kokous"}
WITHOUT_SUCCESS = {
    "minutes.add_remark": "the minutes have not been sent for remarks",
    "minutes.finish_minutes": "the minutes have not been sent for remarks",
    "minutes_in_room.remark_here": "the minutes have not been sent for remarks",
    "boards.undo": "nothing has been moved",
    "agenda_templates.use_agenda_template": "there are parts and steps already",
    "practices.bring_card": "the card stands in no phase",
    "taking_part.join": "does not say which organisation",
    "grouping.group_together": "only the facilitator groups on this board",
    "taking_part.rewrite_card": "somebody else wrote the card",
    "taking_part.take_card_back": "somebody else wrote the card",
    "template_editing.remove_survey": "the project has no version of its own",
    "template_editing.take_survey_into_use": "nothing has changed",
    "model_editor.publish_version": "nothing has been edited",
    "responsibilities.start_responsibilities": "the pilot has tasks already",
    "agreement.agree_on_team": "the draft was not made from the answers there are",
    "requests.paste_names": "the only seat is vacant",
    "answering.clear_row": "the form has no such row",
    "answering.submit": "required questions have no answer",
    "going_over.go_over": "the form is the newest version",
    "going_over.what_goes_over": "the form is the newest version",
    "erasure.erase_round": "the round is open",
    "on_behalf.add_dissent": "the answer is not a joint one",
    "on_behalf.enter_paper": "the unit answers itself",
    "on_behalf.open_joint": "the round has no joint form",
    "on_behalf.remove_dissent": "the answer is not a joint one",
    "on_behalf.set_participants": "the answer is not a joint one",
    "shared_links.share_link": "the round has no personal survey",
    "versions.publish_version": "nothing has changed",
    "bundle.import_bundle": "the file is empty",
    "demo.create_example": "takes long; its own tests make it",
}
"""Actions whose arguments here are good enough to be let in, not to be carried out."""
ONCE = {"erasure.erase_respondent"}
"""Actions after which there is nothing left to be let in to: the first who may is tried."""


@pytest.fixture(scope="module")
def arranged(databases: Databases, catalogue: Catalogue) -> Iterator[Target]:
    """One of everything, written once; its store is closed."""
    store = Store(databases.filled("sqlite"))
    target = _arrange(store, catalogue)
    close_whole(store)
    yield target
    databases.drop(str(store.url))


@pytest.fixture
def target(databases: Databases, arranged: Target) -> Iterator[Target]:
    """A copy of one of everything for each test."""
    url = databases.copied(str(arranged.store.url))
    store = Store(url)
    yield replace(arranged, store=store)
    store.close()
    databases.drop(url)


def _arrange(store: Store, catalogue: Catalogue) -> Target:
    here, elsewhere = fill(store), fill(store, "Toinen hanke")
    with store.writing("cli:test", START) as work:

        def add(table: Any, **values: Any) -> str:
            return record.add(work, table, values, project_id=here.project_id)

        pilot, project = {"pilot_id": here.keuruu}, {"project_id": here.project_id}
        assert catalogue.generic is not None
        model = _document(work, "operating_model", catalogue.generic)
        form = _document(work, "survey_template", catalogue.templates["capacity_basic"])
        asked = {"id": record.new_id(), "round_id": here.round_id, "document_id": form, "position": 0}
        work.connection.execute(schema.round_template.insert().values(asked))
        empty = {"name": "Tyhjä", "sector": "other", "key": "tyhja"}
        draft = add(
            schema.draft,
            **pilot,
            document_id=model,
            number=1,
            state="draft",
            created_at=START,
            pins=[],
            vetoes=[],
        )
        variant = add(schema.variant, **pilot, document_id=model, created_at=START)
        changed = {"operation": "set", "element": "roles.kela", "what": "x", "why": "x", "decided_by": "x"}
        more = {
            "organisation": add(schema.organisation, **project, **empty),
            "actor": add(schema.actor, **project, **empty, position=9),
            "meeting": add(
                schema.meeting, **project, **pilot, title="Kokous", held_on=date(2026, 11, 1), mode="remote"
            ),
            "task": add(schema.task, **pilot, title="Tehtävä"),
            "risk": add(schema.risk, **pilot, key="x"),
            "responsibility": add(
                schema.responsibility, **pilot, phase="plan", task="Tehtävä", parts={}, position=1
            ),
            "party": add(
                schema.agreement_party, draft_id=draft, organisation="Kela", agreed_by="x", mandate="present"
            ),
            "rule": add(schema.coordinator_rule, **pilot, situation="x", coordinator="x", position=1),
            "draft": draft,
            "seat": add(schema.seat, draft_id=draft, role="roles.kela", state="vacant", position=1),
            "variant": variant,
            "document": form,
            "adaptation": add(schema.adaptation, variant_id=variant, **changed, state="agreed"),
            "response": add(
                schema.response,
                round_id=here.round_id,
                document_id=form,
                invitation_id=here.invitation_id,
                unit_id=here.employment_unit,
                source="link",
                started_at=START,
            ),
            "recipient": add(schema.recipient, **project, token_hash="x", created_at=START),
            "shared_link": add(
                schema.shared_link,
                **pilot,
                round_id=here.round_id,
                label="x",
                quota=3,
                token_hash="y",
                created_at=START,
            ),
            "feedback": record.add(
                work, schema.feedback, {"text": "Palaute", "received_at": START}, project_id=None
            ),
            "binned unit": add(
                schema.unit,
                **project,
                organisation_id=here.health,
                actor_id=here.health_actor,
                key="poistettu",
                name="Poistettu",
            ),
        }
        added = {"key": "own_x", "source": "hand", "name": "x", "sector": "health", "removed": False}
        add(schema.post, **pilot, **added)
        more["post key"] = "own_x"
        known = {"name": "Kuntoutus", "holders": 1, "level": 2, "levels": {}, "position": 0}
        more["competence"] = add(schema.competence, **project, **known)
        more["dissent"] = add(schema.dissent, response_id=more["response"], text="x", created_at=START)
        record.put_in_bin(work, schema.unit, more["binned unit"], project_id=here.project_id)
        more |= _workshop(work, add, here, more["meeting"])
        there = _workshop(
            work,
            lambda table, **values: record.add(work, table, values, project_id=elsewhere.project_id),
            elsewhere,
            record.add(
                work,
                schema.meeting,
                {
                    "project_id": elsewhere.project_id,
                    "title": "Muualla",
                    "held_on": date(2026, 11, 1),
                    "mode": "remote",
                },
                project_id=elsewhere.project_id,
            ),
            code="XYZ234",
        )
        more["other participant"] = there["participant"]
        more["practice"] = add(
            schema.practice,
            **pilot,
            actor_id=here.health_actor,
            phase="recognition",
            kind="practice",
            what="x",
            valid_on=date(2026, 11, 1),
            source="hand",
        )
        more["handover"] = add(schema.practice_handover, practice_id=more["practice"])
        more["practice_source"] = add(
            schema.practice_source, practice_id=more["practice"], kind="meeting", title="x"
        )
        page = {"key": "malli", "name": "Malli", "body": "Toimintamallin nimi\nMalli\n", "created_at": START}
        more["page"] = record.add(work, schema.innokyla_page, page, project_id=None)
        found = {"element": "roles.kela", "section": "", "start": -2, "state": "confirmed"}
        words = {"text": "Kela on mukana", "relation": "same"}
        finding = {"page_id": more["page"], **found, "content": words}
        more["finding"] = record.add(work, schema.innokyla_finding, finding, project_id=None)
        for name, is_example in (("binned project", False), ("example project", True)):
            values = {"name": name, "languages": ["fi"], "created_at": START, "is_example": is_example}
            more[name] = record.add(work, schema.project, values, project_id=None)
        record.put_in_bin(work, schema.project, more["binned project"], project_id=None)
    return Target(store, catalogue, here, elsewhere, more)


def _workshop(
    work: Work, add: Callable[..., str], project: SmallProject, meeting_id: str, code: str = "ABC234"
) -> dict[str, str]:
    """An open workshop with a board that has been shown, a vote that is open, and one of everything else."""
    workshop = add(schema.workshop, meeting_id=meeting_id, state="open", join_code=code)
    fixed = {"workshop_id": workshop, "card_kinds": ["idea"]}
    board = add(
        schema.workshop_step,
        **fixed,
        kind="board",
        title="Taulu",
        state="open",
        position=0,
        revealed_at=START,
    )
    vote = add(schema.workshop_step, **fixed, kind="stand", title="Kanta", state="open", position=1)
    card = {"step_id": board, "kind": "idea", "source": "room", "position": 0, "written_at": START}
    participant = add(
        schema.participant, workshop_id=workshop, voice="professional", opened_at=START, joined_at=START,
        organisation_id=project.health,
    )  # fmt: skip
    device = {"secret_hash": token_hash(DEVICE), "participant_id": participant, "id": record.new_id()}
    work.connection.execute(
        schema.participant_device.insert().values(**device, created_at=START, expires_at=FAR)
    )
    challenge = add(schema.challenge, project_id=project.project_id, text="Haaste", raised_at=START)
    minutes = add(schema.minutes, workshop_id=workshop, state="draft", made_at=START)
    return {
        "workshop": workshop,
        "workshop_step": board,
        "vote step": vote,
        "option": add(schema.workshop_option, step_id=vote, text="Väittämä", position=0),
        "vote_round": add(
            schema.vote_round,
            step_id=vote,
            number=1,
            state="open",
            opened_at=START,
            dots_each=3,
            dots_per_card=1,
        ),
        "participant": participant,
        "block": add(
            schema.agenda_block, workshop_id=workshop, kind="block", title="Osa", minutes=5, position=0
        ),
        "group": add(schema.card_group, step_id=board, name="Ryhmä", position=0),
        "card": add(schema.card, **card, text="Kortti"),
        "room card": add(schema.card, **card, text="Toinen"),
        "theme": add(schema.theme, project_id=project.project_id, name="Teema", stems=["kort"], position=0),
        "decision": add(
            schema.decision,
            workshop_id=workshop,
            kind="decision",
            text="Päätös",
            state="open",
            decided_at=START,
        ),
        "challenge": challenge,
        "challenge_link": add(
            schema.challenge_link, challenge_id=challenge, kind="regional", linked_at=START
        ),
        "evidence_source": add(
            schema.evidence_source,
            project_id=project.project_id,
            challenge_id=challenge,
            kind="document",
            title="Raportti",
        ),
        "minutes": minutes,
        "remark": add(schema.minutes_remark, minutes_id=minutes, text="Huomautus", by="Kela", at=START),
        "empty meeting": add(
            schema.meeting,
            project_id=project.project_id,
            title="Uusi",
            held_on=date(2026, 11, 2),
            mode="remote",
        ),
    }


def _document(work: Work, kind: str, value: GenericModel | SurveyTemplate) -> str:
    return documents.take_into_use(work, kind, value.id, value.version, dump_document(value))


def everybody(target: Target) -> dict[str, Actor]:
    """The people of the table; nobody but the administrators is in the example project but its facilitator."""
    here, there = target.here, target.elsewhere

    def person(role: str, *members: Member, **rights: bool) -> Actor:
        account = (there if role.startswith("other f") else here).accounts.get(
            role, here.accounts["developer"]
        )
        return Actor(f"account:{account}", role, account, members=members, **rights)

    def invited(project: SmallProject) -> Actor:
        return Actor(f"invitation:{project.invitation_id}", invitations=(project.invitation_id,))

    own = [target.more["example project"], here.project_id]
    return {
        "admin": person("admin", is_admin=True),
        "cli": cli_actor("test"),
        "facilitator": person("facilitator", *(Member(one, Role.FACILITATOR) for one in own)),
        "other facilitator": person("other facilitator", Member(there.project_id, Role.FACILITATOR)),
        "contact": person("pilot_contact", Member(here.project_id, Role.PILOT_CONTACT, here.keuruu)),
        "other contact": person("other contact", Member(here.project_id, Role.PILOT_CONTACT, here.laukaa)),
        "developer": person("developer", Member(here.project_id, Role.DEVELOPER), is_developer=True),
        "writer": person("writer", is_developer=True),
        "participant": Actor("participant:", participants=(target.more["participant"],)),
        "other participant": Actor("participant:", participants=(target.more["other participant"],)),
        "respondent": invited(here),
        "other respondent": invited(there),
        "anonymous": ANONYMOUS,
    }


# --- the tests ------------------------------------------------------------------------------------------


def modules() -> Iterator[Any]:
    for one in pkgutil.iter_modules(mallipaja.actions.__path__):
        yield importlib.import_module(f"mallipaja.actions.{one.name}")


def every_action() -> list[str]:
    list(modules())
    return sorted(ACTIONS)


def test_the_table_has_every_action_and_no_other() -> None:
    assert set(MAY) == set(every_action())


def test_the_table_knows_everybody(target: Target) -> None:
    assert set(everybody(target)) == EVERYBODY


@pytest.mark.parametrize("name", every_action())
def test_who_may(name: str, target: Target) -> None:
    arguments, people = target.arguments(name), everybody(target)
    run = ACTIONS[name].function
    for role in sorted(EVERYBODY - MAY[name]):
        with pytest.raises(Refused):
            run(Context(target.store, people[role], target.catalogue, Clock()), **arguments)
    succeeded = 0
    for role in sorted(MAY[name] if name != "demo.create_example" else ()):
        if succeeded and name in ONCE:
            break
        try:
            run(Context(target.store, people[role], target.catalogue, Clock()), **arguments)
            succeeded += 1
        except Refused:
            pytest.fail(f"{role} was refused")
        except Exception:
            if not succeeded and name not in WITHOUT_SUCCESS:
                raise
    assert succeeded or name in WITHOUT_SUCCESS


@pytest.mark.parametrize("name", [one for one in every_action() if ACTIONS[one].scope])
def test_a_place_that_does_not_exist_is_refused_to_all(name: str, target: Target) -> None:
    arguments = {**target.arguments(name), ACTIONS[name].scope: record.new_id()}
    for actor in everybody(target).values():
        with pytest.raises(Refused):
            ACTIONS[name].function(Context(target.store, actor, target.catalogue, Clock()), **arguments)


def test_every_scope_is_a_place() -> None:
    every_action()
    assert {one.scope for one in ACTIONS.values() if one.scope} <= set(places.SCOPES)


# Functions that take a context and are no actions: they pass through more than one transaction, or read the
# database in a way of their own. Each checks for itself.
CHECK_FOR_THEMSELVES = {
    links.set_up,  # who has a set-up link
    links.choose_password,  # who has a password link
    sign_in.sign_in,  # who knows the password
    sign_in.sign_out,  # who has the session
    sign_in.change_own_password,  # who is signed in and knows the password
    glance.glance,  # whose device it is; tried in test_workshop_glance.py
    glance.takes_part,
    upkeep.make_backup,
    upkeep.list_backups,
    upkeep.delete_backups,
    upkeep.state,
    upkeep.tidy_up,
}


def test_nothing_else_takes_a_context() -> None:
    found = {
        function
        for module in modules()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
        and not hasattr(function, "__wrapped__") and _first_annotation(function) == "Context"
    }  # fmt: skip
    assert found == CHECK_FOR_THEMSELVES


def _first_annotation(function: Callable[..., Any]) -> str:
    parameters = list(inspect.signature(function).parameters.values())
    return str(parameters[0].annotation) if parameters else ""


def test_upkeep_is_for_administrators(target: Target, tmp_path: Path) -> None:
    tried: list[Callable[[Context], object]] = [
        lambda context: upkeep.make_backup(context, folder=tmp_path),
        lambda context: upkeep.list_backups(context, folder=tmp_path),
        lambda context: upkeep.delete_backups(context, folder=tmp_path),
        upkeep.state,
        upkeep.tidy_up,
    ]
    for role, actor in everybody(target).items():
        for run in tried:
            context = Context(target.store, actor, target.catalogue, Clock())
            if role in ADMINS:
                run(context)
            else:
                with pytest.raises(Refused):
                    run(context)


def test_only_who_is_signed_in_changes_a_password(target: Target) -> None:
    for actor in (everybody(target)[role] for role in EVERYBODY - SIGNED_IN):
        with pytest.raises(Refused):
            sign_in.change_own_password(
                Context(target.store, actor, target.catalogue, Clock()), current="a", new="b"
            )


def test_a_right_nobody_has_at_a_place_is_no_right_without_one() -> None:
    """Without a place only what needs none is allowed: nobody runs a project that is not named."""
    member = Actor("account:x", "x", "x", members=(Member("p", Role.FACILITATOR),))
    for right in access.Right:
        allowed = access.may(member, right, None)
        assert allowed == (right in {access.Right.ANYONE, access.Right.SIGNED_IN, access.Right.COMPARE})
