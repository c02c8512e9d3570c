"""Write docs/problems.md: every code a file can be answered with, and what it says.

``python tools/problem_codes.py``
"""

from __future__ import annotations

import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from mallipaja.errors import Rule  # noqa: E402 - the folder above has to be on the path first

GROUPS = {
    "FILE": "The file itself",
    "YAML": "YAML",
    "SHAPE": "Shape: keys and values",
    "SOURCE": "Sources",
    "MUNICIPALITY": "Municipalities and figures",
    "REFERENCE": "Reference tables",
    "TEMPLATE": "Survey templates",
    "MODEL": "Operating models",
    "NETWORK": "Tables of ties and nodes (`mallipaja network`)",
    "CAPACITY": "Ranges, sliders and waiting times",
    "ADAPTATION": "Changes a pilot makes to the generic model",
    "REBASE": "Moving a pilot's model onto another version (`mallipaja rebase`)",
    "WISN": "Workloads (`mallipaja wisn`, and answers of Työmäärälaskelma)",
    "TEAM": "Teams to draft (`mallipaja draft`)",
    "IMPACT": "What unemployment costs a municipality (`mallipaja impact`)",
    "FOLLOWUP": "Monthly counts pasted on the page of follow-up",
    "INNOKYLA": "Innokylä pages (`mallipaja innokyla read`)",
    "BUNDLE": "Bundles (`mallipaja import`)",
    "XLSFORM": "Excel forms (`mallipaja survey import`)",
}
MODULES = (
    "mallipaja.catalogue.rules",
    "mallipaja.survey.rules",
    "mallipaja.survey.condition_rules",
    "mallipaja.model.rules",
    "mallipaja.model.comparison_rules",
    "mallipaja.model.adaptation_rules",
    "mallipaja.model.benefit_rules",
    "mallipaja.model.follow_up_rules",
    "mallipaja.model.rebase_rules",
    "mallipaja.capacity.rules",
    "mallipaja.network.rules",
    "mallipaja.team.rules",
    "mallipaja.exchange.innokyla_rules",
    "mallipaja.exchange.bundle_rules",
    "mallipaja.exchange.xlsform.rules",
)
HEAD = """\
# Problems of files

What `mallipaja check` says of definition files, and other commands of the files given to them.
A problem is written `file:line where: what. what is allowed. what to do. [CODE]`.
Codes are stable: a code never changes its meaning. Words in braces are values of the file at hand.
This page is written by `python tools/problem_codes.py`.
"""


def rules() -> list[Rule]:
    """Every rule; those with one code and several explanations as one."""
    found: dict[str, Rule] = {}
    for name in MODULES:
        for value in vars(import_module(name)).values():
            for rule in value.values() if isinstance(value, dict) else [value]:
                if isinstance(rule, Rule):
                    first = found.setdefault(rule.code, rule)
                    if rule.allowed not in first.allowed:
                        found[rule.code] = replace(first, allowed=f"{first.allowed} / {rule.allowed}")
                    elif rule.message not in first.message:
                        found[rule.code] = replace(first, message=f"{first.message} / {rule.message}")
    return [found[code] for code in sorted(found)]


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for prefix, title in GROUPS.items():
        parts.append(f"\n## {title}\n\n| code | what | allowed | what to do |\n|---|---|---|---|\n")
        for rule in rules():
            if rule.code.startswith(f"{prefix}_"):
                parts.append(f"| {rule.code} | {rule.message} | {rule.allowed} | {rule.fix} |\n")
    return "".join(parts).replace("{{", "{").replace("}}", "}")


if __name__ == "__main__":
    (ROOT / "docs" / "problems.md").write_text(page(), encoding="utf-8")
