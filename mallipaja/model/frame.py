"""FRAME codes of a change (Wiltsey Stirman, Baumann & Miller 2019, Implementation Science 14:58).

In the room three fields are asked (what, why, who decided); the model developer codes the rest later. Whether
the core stands is `Adaptation.core_kept`, not a code here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

OPTIONS: dict[str, tuple[str, ...]] = {
    "when": ("planning", "implementation", "scale_up", "sustainment"),
    "planned": ("planned_proactive", "planned_reactive", "unplanned_reactive"),
    "decided_by": (
        "political_leaders",
        "programme_leaders",
        "funders",
        "administrators",
        "programme_managers",
        "developers",
        "researchers",
        "team",
        "practitioners",
        "community",
        "recipients",
    ),
    "what": ("content", "contextual", "training_and_evaluation", "implementation"),
    "level": ("individual", "target_group", "cohort", "practitioner", "unit", "organisation", "network"),
    "context_type": ("format", "setting", "personnel", "population"),
    "content_type": (
        "tailoring",
        "packaging",
        "adding",
        "removing",
        "shortening",
        "extending",
        "substituting",
        "reordering",
        "spreading",
        "integrating_into_another",
        "integrating_another",
        "repeating",
        "loosening",
        "drift_returning",
        "drift",
    ),
    "goal": (
        "reach",
        "retention",
        "feasibility",
        "fit",
        "culture",
        "effectiveness",
        "cost",
        "satisfaction",
    ),
    "reason": ("sociopolitical", "organisation", "provider", "recipient"),
}
"""The codes each field may have, by field."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The codes of one change; a field nobody has coded is ``None``."""

    when: str | None = None
    planned: str | None = None
    decided_by: str | None = None
    what: str | None = None
    level: str | None = None
    context_type: str | None = None
    content_type: str | None = None
    goal: str | None = None
    reason: str | None = None

    def __post_init__(self) -> None:
        for name, code in asdict(self).items():
            if code is not None and code not in OPTIONS[name]:
                raise ValueError(f"{name}: '{code}' is not a FRAME code. Known: {', '.join(OPTIONS[name])}.")

    @classmethod
    def read(cls, stored: Mapping[str, object] | None) -> Frame:
        """The codes as they were stored; keys it does not know are left out."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: str(code) for name, code in (stored or {}).items() if name in known and code})

    def stored(self) -> dict[str, str]:
        """The codes that are set, as plain values."""
        return {name: code for name, code in asdict(self).items() if code is not None}


NO_FRAME = Frame()
"""A change nobody has coded yet."""
