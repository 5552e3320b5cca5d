// The picture: lanes, days, arcs, marks, names.
// Hard: one accent colour must lead the eye along the chain, and no name may lie on another.
// The same strokes go to a canvas on screen and to an SVG for a report: `Pen` is what both can do.
import { utcFormat } from "d3-time-format";
import type { Link } from "./data";
import { MARGIN, type Scene, type Spot } from "./layout";

export interface Pen {
  save(): void; restore(): void; beginPath(): void; closePath(): void;
  moveTo(x: number, y: number): void; lineTo(x: number, y: number): void;
  bezierCurveTo(a: number, b: number, c: number, d: number, x: number, y: number): void;
  arc(x: number, y: number, r: number, a: number, b: number): void; rect(x: number, y: number, w: number, h: number): void;
  fill(): void; stroke(): void; clip(): void; setLineDash(dash: number[]): void;
  fillText(text: string, x: number, y: number): void; measureText(text: string): { width: number };
  fillStyle: unknown; strokeStyle: unknown; lineWidth: number; font: string; textAlign: unknown; textBaseline: unknown; globalAlpha: number;
}
export interface Ink { paper: string; text: string; soft: string; line: string; lane: string; accent: string; family: (name: string) => string }
export interface Focus { event: string; links: Set<Link>; events: Set<string> }

const FONT = '12px system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const SMALL = FONT.replace("12px", "11px");
const MOST_ARCS = 1500;

export function paint(pen: Pen, scene: Scene, links: Link[], focus: Focus, ink: Ink): void {
  pen.fillStyle = ink.paper;
  pen.beginPath();
  pen.rect(0, 0, scene.width, scene.height);
  pen.fill();
  lanes(pen, scene, ink);
  axis(pen, scene, ink);
  heaps(pen, scene, ink);
  arcs(pen, scene, links, focus, ink);
  for (const spot of scene.spots) if (!focus.events.has(spot.mark.event.id)) mark(pen, spot, ink, focus.event ? 0.3 : 0.9);
  for (const spot of scene.spots) if (focus.events.has(spot.mark.event.id)) mark(pen, spot, ink, 1, spot.mark.event.id === focus.event);
  names(pen, scene, focus, ink);
}

function lanes(pen: Pen, scene: Scene, ink: Ink): void {
  pen.textAlign = "left";
  pen.textBaseline = "top";
  scene.lanes.forEach((lane, i) => {
    if (i % 2 === 0) {
      pen.fillStyle = ink.lane;
      pen.beginPath();
      pen.rect(0, lane.top, scene.width, lane.height);
      pen.fill();
    }
    pen.fillStyle = ink.soft;
    pen.font = `600 ${FONT}`;
    if (lane.height > 20) pen.fillText(lane.name, MARGIN.left, lane.top + 5);
  });
}

function tickText(scene: Scene): (day: Date) => string {
  const [from, to] = scene.scale.domain() as [Date, Date];
  const days = (to.getTime() - from.getTime()) / 86_400_000;
  if (days > 900) return utcFormat("%Y");
  return days > 70 ? utcFormat("%b %Y") : utcFormat("%-d %b");
}

function axis(pen: Pen, scene: Scene, ink: Ink): void {
  const bottom = scene.height - MARGIN.bottom;
  const text = tickText(scene);
  pen.strokeStyle = ink.line;
  pen.lineWidth = 1;
  pen.font = SMALL;
  pen.textAlign = "center";
  pen.textBaseline = "top";
  let last = "";
  for (const tick of scene.scale.ticks(Math.max(2, scene.width / 110))) {
    const x = Math.round(scene.scale(tick)) + 0.5;
    const told = text(tick);
    if (told === last || x < MARGIN.left + scene.gutter) continue;
    last = told;
    pen.beginPath();
    pen.moveTo(x, MARGIN.top);
    pen.lineTo(x, bottom);
    pen.stroke();
    pen.fillStyle = ink.soft;
    if (x > 24 && x < scene.width - 24) pen.fillText(told, x, bottom + 8);
  }
  if (scene.gutter) {
    pen.fillStyle = ink.soft;
    pen.fillText("no day", MARGIN.left + scene.gutter / 2, bottom + 8);
  }
}

