// The shape of the data that the page is given, and the look-ups made from it once.
// Hard: an event may lack a day, a side or a place, and must still be findable; and a hundred thousand must be read at once.

export type Count = [low: number, high: number | null];
type Told = [document: number | null, start: number, text: number, speaker: number | null];

/** The file: columns of numbers; a string is told by its place in `texts`, a day by days since 1970. */
export interface Packed {
  revision: number;
  events: {
    id: string[]; label: number[]; type: number[]; family: number[]; factuality: number[];
    first: (number | null)[]; days: (number | null)[]; precision: (number | null)[];
    actors: number[][]; targets: number[][]; places: number[][]; killed: (Count | null)[]; injured: (Count | null)[];
  };
  links: { effect: number[]; cause: number[]; kind: number[]; basis: number[]; confidence: number[]; denied: number[]; evidence: Told[][] | null };
  actors: [name: string, parent: string | null][];
  places: [name: string, kind: string, latitude: number | null, longitude: number | null, also: string | null][];
  documents: [title: string | null, source: string | null, url: string | null, published: string | null][];
  details: [mentions: [number | null, number, number, number, number, number, number][], claims: [number, number, number | null, number | null, Told][]][] | null;
  chain: number[]; about: string | null; texts: string[];
}

export interface Words { source: Source | null; start: number; quote: string; speaker: string | null }
export interface Source { title: string | null; source: string | null; url: string | null; published: string | null }
export interface Mention { source: Source | null; start: number; before: string; sentence: [string, string, string]; after: string }
export interface Claim { kind: string; stance: string; low: number | null; high: number | null; words: Words }
export interface Actor { name: string; side: string; at: number }
/** `name` as the texts spell it, `also` the gazetteer's name where it differs; places on one point share their `spot`. */
export interface Place { name: string; also: string | null; kind: string; latitude: number | null; longitude: number | null; spot: string; at: number }
export interface Link {
  effect: Mark; cause: Mark; kind: string; basis: string; confidence: number; denied: boolean; at: number;
  /** Of an affirmed link those that deny it, of a denied one those that it speaks against. */
  rivals: readonly Link[];
}
export interface Mark {
  id: string; at: number; label: string; type: string; family: string; factuality: string; precision: string | null;
  actors: Actor[]; targets: Actor[]; places: Place[]; killed: Count | null; injured: Count | null;
  /** The stretch of days, in milliseconds, half-open; NaN where no day is told. */
  from: number; to: number; side: string; lane: number; weight: number; back: Link[]; on: Link[]; avenges: boolean;
}
export interface Model {
  marks: Mark[]; links: Link[]; byId: Map<string, Mark>; actors: Actor[]; places: Place[]; sides: string[]; counts: number[];
  chain: Link[]; revision: number; about: string | null; detailed: boolean;
  evidence(link: Link): Words[]; mentions(mark: Mark): Mention[]; claims(mark: Mark): Claim[]; searched(mark: Mark): string;
}

export const DAY = 86_400_000;
export const UNKNOWN = "unknown side";
export const OTHERS = "other sides";
const LANES = 9;
const NONE: readonly Link[] = [];

export const dated = (mark: Mark): boolean => mark.from === mark.from;

