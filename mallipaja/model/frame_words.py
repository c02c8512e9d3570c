"""FRAME's fields and codes in words, marked here and translated where they are shown."""

from __future__ import annotations

from mallipaja.i18n import N_

FIELDS = {
    "when": N_("Time of the change"),
    "planned": N_("Planned or not"),
    "decided_by": N_("Who decided"),
    "what": N_("What was changed"),
    "level": N_("Level of delivery"),
    "context_type": N_("Change of context"),
    "content_type": N_("Change of content"),
    "goal": N_("Goal"),
    "reason": N_("Reason"),
}
"""The fields in the order they are shown."""
CODES = {
    "when": {
        "planning": N_("planning"),
        "implementation": N_("implementation"),
        "scale_up": N_("scale-up"),
        "sustainment": N_("sustainment"),
    },
    "planned": {
        "planned_proactive": N_("planned beforehand"),
        "planned_reactive": N_("planned as a response"),
        "unplanned_reactive": N_("unplanned, as a response"),
    },
    "decided_by": {
        "political_leaders": N_("political leaders"),
        "programme_leaders": N_("programme leaders"),
        "funders": N_("funders"),
        "administrators": N_("administrators"),
        "programme_managers": N_("programme managers"),
        "developers": N_("developers of the model"),
        "researchers": N_("researchers"),
        "team": N_("the team"),
        "practitioners": N_("individual practitioners"),
        "community": N_("members of the community"),
        "recipients": N_("clients"),
    },
    "what": {
        "content": N_("content"),
        "contextual": N_("context"),
        "training_and_evaluation": N_("training and evaluation"),
        "implementation": N_("implementation and spread"),
    },
    "level": {
        "individual": N_("individual client"),
        "target_group": N_("target group"),
        "cohort": N_("cohort"),
        "practitioner": N_("individual practitioner"),
        "unit": N_("unit"),
        "organisation": N_("organisation"),
        "network": N_("network or area"),
    },
    "context_type": {
        "format": N_("format"),
        "setting": N_("setting"),
        "personnel": N_("personnel"),
        "population": N_("population"),
    },
    "content_type": {
        "tailoring": N_("tailoring"),
        "packaging": N_("packaging or materials"),
        "adding": N_("adding"),
        "removing": N_("removing"),
        "shortening": N_("shortening"),
        "extending": N_("lengthening"),
        "substituting": N_("substituting"),
        "reordering": N_("reordering"),
        "spreading": N_("spreading over more meetings"),
        "integrating_into_another": N_("made part of another way of working"),
        "integrating_another": N_("another way of working made part of it"),
        "repeating": N_("repeating"),
        "loosening": N_("loosening the structure"),
        "drift_returning": N_("drifting away and returning"),
        "drift": N_("drifting away"),
    },
    "goal": {
        "reach": N_("reach more people"),
        "retention": N_("keep people in the service"),
        "feasibility": N_("make it more feasible"),
        "fit": N_("fit the clients better"),
        "culture": N_("address cultural factors"),
        "effectiveness": N_("improve the results"),
        "cost": N_("reduce costs"),
        "satisfaction": N_("increase satisfaction"),
    },
    "reason": {
        "sociopolitical": N_("society and law"),
        "organisation": N_("organisation or setting"),
        "provider": N_("professionals"),
        "recipient": N_("clients' situation"),
    },
}
"""The words of each field's codes (`frame.OPTIONS`)."""