function heaps(pen: Pen, scene: Scene, ink: Ink): void {
  const most = scene.heaps.reduce((a, h) => Math.max(a, h.count), 1);
  const room = (scene.lanes[0]?.height ?? 40) - 24;
  pen.fillStyle = ink.family("strike");
  pen.globalAlpha = 0.75;
  for (const heap of scene.heaps) {
    const tall = Math.max(1.5, (Math.sqrt(heap.count) / Math.sqrt(most)) * room);
    pen.beginPath();
    pen.rect(heap.x, heap.y - tall - 2, 6, tall);
    pen.fill();
  }
  pen.globalAlpha = 1;
}

function arcs(pen: Pen, scene: Scene, links: Link[], focus: Focus, ink: Ink): void {
  const lit = (link: Link): boolean => focus.links.has(link);
  const crowded = links.length > MOST_ARCS;
  const drawn = crowded ? links.filter((l) => lit(l) || l.kind === "retaliationFor").slice(0, MOST_ARCS) : links;
  for (const link of [...drawn.filter((l) => !lit(l)), ...links.filter(lit)]) {
    const cause = scene.at.get(link.cause);
    const effect = scene.at.get(link.effect);
    if (cause && effect) arc(pen, cause, effect, link, lit(link), Boolean(focus.event), ink);
  }
  pen.globalAlpha = 1;
  pen.setLineDash([]);
}

function arc(pen: Pen, cause: Spot, effect: Spot, link: Link, lit: boolean, dimmed: boolean, ink: Ink): void {
  const colour = link.kind === "retaliationFor" ? ink.accent : ink.soft;
  pen.globalAlpha = lit ? 1 : dimmed ? 0.16 : 0.55;
  pen.strokeStyle = colour;
  pen.fillStyle = colour;
  pen.lineWidth = (0.7 + 1.6 * link.confidence) * (lit ? 1.4 : 1);
  pen.setLineDash(link.denied ? [2, 4] : link.basis === "inferred" ? [7, 4] : []);
  const bend = Math.abs(effect.y - cause.y) < 12 ? -Math.min(46, 16 + Math.abs(effect.x - cause.x) * 0.25) : 0;
  const half = (effect.x - cause.x) / 2;
  const [ax, ay, bx, by] = bend
    ? [cause.x + half * 0.4, cause.y + bend * 1.4, effect.x - half * 0.4, effect.y + bend * 1.4]
    : [cause.x + half, cause.y, effect.x - half, effect.y];
  const away = Math.atan2(effect.y - by, effect.x - bx || 0.01);
  const tip = { x: effect.x - Math.cos(away) * (effect.r + 2), y: effect.y - Math.sin(away) * (effect.r + 2) };
  pen.beginPath();
  pen.moveTo(cause.x, cause.y);
  pen.bezierCurveTo(ax, ay, bx, by, tip.x, tip.y);
  pen.stroke();
  pen.setLineDash([]);
  const size = lit ? 8 : 6;
  pen.beginPath();
  pen.moveTo(tip.x, tip.y);
  pen.lineTo(tip.x - size * Math.cos(away - 0.42), tip.y - size * Math.sin(away - 0.42));
  pen.lineTo(tip.x - size * Math.cos(away + 0.42), tip.y - size * Math.sin(away + 0.42));
  pen.closePath();
  pen.fill();
}

/** One closed outline a family, so that colour is never the only difference. */
export function outline(pen: Pen, family: string, x: number, y: number, r: number): void {
  const corners: Record<string, [number, number]> = {
    ground: [4, Math.PI / 4], killing: [4, 0], intercept: [3, -Math.PI / 2], seize: [5, -Math.PI / 2], move: [3, 0], sanction: [6, 0], incident: [3, Math.PI / 2],
  };
  const shape = corners[family];
  pen.beginPath();
  if (!shape) {
    pen.moveTo(x + r, y);
    pen.arc(x, y, r, 0, Math.PI * 2);
    return;
  }
  const [n, turn] = shape;
  for (let i = 0; i < n; i += 1) {
    const angle = turn + (i * 2 * Math.PI) / n;
    const [px, py] = [x + Math.cos(angle) * r * 1.15, y + Math.sin(angle) * r * 1.15];
    if (i) pen.lineTo(px, py);
    else pen.moveTo(px, py);
  }
  pen.closePath();
}

