"""Threats by what a side holds itself bound to, and by what it calls its enemy: "our duty to avenge him".

What is hard: no hostile act is foretold in so many words. That somebody is a legitimate target, that attacks will go
on, that the gates of hell stand open, is a threat from a side's mouth, and a remark from a watcher's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import doers, preps, undergoers
from kg.extract.trigger_foretold import told_by_a_side
from kg.extract.trigger_owed import to_come
from kg.extract.trigger_vows import OWN

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.view import View

_DUTY = frozenset({"duty", "obligation", "responsibility"})
_READY = frozenset({"determined", "poised", "prepared", "ready", "resolved"})
_OBLIGED = frozenset({"bound", "compelled", "obliged", "obligated"})
_AVENGING = frozenset({"avenge", "punish", "retaliate"})
_FEW = 3


def bound(view: View, verb: Token) -> bool:
    """Our duty to avenge his blood; it is bound to respond to the raid; its fighters stand ready to strike Haifa."""
    if verb.tag_ != "VB" or any(c.dep_ == "neg" for c in verb.children):
        return False
    above = [a for _, a in zip(range(_FEW), verb.ancestors, strict=False)]
    duty = any(a.lemma_ in _DUTY and any(c.lower_ in OWN for c in a.children) for a in above)
    if duty and verb.lemma_ in _AVENGING:
        return True
    if verb.head.lower_ in _OBLIGED and verb.lemma_ in _AVENGING | {"respond"}:
        return any(view.of("deeds", t) or view.among("hostile_nouns", t) for t in verb.subtree) and told_by_a_side(
            view, verb
        )
    met = [*(f.token for f in undergoers(verb)), *preps(verb, "inside", "in", "at", "into", "against")]
    enemy = any(view.named(t) or view.placed(t) for t in met)
    return enemy and any(a.lower_ in _READY for a in above) and told_by_a_side(view, verb)


def called_target(view: View, verb: Token) -> bool:
    """American ships have become legitimate targets; whoever helps the enemy will be our target."""
    if any(c.dep_ == "neg" for c in verb.children):
        return False
    called = [c for c in verb.children if c.dep_ in ("attr", "oprd", "dobj", "acomp")] + list(preps(verb, "as", "to"))
    targets = [c for c in called if c.lemma_ == "target"]
    legitimate = any(c.lower_ in ("legitimate", "lawful") for t in targets for c in t.children)
    ours = to_come(verb) and any(c.lower_ in OWN for t in targets for c in t.children)
    ours = ours or any(c.lower_ in OWN for t in targets for p in preps(t, "of", "for") for c in p.children)
    return (legitimate or ours) and told_by_a_side(view, verb)


def gone_on(view: View, verb: Token) -> bool:
    """The group said it would escalate its attacks on bases, keep up its operations until the war ends."""
    attacks = [f.token for f in undergoers(verb) if view.among("hostile_nouns", f.token)]
    own = any(c.lower_ in OWN for a in attacks for c in a.children)
    return own and to_come(verb) and not any(c.dep_ == "neg" for c in verb.children) and told_by_a_side(view, verb)


def hell_opened(view: View, verb: Token) -> bool:  # noqa: ARG001 - conditions share a signature
    """They have opened the gates of hell."""
    gates = (f.token for f in (*undergoers(verb), *doers(verb)) if f.token.lemma_ == "gate")
    return any(p.lemma_ == "hell" for g in gates for p in preps(g, "of", "to"))


def hard_against(view: View, verb: Token) -> bool:
    """The army said it would act forcefully against any fire."""
    force = any(c.lower_ in ("forcefully", "decisively", "firmly", "harshly") for c in verb.children) or any(
        p.lemma_ in ("force", "firmness") for p in preps(verb, "with")
    )
    return force and to_come(verb) and any(preps(verb, "against")) and told_by_a_side(view, verb)


BOUND = {
    "bound": bound, "called-target": called_target, "gone-on": gone_on, "hell-opened": hell_opened,
    "hard-against": hard_against,
}  # fmt: skip
