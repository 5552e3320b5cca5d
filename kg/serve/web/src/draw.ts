// A small graph of what was found: events and what ties them.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import type { SimulationLinkDatum, SimulationNodeDatum } from "d3-force";
import { naming } from "./ask";
import type { Answer } from "./ask";
import { ID, address, short, svg } from "./dom";

interface Spot extends SimulationNodeDatum {
  id: string;
  label: string;
}

interface Tie extends SimulationLinkDatum<Spot> {
  kind: string;
}

const MOST = 150;
const WIDEST = 6;
const GAP = 11;
const ROW = 22;
const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";

export interface Network {
  spots: Map<string, Spot>;
  ties: Tie[];
}

/** What of an answer can be drawn: triples between things, or rows that name two things of ours. */
export function network(answer: Answer, names: Map<string, string>): Network {
  const net: Network = { spots: new Map(), ties: [] };
  if (answer.kind === "graph") {
    const labels = new Map(names);
    for (const t of answer.triples) if (t.predicate.value === LABEL) labels.set(t.subject.value, t.object.value);
    for (const t of answer.triples) {
      if (t.object.type !== "uri" || t.predicate.value.endsWith("#type") || net.spots.size >= MOST) continue;
      const ends = [t.subject.value, t.object.value];
      for (const end of ends) spot(net, end, labels.get(end));
      net.ties.push({ source: ends[0], target: ends[1], kind: short(t.predicate.value) });
    }
  } else if (answer.kind === "rows") {
    for (const row of answer.rows) {
      const ours = answer.names.filter((n) => row[n]?.type === "uri" && row[n].value.startsWith(ID));
      const events = ours.filter((n) => row[n].value.startsWith(`${ID}e-`));
      const things = events.length > 1 ? events : ours.slice(0, 2);
      if (things.length < 2 || net.spots.size >= MOST) continue;
      for (const n of things) spot(net, row[n].value, row[naming(n, answer.names) ?? ""]?.value ?? names.get(row[n].value));
      for (let i = 1; i < things.length; i++) {
        net.ties.push({ source: row[things[i - 1]].value, target: row[things[i]].value, kind: row.kind?.value ?? "" });
      }
    }
  }
  return net;
}

function spot(net: Network, id: string, label?: string): void {
  const known = net.spots.get(id);
  if (!known) net.spots.set(id, { id, label: label ?? short(id) });
  else if (label) known.label = label;
}

/** Where each stands in the order of its ties, if that has no circle and fits a picture. */
function ranks(spots: Spot[], ties: Tie[]): Map<string, number> | null {
  const rank = new Map(spots.map((s) => [s.id, 0]));
  const deeper = () => {
    const late = ties.filter((t) => (rank.get(t.target as string) ?? 0) <= (rank.get(t.source as string) ?? 0));
    for (const t of late) rank.set(t.target as string, (rank.get(t.source as string) ?? 0) + 1);
    return late.length;
  };
  let passes = 0;
  while (deeper()) if (++passes > spots.length) return null;
  const beside = new Map<number, number>();
  for (const at of rank.values()) beside.set(at, (beside.get(at) ?? 0) + 1);
  return Math.max(...beside.values()) <= WIDEST ? rank : null;
}

/** Give each spot its place: along the chain where there is one, to the right, or down on a narrow screen. */
function settle(spots: Spot[], ties: Tie[]): void {
  const rank = ranks(spots, ties);
  const down = innerWidth < 700;
  const along = (s: SimulationNodeDatum) => (rank?.get((s as Spot).id) ?? 0) * (down ? 120 : 190);
  const [hold, free] = rank ? [1.2, 0.12] : [0.05, 0.09];
  forceSimulation(spots)
    .force("tie", forceLink<Spot, Tie>(ties).id((s) => s.id).distance(130).strength(rank ? 0.1 : 0.5))
    .force("apart", forceManyBody().strength(rank ? -260 : -620))
    .force("room", forceCollide(down || !rank ? 60 : 46))
    .force("x", forceX(down ? 0 : along).strength(down ? free : hold))
    .force("y", forceY(down ? along : 0).strength(down && rank ? hold : free))
    .stop()
    .tick(300);
}

export function draw(net: Network): SVGElement {
  const spots = [...net.spots.values()];
  const ties = net.ties.map((tie) => ({ ...tie }));
  settle(spots, ties);
  const xs = spots.map((s) => s.x ?? 0);
  const ys = spots.map((s) => s.y ?? 0);
  const [left, top] = [Math.min(...xs) - 80, Math.min(...ys) - 24];
  const [width, height] = [Math.max(...xs) - left + 80, Math.max(...ys) - top + 56];
  const lines = ties.map((tie) => line(tie.source as Spot, tie.target as Spot, tie.kind));
  const dots = spots.map((s) => dot(s));
  const heads = ["", "answer"].map((kind) => {
    const marker = { id: `arrow${kind}`, class: kind, viewBox: "0 -5 10 10", refX: 8, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto" };
    return svg("marker", marker, svg("path", { d: "M0,-4L8,0L0,4Z" }));
  });
  return svg(
    "svg",
    { viewBox: `${left} ${top} ${width} ${height}`, width, height, role: "group", "aria-label": `${spots.length} things and ${ties.length} ties; the table holds the same` },
    svg("defs", {}, ...heads),
    ...lines,
    ...dots,
  );
}

function line(a: Spot, b: Spot, kind: string): SVGElement {
  const [x1, y1, x2, y2] = [a.x ?? 0, a.y ?? 0, b.x ?? 0, b.y ?? 0];
  const far = Math.hypot(x2 - x1, y2 - y1) || 1;
  const short = Math.min(GAP, far / 3) / far;
  const ends = { x1: x1 + (x2 - x1) * short, y1: y1 + (y2 - y1) * short, x2: x2 - (x2 - x1) * short, y2: y2 - (y2 - y1) * short };
  const answer = /retaliation/i.test(kind);
  return svg("line", { ...ends, class: answer ? "tie answer" : "tie", "marker-end": `url(#arrow${answer ? "answer" : ""})` }, svg("title", {}, kind));
}

function dot(s: Spot): SVGElement {
  const [x, y] = [s.x ?? 0, s.y ?? 0];
  const rows = broken(s.label).map((words, at) => svg("tspan", { x, y: y + 22 + at * 14 }, words));
  const to = address(s.id);
  const group = svg("g", { class: "spot" }, svg("title", {}, s.label), svg("circle", { cx: x, cy: y, r: 7 }), svg("text", {}, ...rows));
  return to ? svg("a", { href: to }, group) : group;
}

/** A label in at most two lines. */
function broken(label: string): string[] {
  const rows = [""];
  for (const word of label.split(" ")) {
    const last = rows[rows.length - 1];
    if (last && last.length + word.length >= ROW) rows.push(word);
    else rows[rows.length - 1] = last ? `${last} ${word}` : word;
  }
  const cut = rows.length > 2 ? [rows[0], `${rows[1]} …`] : rows;
  return cut.map((row) => (row.length > ROW + 6 ? `${row.slice(0, ROW + 4)}…` : row));
}
