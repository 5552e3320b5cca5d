"""Score read events and links against annotated texts.

What is hard: two readings of a text name different events under different names, so everything hangs on how
they are paired. Mentions pair one-to-one by shared characters, events one-to-one by shared mentions (half a
point for the same family), and links are compared between paired events only. Coreference is B-cubed
(Bagga & Baldwin 1998) over aligned mentions; a mention without partner stands alone on its own side.

A gold file is `{"doc", "published", "events": [...], "links": [...]}`, its mentions named by exact words and
which occurrence of them it is; a predicted one has the same keys with offsets (`kg extract --json`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

ATTRIBUTES = ("actor", "target", "place", "when", "killed", "injured", "claim")
MEASURES = ("mention", "event", "b3", *ATTRIBUTES, "link", "link_kind", "retaliation")
LONGEST_STRETCH = 3  # days a predicted interval may span and still count as an answer

_SIDES = {
    "russia": ("russian", "moscow", "kremlin"),
    "ukraine": ("ukrainian", "kyiv", "kiev"),
    "israel": ("israeli", "idf", "tel aviv"),
    "iran": ("iranian", "tehran", "irgc"),
    "us": ("american", "u.s.", "u.s", "united states", "washington"),
    "syria": ("syrian",),
    "turkey": ("turkish",),
    "lebanon": ("lebanese",),
    "pakistan": ("pakistani",),
    "india": ("indian",),
    "uk": ("british",),
    "afghanistan": ("afghan",),
    "iraq": ("iraqi",),
    "palestinians": ("palestinian",),
    "houthi": ("houthis",),
    "yemen": ("yemeni",),
    "is": ("islamic state", "isil", "isis"),
}
_NOISE = re.compile(
    r"\b(the|forces?|army|military|government|troops|armed|defen[cs]e|air|ministry|fighters?|militants?|group|movement)\b"
)


def fold(name: str) -> str:
    """Fold case, articles, demonyms and capitals, so that "the Russian army" meets "Russia"."""
    text = re.sub(r"[’']s\b", "", name.lower()).strip()
    for side, words in _SIDES.items():
        for word in words:
            text = re.sub(rf"\b{re.escape(word)}(?!\w)", side, text)
    text = _NOISE.sub(" ", text)
    return " ".join(re.sub(r"[^\w ]", " ", text).split()) or " ".join(name.lower().split())


def same_name(left: str, right: str) -> bool:
    """Return whether any spelling of one (separated by "|") is contained in one of the other."""
    for a in map(fold, left.split("|")):
        for b in map(fold, right.split("|")):
            if a and b and (re.search(rf"\b{re.escape(a)}\b", b) or re.search(rf"\b{re.escape(b)}\b", a)):
                return True
    return False


@dataclass(frozen=True, slots=True)
class Told:
    """One event of one reading: its mentions as half-open spans, and its attributes."""

    id: str
    family: str
    spans: tuple[tuple[int, int], ...]
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of one text; `links` maps (later, earlier) to the kind."""

    events: tuple[Told, ...]
    links: dict[tuple[str, str], str]

    @property
    def mentions(self) -> list[tuple[int, tuple[int, int]]]:
        """All mentions as (index of event, span)."""
        return [(i, span) for i, event in enumerate(self.events) for span in event.spans]


def _span(mention: dict[str, Any], text: str) -> tuple[int, int]:
    """Find the offsets of a mention; a gold mention counts occurrences from 1."""
    if "start" in mention:
        return mention["start"], mention["end"]
    at = -1
    for _ in range(mention["occurrence"]):
        at = text.find(mention["text"], at + 1)
        if at < 0:
            raise ValueError(f"mention {mention!r} is not in the text")
    return at, at + len(mention["text"])


def _interval(value: Any) -> list[int] | None:
    return None if value is None else (list(value) if isinstance(value, (list, tuple)) else [value, value])


def read(raw: dict[str, Any], text: str) -> Reading:
    """Turn a gold or a predicted object into a reading of `text`."""
    events = []
    for e in raw["events"]:
        values = {
            "actor": e["actors"] if "actors" in e else (e.get("actor") or []),
            "target": e["targets"] if "targets" in e else (e.get("target") or []),
            "place": e.get("place"),
            "when": e.get("when") or ([e["date"], e["date"]] if e.get("date") else None),
            "killed": _interval(e.get("killed")),
            "injured": _interval(e.get("injured")),
            "claim": e.get("claimed_by"),
        }
        spans = tuple(sorted({_span(m, text) for m in e["mentions"]}))
        events.append(Told(e["id"], e.get("family") or e.get("type"), spans, values))
    return Reading(tuple(events), {(x["from"], x["to"]): x["kind"] for x in raw["links"]})


def pair(weights: dict[tuple[int, int], float]) -> dict[int, int]:
    """Pair one-to-one, heaviest first, ties by order."""
    left: dict[int, int] = {}
    taken: set[int] = set()
    for (i, j), weight in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
        if weight > 0 and i not in left and j not in taken:
            left[i] = j
            taken.add(j)
    return left


