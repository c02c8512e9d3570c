"""Cards, steps and votes in words."""

from __future__ import annotations

from mallipaja.charts.legend import SECTORS
from mallipaja.i18n import N_
from mallipaja.workshop.votes import EXPERIENCE

CARD_KINDS = {
    "practice": ("■", N_("Practice")),
    "good_practice": ("★", N_("Good practice")),
    "challenge": ("▲", N_("Challenge")),
    "idea": ("✦", N_("Idea")),
    "question": ("?", N_("Question")),
}
STEP_KINDS = {
    "text": N_("Instructions"),
    "picture": N_("Picture on the wall"),
    "board": N_("Cards on a board"),
    "dots": N_("Vote with dots"),
    "stand": N_("Agree or disagree"),
    "decide": N_("Decisions and actions"),
}
STATES = {
    "hidden": N_("Hidden"),
    "open": N_("Open to all"),
    "view_only": N_("Only to look at"),
    "revealed": N_("Shown to all"),
}
OTHERS = {
    "none": N_("Only their own"),
    "some": N_("Their own and a few of the others', faded"),
    "all": N_("All of them at once"),
}
SIGNED = {
    "nobody": N_("Nothing"),
    "organisation": N_("The organisation"),
    "nickname": N_("The nickname"),
}
GROUPING = {"facilitator": N_("The facilitator"), "everyone": N_("Everybody in the room")}
LAYOUTS = {"groups": N_("Groups"), "matrix": N_("Phases and actors")}
STANCES = {"agree": ("✓", N_("Agree")), "disagree": ("✗", N_("Disagree")), "pass": ("–", N_("Pass"))}
VOICES = {
    "professional": N_("As a professional"),
    "experience_expert": N_("As an expert by experience"),
    "client_developer": N_("As a client developer"),
}
BLOCK_KINDS = {
    "before": N_("Before the meeting"),
    "block": N_("Part of the meeting"),
    "pause": N_("Break"),
    "after": N_("After the meeting"),
}
PACES = {"led": N_("Everybody follows the current step"), "self": N_("Everybody goes at their own pace")}
WALLS = {
    "join": N_("How to join"),
    "agenda": N_("Agenda"),
    "step": N_("The current step"),
    "challenges": N_("What is open"),
}
GROUPS = {**SECTORS, EXPERIENCE: N_("Experts by experience")}
CLIENT_DATA = N_("Do not write names of clients or anything a client could be recognised by.")
ENDED = N_("The workshop has ended. Thank you for taking part.")
MINUTES_BELOW = {
    "remarks": N_("The minutes are open to remarks: read them lower down on this page."),
    "final": N_("The minutes are final: read them lower down on this page."),
}
PRACTICES = N_("Practice: how it is done now. Good practice: what works well and others could take up, too.")

SIGNED_RULE = {
    "nobody": N_(
        "Cards carry no name. Your organisation is noted for the summary; it is not shown on the card."
    ),
    "organisation": N_("The name of your organisation is shown under your cards."),
    "nickname": N_("Your nickname is shown under your cards."),
}
OTHERS_RULE = {
    "none": N_("Only you see your cards until they are shown to everybody."),
    "some": N_("Until the cards are shown to everybody, you see your own and a few of the others', faded."),
    "all": N_("Everybody sees the cards at once."),
}
SIGNED_LEAD_RULE = {
    "nobody": N_(
        "Cards carry no name. The writer's organisation is noted for the summary; it is not shown on the card."
    ),
    "organisation": N_("The name of the writer's organisation is shown under the cards."),
    "nickname": N_("The writer's nickname is shown under the cards."),
}
OTHERS_LEAD_RULE = {
    "none": N_("Until you show the cards to everybody, each writer sees only their own, and you see none."),
    "some": N_(
        "Until you show the cards to everybody, writers see their own and a few others, faded; you see none."
    ),
    "all": N_("Everybody sees the cards at once."),
}
SHOWN_RULE = N_("The cards have been shown to everybody. A new card is marked as late.")
LOOK_RULE = N_("This step is only to look at.")
DECIDE_RULE = N_("Decisions are written down together. You see them on the wall and in the minutes.")
DECIDE_LEAD_RULE = N_(
    "Write decisions and challenges on the tab “Decisions and challenges”: they are on the wall at once."
)
CLOSED_VOTE_RULE = N_("The vote is closed. Nobody sees how anybody voted.")
VOTE_LEAD_RULE = N_(
    "Nobody sees how anybody votes, you neither. The result is shown when you close the vote."
)
VOTE_RULE = N_(
    "Nobody sees how you vote, the facilitator neither. The result is shown when the vote is closed."
)