export function model(packed: Packed): Model {
  const { events, texts } = packed;
  const text = (at: number | null): string | null => (at === null ? null : (texts[at] ?? null));
  const actors = packed.actors.map(([name, parent], at): Actor => ({ name, side: parent ?? name, at }));
  const places = packed.places.map(([name, kind, latitude, longitude, also], at): Place =>
    ({ name, also, kind, latitude, longitude, at, spot: latitude === null || longitude === null ? name : `${latitude} ${longitude}` }));
  const sources = packed.documents.map(([title, source, url, published]): Source => ({ title, source, url, published }));
  const marks = events.id.map((id, at): Mark => {
    const first = events.first[at] ?? NaN;
    const mine = events.actors[at]!.map((i) => actors[i]!);
    const [killed, injured] = [events.killed[at] ?? null, events.injured[at] ?? null];
    return {
      id, at, label: text(events.label[at]!)!, type: text(events.type[at]!)!, family: text(events.family[at]!)!,
      factuality: text(events.factuality[at]!)!, precision: text(events.precision[at] ?? null),
      actors: mine, targets: events.targets[at]!.map((i) => actors[i]!), places: events.places[at]!.map((i) => places[i]!),
      killed, injured, from: first * DAY, to: (first + (events.days[at] ?? NaN)) * DAY,
      side: mine[0]?.side ?? UNKNOWN, lane: 0, weight: (killed?.[0] ?? 0) * 2 + (injured?.[0] ?? 0), back: [], on: [], avenges: false,
    };
  });
  const { sides, counts } = settle(marks, packed.chain);
  const links = packed.links.effect.map((effect, at): Link => {
    const link: Link = {
      rivals: NONE, effect: marks[effect]!, cause: marks[packed.links.cause[at]!]!, kind: text(packed.links.kind[at]!)!, at,
      basis: text(packed.links.basis[at]!)!, confidence: packed.links.confidence[at]!, denied: packed.links.denied[at] === 1,
    };
    link.effect.back.push(link);
    link.cause.on.push(link);
    link.effect.avenges ||= link.kind === "retaliationFor" && !link.denied;
    return link;
  });
  oppose(links);
  const chain = packed.chain.flatMap((id, i) => {
    const next = marks[packed.chain[i + 1] ?? -1];
    const link = next && marks[id]?.back.find((l) => l.cause === next && !l.denied);
    return link ? [link] : [];
  });
  const words = ([document, start, quote, speaker]: Told): Words =>
    ({ source: sources[document ?? -1] ?? null, start, quote: text(quote)!, speaker: text(speaker) });
  return {
    marks, links, byId: new Map(marks.map((m) => [m.id, m])), actors, places, sides, counts, chain,
    revision: packed.revision, about: packed.about, detailed: packed.details !== null,
    evidence: (link) => (packed.links.evidence?.[link.at] ?? []).map(words),
    mentions: (mark) => (packed.details?.[mark.at]?.[0] ?? []).map(([document, start, sentence, a, b, before, after]) => {
      const points = Array.from(text(sentence)!); // offsets count code points
      const cut = (from: number, to?: number): string => points.slice(from, to).join("");
      return {
        source: sources[document ?? -1] ?? null, start, before: text(before)!, after: text(after)!,
        sentence: [cut(0, a), cut(a, b), cut(b)],
      };
    }),
    claims: (mark) => (packed.details?.[mark.at]?.[1] ?? []).map(([kind, stance, low, high, told]) =>
      ({ kind: text(kind)!, stance: text(stance)!, low, high, words: words(told) })),
    searched: (mark) => [mark.label, mark.type.replaceAll("-", " "), mark.id, ...mark.actors.map((a) => a.name), ...mark.targets.map((a) => a.name),
      ...mark.places.map((p) => `${p.name} ${p.also ?? ""}`)].join(" ").toLowerCase(),
  };
}

/** Give each mark its lane: the sides of the first chain and those with most acts have their own, the rest share one. */
function settle(marks: Mark[], chain: number[]): { sides: string[]; counts: number[] } {
  const acts = new Map<string, number>();
  for (const m of marks) acts.set(m.side, (acts.get(m.side) ?? 0) + 1);
  const first = new Set(chain.map((at) => marks[at]?.side));
  const named = [...acts].filter(([name]) => name !== UNKNOWN)
    .sort((a, b) => Number(first.has(b[0])) - Number(first.has(a[0])) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const own = named.slice(0, named.length > LANES + 1 ? LANES : named.length).map(([name]) => name);
  const sides = [...own, ...(named.length > own.length ? [OTHERS] : []), ...(acts.has(UNKNOWN) ? [UNKNOWN] : [])];
  const lane = new Map(sides.map((name, i) => [name, i]));
  const counts = sides.map(() => 0);
  for (const m of marks) {
    m.lane = lane.get(m.side) ?? lane.get(OTHERS)!;
    counts[m.lane]! += 1;
  }
  return { sides, counts };
}

/** Set each denied link against those that say what it denies; a mere order in time is not denied with a motive. */
function oppose(links: Link[]): void {
  for (const denial of links) {
    if (!denial.denied) continue;
    denial.rivals = denial.effect.back.filter((l) => !l.denied && l.cause === denial.cause && (l.kind === denial.kind || l.kind !== "followed"));
    for (const link of denial.rivals) link.rivals = [...link.rivals, denial];
  }
}

/** All links reached from an event, back to causes and on to effects; no link twice. */
export function chainOf(start: Mark): Set<Link> {
  const found = new Set<Link>();
  for (const [side, end] of [["back", "cause"], ["on", "effect"]] as const) {
    const seen = new Set([start]);
    const queue = [start];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const link of next[side]) {
        if (link.denied) continue;
        found.add(link);
        if (!seen.has(link[end])) {
          seen.add(link[end]);
          queue.push(link[end]);
        }
      }
    }
  }
  return found;
}

export const KINDS: Record<string, string> = {
  retaliationFor: "retaliation for", respondsTo: "response to", followed: "followed",
};

/** The same, told from the cause on. */
export const MET: Record<string, string> = {
  retaliationFor: "met with retaliation", respondsTo: "met with a response", followed: "followed, in time, by",
};

export const ASKED: Record<string, string> = {
  retaliationFor: "Was it retaliation for this?", respondsTo: "Was it a response to this?", followed: "Did it come after this?",
};

export function countText(count: Count | null): string {
  if (!count) return "";
  const [low, high] = count;
  return high === null ? `at least ${low}` : low === high ? `${low}` : `${low}–${high}`;
}

export const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

export function when(m: Mark): string {
  if (!dated(m)) return "day not told";
  const [first, last] = [isoDay(m.from), isoDay(m.to - DAY)];
  if (m.precision === "year") return first.slice(0, 4);
  if (m.precision === "month") return first.slice(0, 7);
  return first === last ? first : `${first} – ${last}`;
}