function mark(pen: Pen, spot: Spot, ink: Ink, alpha: number, chosen = false): void {
  const { event } = spot.mark;
  const colour = ink.family(event.family);
  pen.globalAlpha = alpha;
  pen.fillStyle = colour;
  pen.strokeStyle = colour;
  if (spot.right > spot.left) {
    pen.globalAlpha = alpha * 0.28;
    pen.beginPath();
    pen.rect(spot.left, spot.y - 4, spot.right - spot.left, 8);
    pen.fill();
    pen.globalAlpha = alpha;
  }
  outline(pen, event.family, spot.x, spot.y, spot.r);
  const hollow = event.family === "threat" || event.family === "deal" || event.factuality !== "asserted";
  if (hollow) pen.fillStyle = ink.paper;
  pen.fill();
  pen.lineWidth = hollow ? 2 : 1;
  if (!hollow) pen.strokeStyle = ink.paper;
  pen.stroke();
  if (chosen) {
    pen.strokeStyle = ink.text;
    pen.lineWidth = 2;
    pen.beginPath();
    pen.moveTo(spot.x + spot.r + 4, spot.y);
    pen.arc(spot.x, spot.y, spot.r + 4, 0, Math.PI * 2);
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

/** Name what fits, the chain first; a name that would lie on a mark or a name is left out. */
function names(pen: Pen, scene: Scene, focus: Focus, ink: Ink): void {
  const taken = scene.spots.map((s) => ({ x: s.x - s.r, y: s.y - s.r, w: s.r * 2, h: s.r * 2 }));
  for (const lane of scene.lanes) {
    pen.font = `600 ${FONT}`;
    taken.push({ x: 0, y: lane.top, w: MARGIN.left + pen.measureText(lane.name).width + 6, h: 20 });
  }
  pen.font = SMALL;
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  const order = [...scene.spots].sort(
    (a, b) => Number(focus.events.has(b.mark.event.id)) - Number(focus.events.has(a.mark.event.id)) || b.r - a.r || a.x - b.x,
  );
  let told = 0;
  for (const spot of order) {
    if (told > 120) break;
    const words = shortened(spot.mark.event.label);
    const width = pen.measureText(words).width;
    const places = [
      { x: spot.x + spot.r + 5, y: spot.y - 7 }, { x: spot.x - width / 2, y: spot.y + spot.r + 3 },
      { x: spot.x - width / 2, y: spot.y - spot.r - 17 }, { x: spot.x - spot.r - 5 - width, y: spot.y - 7 },
    ];
    const free = places.find((p) => {
      if (p.x < 4 || p.x + width > scene.width - 4 || p.y < 2 || p.y + 14 > scene.height - MARGIN.bottom + 4) return false;
      return !taken.some((t) => p.x < t.x + t.w + 2 && p.x + width + 2 > t.x && p.y < t.y + t.h && p.y + 14 > t.y);
    });
    if (!free) continue;
    taken.push({ x: free.x, y: free.y, w: width, h: 14 });
    pen.globalAlpha = 0.8;
    pen.fillStyle = ink.paper;
    pen.beginPath();
    pen.rect(free.x - 2, free.y, width + 4, 14);
    pen.fill();
    pen.globalAlpha = focus.event && !focus.events.has(spot.mark.event.id) ? 0.5 : 1;
    pen.fillStyle = ink.text;
    pen.fillText(words, free.x, free.y + 7);
    told += 1;
  }
  pen.globalAlpha = 1;
}

function shortened(label: string): string {
  return label.length > 46 ? `${label.slice(0, 45).trimEnd()}…` : label;
}
