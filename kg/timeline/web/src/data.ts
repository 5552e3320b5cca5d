// The shape of the data that the page is given, and the look-ups made from it once.
// Hard: an event may lack a day, a side or a place, and must still be findable.

export interface Happening {
  id: string; label: string; type: string; family: string; factuality: string;
  first: string | null; last: string | null; precision: string | null;
  actors: string[]; targets: string[]; places: string[];
  killed: Count | null; injured: Count | null; documents: number; teaser: boolean;
}
export type Count = [low: number, high: number | null];
export interface Words { document: string; start: number; end: number; quote: string; speaker: string | null }
export interface Link {
  id: string; effect: string; cause: string; kind: string; basis: string; confidence: number; denied: boolean; evidence: Words[];
}
export interface Actor { id: string; name: string; parent: string | null }
export interface Place { id: string; name: string; kind: string; latitude: number | null; longitude: number | null }
export interface Source { id: string; title: string | null; source: string | null; url: string | null; published: string | null }
export interface Mention { document: string; start: number; trigger: [number, number]; sentence: string }
export interface Claim { kind: string; stance: string; low: number | null; high: number | null; words: Words }
export interface Detail { mentions: Mention[]; claims: Claim[] }
export interface Graph {
  title: string; revision: number; events: Happening[]; links: Link[]; actors: Actor[]; places: Place[];
  documents: Source[]; details: Record<string, Detail>; chain: string[]; detailUrl: string | null;
}

export interface Mark {
  event: Happening; index: number; side: string; from: number | null; to: number | null; weight: number; search: string;
}
export interface Model {
  graph: Graph; marks: Mark[]; byId: Map<string, Mark>; actor: Map<string, Actor>; place: Map<string, Place>;
  source: Map<string, Source>; back: Map<string, Link[]>; on: Map<string, Link[]>; sides: string[];
}

export const DAY = 86_400_000;
export const UNKNOWN = "unknown side";
export const OTHERS = "other sides";
const LANES = 9;

export function midnight(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function push(map: Map<string, Link[]>, key: string, link: Link): void {
  const list = map.get(key);
  if (list) list.push(link);
  else map.set(key, [link]);
}

export function model(graph: Graph): Model {
  const actor = new Map(graph.actors.map((a) => [a.id, a]));
  const place = new Map(graph.places.map((p) => [p.id, p]));
  const side = (e: Happening): string => {
    const first = actor.get(e.actors[0] ?? "");
    return first ? (first.parent ?? first.name) : UNKNOWN;
  };
  const counts = new Map<string, number>();
  for (const e of graph.events) counts.set(side(e), (counts.get(side(e)) ?? 0) + 1);
  const named = [...counts].filter(([name]) => name !== UNKNOWN).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const kept = new Set(named.slice(0, LANES).map(([name]) => name));
  const lane = (e: Happening): string => {
    const name = side(e);
    return name === UNKNOWN || kept.has(name) ? name : OTHERS;
  };
  const marks = graph.events.map((event, index): Mark => {
    const names = [...event.actors, ...event.targets].map((id) => actor.get(id)?.name ?? "");
    const places = event.places.map((id) => place.get(id)?.name ?? "");
    return {
      event, index, side: lane(event),
      from: event.first ? midnight(event.first) : null,
      to: event.last ? midnight(event.last) + DAY : null,
      weight: (event.killed?.[0] ?? 0) * 2 + (event.injured?.[0] ?? 0),
      search: [event.label, event.type, ...names, ...places].join(" ").toLowerCase(),
    };
  });
  const back = new Map<string, Link[]>();
  const on = new Map<string, Link[]>();
  for (const link of graph.links) {
    push(back, link.effect, link);
    push(on, link.cause, link);
  }
  const used = new Set(marks.map((m) => m.side));
  const sides = [...named.map(([name]) => name).filter((n) => kept.has(n)), OTHERS, UNKNOWN].filter((s) => used.has(s));
  return {
    graph, marks, byId: new Map(marks.map((m) => [m.event.id, m])), actor, place,
    source: new Map(graph.documents.map((d) => [d.id, d])), back, on, sides,
  };
}

/** All links reached from an event, back to causes and on to effects; no link twice. */
export function chainOf(m: Model, id: string): Set<Link> {
  const found = new Set<Link>();
  for (const [map, end] of [[m.back, "cause"], [m.on, "effect"]] as const) {
    const seen = new Set([id]);
    const queue = [id];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const link of map.get(next) ?? []) {
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

export function countText(count: Count | null): string {
  if (!count) return "";
  const [low, high] = count;
  return high === null ? `at least ${low}` : low === high ? `${low}` : `${low}–${high}`;
}

export function when(e: Happening): string {
  if (!e.first) return "day unknown";
  if (e.precision === "year") return e.first.slice(0, 4);
  if (e.precision === "month") return e.first.slice(0, 7);
  return e.first === e.last ? e.first : `${e.first} – ${e.last}`;
}