def agree(attribute: str, gold: Any, got: Any) -> bool:
    """Return whether two values that are both given count as the same."""
    if attribute in ("actor", "target"):
        return any(same_name(g, p) for g in gold for p in got)
    if attribute in ("place", "claim"):
        return same_name(gold, got)
    inside = got[0] <= gold[0] <= got[1]
    if attribute == "when":
        return inside and (date.fromisoformat(got[1]) - date.fromisoformat(got[0])).days <= LONGEST_STRETCH
    return inside or gold[0] <= got[0] <= gold[1]


def ratios(hit_p: float, got: float, hit_r: float, gold: float) -> dict[str, float]:
    """Return precision, recall and their harmonic mean."""
    p, r = (hit_p / got if got else 0.0), (hit_r / gold if gold else 0.0)
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(2 * p * r / (p + r), 4) if p + r else 0.0}


@dataclass(slots=True)
class Tally:
    """Counts that add up over texts (micro-average); `errors` tells each missed and false link."""

    hit: Counter[str] = field(default_factory=Counter)
    got: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    texts: int = 0
    b3_hit: list[float] = field(default_factory=lambda: [0.0, 0.0])
    family: list[int] = field(default_factory=lambda: [0, 0])
    reversed_links: int = 0
    errors: list[str] = field(default_factory=list)

    def _count(self, measure: str, hit: int, got: int, gold: int) -> None:
        self.hit[measure] += hit
        self.got[measure] += got
        self.gold[measure] += gold

    def add(self, gold: Reading, got: Reading, name: str = "") -> dict[int, int]:
        """Add one text and return which gold event was paired with which predicted one."""
        self.texts += 1
        mine, theirs = gold.mentions, got.mentions
        overlaps = {
            (a, b): max(0, min(x[1], y[1]) - max(x[0], y[0]))
            for a, (_, x) in enumerate(mine)
            for b, (_, y) in enumerate(theirs)
        }
        mentions = pair(overlaps)
        self._count("mention", len(mentions), len(theirs), len(mine))
        shared: Counter[tuple[int, int]] = Counter((mine[a][0], theirs[b][0]) for a, b in mentions.items())
        weights = {(i, j): n + 0.5 * (gold.events[i].family == got.events[j].family) for (i, j), n in shared.items()}
        events = pair(weights)
        self._count("event", len(events), len(got.events), len(gold.events))
        self._cubes([i for i, _ in mine], [j for j, _ in theirs], mentions)
        for i, j in events.items():
            self._attributes(gold.events[i], got.events[j])
        self._links(gold, got, {gold.events[i].id: got.events[j].id for i, j in events.items()}, name)
        return events

    def _cubes(self, mine: list[int], theirs: list[int], mentions: dict[int, int]) -> None:
        """Add B-cubed recall (over gold mentions) and precision (over predicted ones)."""
        size_mine, size_theirs = Counter(mine), Counter(theirs)
        both = Counter((mine[a], theirs[b]) for a, b in mentions.items())
        for (i, j), n in both.items():
            self.b3_hit[0] += n * n / size_theirs[j]
            self.b3_hit[1] += n * n / size_mine[i]
        self.got["b3"] += len(theirs)
        self.gold["b3"] += len(mine)

    def _attributes(self, gold: Told, got: Told) -> None:
        self.family[0] += gold.family == got.family
        self.family[1] += 1
        for attribute in ATTRIBUTES:
            g, p = gold.values[attribute], got.values[attribute]
            self._count(attribute, bool(g) and bool(p) and agree(attribute, g, p), bool(p), bool(g))

    def _links(self, gold: Reading, got: Reading, names: dict[str, str], text: str) -> None:
        """Compare links between paired events; a gold end without partner can never be hit."""
        wanted = {(names.get(f, f"gold:{f}"), names.get(t, f"gold:{t}")): k for (f, t), k in gold.links.items()}
        found = got.links
        hits = wanted.keys() & found.keys()
        self._count("link", len(hits), len(found), len(wanted))
        self._count("link_kind", sum(wanted[x] == found[x] for x in hits), len(found), len(wanted))
        g_r = {x for x, k in wanted.items() if k == "retaliation"}
        p_r = {x for x, k in found.items() if k == "retaliation"}
        self._count("retaliation", len(g_r & p_r), len(p_r), len(g_r))
        self.reversed_links += len({(t, f) for f, t in found} & (wanted.keys() - hits))
        back = {v: k for k, v in names.items()}
        for word, those, kinds in (("missed", wanted.keys() - hits, wanted), ("false", found.keys() - hits, found)):
            self.errors += [
                f"{text}: {word} {kinds[x]} {' -> '.join(back.get(e, e) for e in x)}" for x in sorted(those)
            ]

    def table(self) -> dict[str, dict[str, float]]:
        """Return precision, recall, F1 and the number of gold items for each measure."""
        rows = {}
        for m in MEASURES:
            hit_p, hit_r = self.b3_hit if m == "b3" else (self.hit[m], self.hit[m])
            rows[m] = ratios(hit_p, self.got[m], hit_r, self.gold[m]) | {"n": self.gold[m]}
        rows["family"] = {"accuracy": round(self.family[0] / self.family[1], 4) if self.family[1] else 0.0}
        return rows
