"""Who could sit in the team: what units answered, corrected by hand, completed from a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.posts import (
    MOST_HOURS,
    SECTORS,
    PostValues,
    forget_corrections,
    paste_posts,
    remove_post,
    save_post,
)
from mallipaja.actions.teams import TeamView
from mallipaja.i18n import N_, Words
from mallipaja.store.posts import PostRow
from mallipaja.store.projects import Project
from mallipaja.survey.given import Given, Known, known
from mallipaja.team.posts import Post
from mallipaja.ui import figure, labels
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.errors import saving
from mallipaja.ui.picture.more import more_methods
from mallipaja.ui.shell import projector
from mallipaja.ui.team import competences, pasted, words
from mallipaja.ui.told_apart import told_apart

SOURCES = {
    "hand": N_("corrected by hand"),
    "table": N_("from a table"),
    "repair": N_("a way to mend the team"),
    "loan": N_("shared with another pilot"),
}
_NEW = ""


def draw(
    _: Words, asked: Context, view: TeamView, project: Project, pilot_id: str, professions: dict[str, str]
) -> None:
    """The posts as a table, and what can be done to them."""
    if view.posts:
        figure.table(_, table(_, view, professions), "posts")
    else:
        st.info(_("Nobody has been offered to the team yet. Ask the units, or write the posts below."))
    if view.unheard:
        names = _.listing(offer.unit_name for offer in view.unheard)
        st.caption(as_typed(_("Not heard yet: {names}.", names=names)))
    if projector():
        return
    _edit(_, asked, view, pilot_id, professions)
    _paste(_, asked, pilot_id)
    _removed(_, asked, view, pilot_id)
    if more_methods(_, project, "posts"):
        competences.draw(_, asked, project, professions)


def table(_: Words, view: TeamView, professions: dict[str, str]) -> pd.DataFrame:
    """Every post, with what nobody has said marked as such."""
    sources = {row.key: _(SOURCES[row.source]) for row in view.base.rows}
    rows = [
        {
            _("Post"): words.post(view, one.id),
            _("Profession"): words.profession(_, one, professions),
            _("Hours a month"): labels.given_number(_, one.hours_per_month),
            _("Remotely"): _yes(_, one.remote),
            _("For several pilots"): _yes(_, one.several_pilots),
            _("May convene"): _yes(_, one.convenes),
            _("Clients to coordinate"): labels.given_number(_, one.coordinator_clients),
            _("Member already"): _yes(_, one.member_already),
            _("Mandate"): labels.given_code(_, one.mandate, labels.MANDATES),
            _("Organisation"): one.organisation_name,
            _("Municipalities served"): _.listing(
                view.pilots[pilot] for pilot in view.base.serves.get(one.unit, ())
            ),
            _("Sector"): _(labels.SECTORS[one.sector]),
            _("Money until"): _day(_, one.funded_until),
            _("Where from"): sources.get(one.id, _("the unit's answer")),
        }
        for one in view.posts
    ]
    frame = pd.DataFrame(rows).set_index(_("Post"))
    if not any(isinstance(one.funded_until, Known) for one in view.posts):
        frame = frame.drop(columns=_("Money until"))
    return frame if sources else frame.drop(columns=_("Where from"))


def _yes(_: Words, given: Given[bool]) -> str:
    if isinstance(given, Known):
        return _("yes") if given.value else _("no")
    return _("not asked or said")


def _day(_: Words, given: Given[date]) -> str:
    return _.date(given.value) if isinstance(given, Known) else ""


def _edit(_: Words, asked: Context, view: TeamView, pilot_id: str, professions: dict[str, str]) -> None:
    posts = {one.id: one for one in view.posts}
    with st.expander(_("Correct or add a post")):
        silent = {one.unit: one.unit_name for one in view.unheard if one.unit not in posts}
        names = told_apart({_NEW: _("A new post")} | {one: words.post(view, one) for one in posts} | silent)
        chosen = st.selectbox(
            _("Which post?"), list(names), key=f"post.chosen.{_.language}", format_func=names.__getitem__
        )
        row = next((one for one in view.base.rows if one.key == chosen), None)
        _form(_, asked, pilot_id, chosen, posts.get(chosen), row, silent.get(chosen, ""), professions, view)
        if chosen in posts:
            _away(_, asked, pilot_id, chosen, row)


def _form(
    _: Words, asked: Context, pilot_id: str, key: str, post: Post | None, row: PostRow | None, name: str,
    professions: dict[str, str], view: TeamView,
) -> None:  # fmt: skip
    place = f"post.{pilot_id}.{key}.{row.revision if row else 0}"
    offer = next((one for one in view.unheard if one.unit == key), None)
    with st.form(place, border=False):
        said = PostValues()
        if post is None:
            typed = st.text_input(_("Name of the post (no names of people)"), value=name, max_chars=120)
            sector = st.selectbox(
                _("Sector"), SECTORS, format_func=lambda one: _(labels.SECTORS[one]),
                index=SECTORS.index(offer.sector) if offer else 0, key=f"{place}.sector.{_.language}",
            )  # fmt: skip
            organisation = st.text_input(_("Organisation (who employs the post)"), max_chars=120)
            said = replace(said, name=typed, sector=sector, organisation=organisation or None)
        elif row is not None and _own(view, row):
            employer = _("Organisation (who employs the post)")
            typed = st.text_input(
                employer, value=row.organisation or "", max_chars=120, key=f"{place}.organisation"
            )
            said = replace(said, organisation=typed or None)
        profession = st.selectbox(
            _("Profession"), ["", *professions], format_func=lambda one: professions.get(one) or _("not stated"),
            index=_place(["", *professions], known(post.profession) if post else ""),
            key=f"{place}.profession.{_.language}",
        )  # fmt: skip
        hours = st.number_input(
            _("Hours a month for the team"), 0.0, MOST_HOURS, step=0.5,
            value=known(post.hours_per_month) if post else None, placeholder=_("not stated"), key=f"{place}.hours",
        )  # fmt: skip
        remote = _tri(_, place, _("Can take part remotely"), post.remote if post else None)
        shareable = _tri(_, place, _("Can serve several pilots"), post.several_pilots if post else None)
        convenes = _tri(_, place, _("May convene the team"), post.convenes if post else None)
        member = _tri(_, place, _("Is in the team already"), post.member_already if post else None)
        mandates = ["", *labels.MANDATES]
        mandate = st.selectbox(
            _("Mandate"), mandates, index=_place(mandates, known(post.mandate) if post else ""),
            format_func=lambda one: _(labels.MANDATES[one]) if one else _("not stated"),
            key=f"{place}.mandate.{_.language}",
        )  # fmt: skip
        clients = st.number_input(
            _("Clients it could coordinate at a time"), 0.0, 500.0, step=1.0, placeholder=_("not stated"),
            value=known(post.coordinator_clients) if post else None, key=f"{place}.clients",
        )  # fmt: skip
        until = st.date_input(
            _("Project money ends on"), value=known(post.funded_until) if post else None, format="DD.MM.YYYY",
            key=f"{place}.until",
        )  # fmt: skip
        why = st.text_input(_("Why is it corrected?"), value=row.why if row else "", max_chars=400)
        if st.form_submit_button(_("Save the post"), type="primary"):
            values = replace(
                said, profession=profession or None, hours_per_month=hours, remote=remote, shareable=shareable,
                convenes=convenes, member=member, coordinator_clients=clients,
                mandate=mandate or None, funded_until=until if isinstance(until, date) else None, why=why,
                source=row.source if row else "hand",
            )  # fmt: skip
            values = _only_changes(values, post, row, own=row is not None and _own(view, row))
            with saving():
                save_post(
                    asked, pilot_id=pilot_id, key=key, values=values, revision=row.revision if row else None
                )


def _own(view: TeamView, row: PostRow) -> bool:
    """Whether the post is written here, and nobody's answer: only then is its employer written here too."""
    return row.source != "loan" and all(one.id != row.key for one in view.base.answered)


