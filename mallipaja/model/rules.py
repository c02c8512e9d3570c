"""What can be wrong with the meaning of an operating model. The texts are public API; codes are stable."""

from __future__ import annotations

from mallipaja.errors import Rule
from mallipaja.i18n import N_

# The generic model.
WRONG_GROUP = Rule(
    "MODEL_001",
    N_("The key starts with '{prefix}', but the group is '{group}'."),
    N_("The key is the group, a point and a name."),
    N_("Change the one or the other."),
)
NO_ROLE = Rule(
    "MODEL_002",
    N_("A role is not described."),
    N_("An element of the group roles has the key role."),
    N_("Add role with sector, owner, requirement and seat."),
)
ROLE_OUTSIDE = Rule(
    "MODEL_003",
    N_("The key role does not belong in the group '{group}'."),
    N_("Only elements of the group roles have it."),
    N_("Remove it, or move the element."),
)
NO_PHASE = Rule(
    "MODEL_004",
    N_("A phase is not described."),
    N_("An element of the group phases has the key phase."),
    N_("Add phase with order, owner, input and output."),
)
PHASE_OUTSIDE = Rule(
    "MODEL_005",
    N_("The key phase does not belong in the group '{group}'."),
    N_("Only elements of the group phases have it."),
    N_("Remove it, or move the element."),
)
PHASE_ORDER = Rule(
    "MODEL_006",
    N_("The order {order} is wrong: there are {count} phases, and {missing} is missing."),
    N_("The order runs 1, 2, 3 and so on, each number once."),
    N_("Number the phases anew."),
)
UNKNOWN_OWNER = Rule(
    "MODEL_007",
    N_("The owner '{owner}' is not a role of the model."),
    N_("Roles: {allowed}."),
    N_("Use the key of a role."),
    N_("Did you mean '{near}'?"),
)
UNKNOWN_PROFESSION = Rule(
    "MODEL_008",
    N_("There is no profession '{code}'."),
    N_("Known: {allowed}."),
    N_("Add it to reference_data/professions.yaml, or use a known one."),
    N_("Did you mean '{near}'?"),
)
SUBSTITUTE_TWICE = Rule(
    "MODEL_009",
    N_("'{code}' is both a profession of the role and its substitute."),
    fix=N_("Leave it in one of the two."),
)
UNKNOWN_DEFAULT = Rule(
    "MODEL_010",
    N_("The default '{code}' is not among the choices."),
    N_("Choices: {allowed}."),
    N_("Add the choice, or use one of them."),
    N_("Did you mean '{near}'?"),
)
SAME_CHOICE = Rule(
    "MODEL_011",
    N_("The choice '{code}' is given twice."),
    N_("The choices of an element have different codes."),
    N_("Remove one of them, or give it another code."),
)
SEVERAL_DEFAULTS = Rule(
    "MODEL_012",
    N_("There are several defaults, but only one choice may hold."),
    fix=N_("Keep one of them, or add multiple: true."),
)
UNKNOWN_ANSWER = Rule(
    "MODEL_013",
    N_("The element '{key}', which should answer this one, is not in the model."),
    fix=N_("Use the key of an element."),
    fix_near=N_("Did you mean '{near}'?"),
)
NO_CITATION = Rule(
    "MODEL_014",
    N_("The element cites no source."),
    N_("Every element cites one; what no document states cites the source of the kind design."),
    N_("Add sources with the id of a source."),
)
TOO_FEW_QUESTIONS = Rule(
    "MODEL_015",
    N_("There are {count} mandatory elements in the group questions."),
    N_("Every municipality answers at least {least}."),
    N_("Add the missing ones with mandatory: true."),
)
MISSING_PARTY = Rule(
    "MODEL_016",
    N_("No core seat of the team belongs to the sector '{sector}'."),
    N_("The team has at least the sectors {allowed}."),
    N_("Add a role with requirement: core and seat: true, or correct the sector of one."),
)
OUT_OF_RANGE = Rule(
    "MODEL_017",
    N_("{value} cannot be."),
    N_("The number is between {least} and {most}."),
    N_("Correct the number."),
)
NOT_THE_GENERIC = Rule(
    "MODEL_018",
    N_("A generic model has the id '{id}'."),
    N_("There is one generic model, and its id is 'generic'."),
    N_("Write kind: described for a model told by a source, or correct the id."),
)
NO_CHOICES_TO_COMBINE = Rule(
    "MODEL_019", N_("The key multiple does nothing without choices."), fix=N_("Add choices, or remove it.")
)
EMPTY_CORE_SEAT = Rule(
    "MODEL_020",
    N_("A core seat may stay empty: its minimum_count is {count}."),
    N_("A core seat has at least one holder."),
    N_("Write minimum_count: 1, or change the requirement."),
)

