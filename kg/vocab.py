"""Closed word lists, one member per concept of `ontology/`.

What is hard: a word list that grows in two places drifts apart. These enums and the ontology are held
together by a test; the values are the local names used in RDF, JSON and Neo4j alike.
"""

from __future__ import annotations

from enum import StrEnum


class Family(StrEnum):
    """The broad kinds of act."""

    STRIKE = "strike"
    GROUND = "ground"
    KILLING = "killing"
    INTERCEPT = "intercept"
    SEIZE = "seize"
    MOVE = "move"
    THREAT = "threat"
    SANCTION = "sanction"
    DEAL = "deal"
    INCIDENT = "incident"
    STATEMENT = "statement"


class EventType(StrEnum):
    """Families and their narrower types; a family's own member stands for "not told more closely"."""

    STRIKE = "strike"
    DRONE_STRIKE = "drone-strike"
    MISSILE_STRIKE = "missile-strike"
    ROCKET_FIRE = "rocket-fire"
    AIR_STRIKE = "air-strike"
    SHELLING = "shelling"
    NAVAL_STRIKE = "naval-strike"
    BOMBING = "bombing"
    SABOTAGE = "sabotage"
    CYBER_ATTACK = "cyber-attack"
    EXPLOSION = "explosion"
    EXCHANGE_OF_FIRE = "exchange-of-fire"
    GROUND = "ground"
    GROUND_ASSAULT = "ground-assault"
    RAID = "raid"
    INCURSION = "incursion"
    CLASH = "clash"
    SHOOTING = "shooting"
    STABBING = "stabbing"
    AMBUSH = "ambush"
    HOSTAGE_TAKING = "hostage-taking"
    MASSACRE = "massacre"
    KILLING = "killing"
    ASSASSINATION = "assassination"
    INTERCEPT = "intercept"
    SHOOT_DOWN = "shoot-down"
    SEIZE = "seize"
    CAPTURE = "capture"
    LOSS = "loss"
    ARREST = "arrest"
    SHIP_SEIZURE = "ship-seizure"
    MOVE = "move"
    MOBILISATION = "mobilisation"
    DEPLOYMENT = "deployment"
    WITHDRAWAL = "withdrawal"
    EVACUATION = "evacuation"
    CLOSURE = "closure"
    BLOCKADE = "blockade"
    THREAT = "threat"
    ULTIMATUM = "ultimatum"
    VOW = "vow"
    SANCTION = "sanction"
    EXPULSION = "expulsion"
    BREAK = "break"
    CUT_OFF = "cut-off"
    DEAL = "deal"
    CEASEFIRE = "ceasefire"
    PRISONER_EXCHANGE = "prisoner-exchange"
    INCIDENT = "incident"
    ACCIDENT = "accident"
    DEATH = "death"
    STATEMENT = "statement"
    ACCUSATION = "accusation"

    @property
    def family(self) -> Family:
        """The family this type belongs to."""
        return _FAMILY[self]


def _families() -> dict[EventType, Family]:
    """Members stand in blocks, each opened by its family."""
    found: dict[EventType, Family] = {}
    family = Family.STRIKE
    names = set(Family)
    for member in EventType:
        if member.value in names:
            family = Family(member.value)
        found[member] = family
    return found


_FAMILY = _families()

HOSTILE = frozenset({Family.STRIKE, Family.GROUND, Family.KILLING, Family.SEIZE})
"""Families whose acts harm somebody by themselves: what a retaliation can be, and be for."""


class Relation(StrEnum):
    """How a later act is tied to an earlier one; always told from effect to cause."""

    RETALIATION_FOR = "retaliationFor"
    RESPONDS_TO = "respondsTo"
    FOLLOWED = "followed"


class Basis(StrEnum):
    """Does a text name both ends (stated), or did we work out one of them (inferred)?"""

    STATED = "stated"
    INFERRED = "inferred"


class Factuality(StrEnum):
    """What the text says of an act's being so (after FactBank, Saurí & Pustejovsky 2009)."""

    ASSERTED = "asserted"
    DENIED = "denied"
    THREATENED = "threatened"
    HYPOTHETICAL = "hypothetical"
    HABITUAL = "habitual"


UNREAL = frozenset({Factuality.HABITUAL, Factuality.HYPOTHETICAL})
"""What is kept, but tells of no one act that was done, denied or threatened."""


class Stance(StrEnum):
    """What a speaker does with the content it is named for."""

    REPORTS = "reports"
    CLAIMS = "claims"
    CONFIRMS = "confirms"
    DENIES = "denies"


class ClaimKind(StrEnum):
    """What a claim is about."""

    OCCURRENCE = "occurrence"
    RESPONSIBILITY = "responsibility"
    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    CAPTURED = "captured"
    LAUNCHED = "launched"
    INTERCEPTED = "intercepted"


class Role(StrEnum):
    """Roles of a mention's arguments."""

    ACTOR = "actor"
    TARGET = "target"
    PLACE = "place"
    WEAPON = "weapon"


class LineLabel(StrEnum):
    """What a line of an article is; no line is ever deleted."""

    BODY = "body"
    TITLE = "title"
    HEADING = "heading"
    TEASER = "teaser"
    COMMENT = "comment"
    JUNK = "junk"


class Determiner(StrEnum):
    """How a nominal mention is introduced; what coreference leans on."""

    NONE = "none"
    INDEFINITE = "indefinite"
    DEFINITE = "definite"
    DEMONSTRATIVE = "demonstrative"
    POSSESSIVE = "possessive"