def _only_changes(values: PostValues, post: Post | None, row: PostRow | None, *, own: bool) -> PostValues:
    """What was typed where it differs from the answer, or was corrected before: an answer that changes later then
    shows where nobody corrected it."""
    if row is not None:
        employer = values.organisation if own else row.organisation
        values = replace(values, name=row.name, organisation=employer, sector=row.sector)
    if post is None:
        return values
    now = {
        "profession": post.profession, "hours_per_month": post.hours_per_month, "remote": post.remote,
        "shareable": post.several_pilots, "convenes": post.convenes, "member": post.member_already,
        "coordinator_clients": post.coordinator_clients, "mandate": post.mandate, "funded_until": post.funded_until,
    }  # fmt: skip
    same = {
        name: None
        for name, given in now.items()
        if getattr(values, name) == known(given) and (row is None or getattr(row, name) is None)
    }
    return replace(values, **same)  # type: ignore[arg-type]  # each of these may be None


def _tri(_: Words, place: str, label: str, given: Given[bool] | None) -> bool | None:
    words_of = {None: _("not stated"), True: _("yes"), False: _("no")}
    options = list(words_of)
    now = known(given) if given is not None else None
    return st.selectbox(
        label,
        options,
        index=options.index(now),
        format_func=words_of.__getitem__,
        key=f"{place}.{label}.{_.language}",
    )


def _place(options: list[str], value: str | None) -> int:
    return options.index(value) if value in options else 0


def _away(_: Words, asked: Context, pilot_id: str, key: str, row: PostRow | None) -> None:
    with st.container(horizontal=True):
        if st.button(_("This post cannot be in the team"), key=f"post.remove.{key}"):
            with saving():
                remove_post(asked, pilot_id=pilot_id, key=key)
        if row is not None and st.button(_("Undo the corrections"), key=f"post.forget.{key}"):
            with saving():
                forget_corrections(asked, pilot_id=pilot_id, key=key)


def _paste(_: Words, asked: Context, pilot_id: str) -> None:
    with st.expander(_("Paste posts from Excel")):
        st.caption(
            _(
                "One post a line. With the heading row of the table above, or any of its columns, everything can be pasted; "
                "without one: name, sector, profession, hours a month, remotely (yes/no), may convene (yes/no). An "
                "empty cell means that it has not been stated."
            )
        )
        pasted.draw(
            _,
            "posts.paste",
            _("Posts"),
            _("Add the posts"),
            lambda text: paste_posts(asked, pilot_id=pilot_id, text=text),
        )


def _removed(_: Words, asked: Context, view: TeamView, pilot_id: str) -> None:
    gone = [row for row in view.base.rows if row.removed]
    if not gone:
        return
    with st.expander(_("Left out of the team's posts")):
        for row in gone:
            one, two = st.columns([3, 1], vertical_alignment="center")
            one.text(words.post(view, row.key))
            if two.button(_("Bring back"), key=f"post.back.{row.key}"):
                with saving():
                    forget_corrections(asked, pilot_id=pilot_id, key=row.key)
