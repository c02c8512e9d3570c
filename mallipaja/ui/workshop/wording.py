"""Meetings in words."""

from __future__ import annotations

from mallipaja.i18n import N_

MODES = {"on_site": N_("On site"), "remote": N_("Remote"), "hybrid": N_("Hybrid")}
PEOPLE, SUPERVISORS, EXPERTS = (
    N_("Number of people"),
    N_("of them supervisors"),
    N_("of them experience experts"),
)
PARTS = {"count": PEOPLE, "supervisors": SUPERVISORS, "experience_experts": EXPERTS}
