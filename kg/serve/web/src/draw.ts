// A small graph of what was found: events and what ties them.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import type { SimulationLinkDatum, SimulationNodeDatum } from "d3-force";
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
const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";

export interface Network {
  spots: Map<string, Spot>;
  ties: Tie[];
}

/** What of an answer can be drawn: triples between things, or rows that name two things of ours. */
export function network(answer: Answer): Network {
  const net: Network = { spots: new Map(), ties: [] };
  if (answer.kind === "graph") {
    const labels = new Map<string, string>();
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
      const unnamed = things.filter((n) => !row[`${n}Label`])[0];
      for (const n of things) spot(net, row[n].value, (row[`${n}Label`] ?? (n === unnamed ? row.label : undefined))?.value);
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

export function draw(net: Network): SVGElement {
  const spots = [...net.spots.values()];
  const ties = net.ties.map((tie) => ({ ...tie }));
  forceSimulation(spots)
    .force("tie", forceLink<Spot, Tie>(ties).id((s) => s.id).distance(110))
    .force("apart", forceManyBody().strength(-420))
    .force("room", forceCollide(38))
    .force("x", forceX().strength(0.05))
    .force("y", forceY().strength(0.09))
    .stop()
    .tick(300);
  const xs = spots.map((s) => s.x ?? 0);
  const ys = spots.map((s) => s.y ?? 0);
  const [left, top] = [Math.min(...xs) - 90, Math.min(...ys) - 40];
  const [width, height] = [Math.max(...xs) - left + 90, Math.max(...ys) - top + 50];
  const lines = ties.map((tie) => line(tie.source as Spot, tie.target as Spot, tie.kind));
  const dots = spots.map((s) => dot(s));
  const head = svg("path", { d: "M0,-4L8,0L0,4Z" });
  const marker = { id: "arrow", viewBox: "0 -5 10 10", refX: 16, markerWidth: 7, markerHeight: 7, orient: "auto" };
  return svg(
    "svg",
    { viewBox: `${left} ${top} ${width} ${height}`, width, height, role: "group", "aria-label": `${spots.length} things and ${ties.length} ties; the table holds the same` },
    svg("defs", {}, svg("marker", marker, head)),
    ...lines,
    ...dots,
  );
}

function line(a: Spot, b: Spot, kind: string): SVGElement {
  const ends = { x1: a.x ?? 0, y1: a.y ?? 0, x2: b.x ?? 0, y2: b.y ?? 0 };
  const told = svg("title", {}, kind);
  return svg("line", { ...ends, class: /retaliation/i.test(kind) ? "tie answer" : "tie", "marker-end": "url(#arrow)" }, told);
}

function dot(s: Spot): SVGElement {
  const words = s.label.length > 30 ? `${s.label.slice(0, 29)}…` : s.label;
  const circle = svg("circle", { cx: s.x ?? 0, cy: s.y ?? 0, r: 7 });
  const label = svg("text", { x: s.x ?? 0, y: (s.y ?? 0) + 22 }, words);
  const to = address(s.id);
  const group = svg("g", { class: "spot" }, svg("title", {}, s.label), circle, label);
  return to ? svg("a", { href: to }, group) : group;
}