# Described models.
UNKNOWN_ELEMENT = Rule(
    "MODEL_021",
    N_("The element '{key}' is not in the generic model."),
    N_("A described model uses the keys of the generic model."),
    N_("Use a key of the generic model, or add the element there."),
    N_("Did you mean '{near}'?"),
)
UNKNOWN_MODEL = Rule(
    "MODEL_022",
    N_("There is no generic model '{id}'."),
    N_("Known: {allowed}."),
    N_("Correct described_against."),
)
UNKNOWN_VERSION = Rule(
    "MODEL_023",
    N_("The generic model has no version '{version}'."),
    N_("Known: {allowed}."),
    N_("Go through the changes of the generic model, and then correct described_version."),
)
NO_FACTS = Rule(
    "MODEL_024",
    N_("The state is '{state}', but no fact says so."),
    N_("What is stated has at least one fact with its source."),
    N_("Add the fact, or write state: not_stated."),
)
FACTS_NOT_STATED = Rule(
    "MODEL_025",
    N_("There are facts, but the state is 'not_stated'."),
    N_("Not stated means that the source says nothing."),
    N_("Remove the facts, or write state: stated."),
)
NO_RELATION = Rule(
    "MODEL_026",
    N_("It is not said how the statement differs from the generic model."),
    N_("What is stated has a relation: same, adapted_consistent, adapted_inconsistent or added."),
    N_("Add relation."),
)
ODD_RELATION = Rule(
    "MODEL_027",
    N_("There is a relation to the generic model, but the state is '{state}'."),
    N_("Only what is stated has a relation."),
    N_("Remove relation, or correct the state."),
)
UNKNOWN_CODE = Rule(
    "MODEL_028",
    N_("The code '{code}' is not among the choices of the element."),
    N_("Choices: {allowed}."),
    N_("Use one of them, or add the choice to the generic model."),
    N_("Did you mean '{near}'?"),
)
CODES_WITHOUT_CHOICES = Rule(
    "MODEL_029",
    N_("The fact has codes, but the element has no choices."),
    fix=N_("Remove the codes, or add choices to the generic model."),
)
NO_UNIT = Rule(
    "MODEL_030", N_("The value {value} has no unit."), N_("A value says what it counts."), N_("Add unit.")
)
NO_VALUE = Rule(
    "MODEL_031",
    N_("There is a unit, but no value."),
    N_("A unit goes with a value."),
    N_("Add the value, or remove the unit."),
)
END_BEFORE_START = Rule(
    "MODEL_032",
    N_("The end {end} is before the start {start}."),
    fix=N_("Check the dates against the source."),
)
SEVERAL_CODES = Rule(
    "MODEL_033",
    N_("The fact has several codes, but only one choice of the element may hold."),
    fix=N_("Keep one code, write several facts, or add multiple: true to the generic model."),
)

# Reference tables that name parts of models.
UNKNOWN_PARTY_ROLE = Rule(
    "MODEL_034",
    N_("The role '{key}' is not a seat of the generic model."),
    N_("Seats: {allowed}."),
    N_("Use the key of a seat."),
    N_("Did you mean '{near}'?"),
)
PARTY_SECTOR = Rule(
    "MODEL_035",
    N_("The party belongs to the sector '{sector}', but its role to '{other}'."),
    fix=N_("Correct the one or the other."),
)
UNKNOWN_REGION = Rule(
    "MODEL_036",
    N_("There is no regional model '{region}'."),
    N_("Known: {allowed}."),
    N_("Use the id of a regional model."),
    N_("Did you mean '{near}'?"),
)

# Adopted models: changes to another model.
UNKNOWN_BASE = Rule(
    "MODEL_039",
    N_("There is no model '{id}' to build on."),
    N_("Known: {allowed}."),
    N_("Correct based_on; a model whose own file has problems cannot be built on."),
    N_("Did you mean '{near}'?"),
)
UNKNOWN_BASE_VERSION = Rule(
    "MODEL_040",
    N_("The model '{id}' has no version '{version}'."),
    N_("Known: {allowed}."),
    N_("Go through what has changed in it, and then correct based_version."),
)
CYCLE = Rule(
    "MODEL_041",
    N_("The models build on each other in a circle: {circle}."),
    N_("Every chain of models ends in the generic model."),
    N_("Correct based_on in one of them."),
)
