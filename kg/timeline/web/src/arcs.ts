// The links: from cause to effect, an arrow at the effect, a cross where a source denies what another says.
// Hard: one accent must lead the eye; the rest must not shout.
import type { Link } from "./data";
import { type Scene, type Spot, ends } from "./layout";
import type { Focus, Ink, Pen } from "./pen";

type Point = [x: number, y: number];
const MOST = 300;
const CROSS = 4.5;

/** Draw them, the surest first; return how many were left out. */
export function arcs(pen: Pen, scene: Scene, links: Link[], focus: Focus, ink: Ink): number {
  const affirmed = new Set(links.filter((l) => l.rivals.length && !l.denied));
  const twin = (link: Link): boolean => link.denied && link.rivals.some((l) => affirmed.has(l)); // its cross tells it
  const quiet: Link[] = [];
  if (!scene.heaps.length) {
    for (const l of links) if (!focus.links.has(l) && scene.at.has(l.effect) && scene.at.has(l.cause) && !twin(l)) quiet.push(l);
  }
  const left = Math.max(0, quiet.length - MOST);
  if (left) quiet.sort((a, b) => b.confidence - a.confidence).length = MOST;
  const alpha = (focus.links.size ? 0.16 : 0.36) * (quiet.length > 120 ? 0.65 : 1);
  for (const link of quiet) one(pen, scene, link, false, alpha, ink);
  for (const link of links) if (focus.links.has(link)) one(pen, scene, link, true, 1, ink);
  pen.globalAlpha = 1;
  pen.setLineDash([]);
  return left;
}

function one(pen: Pen, scene: Scene, link: Link, lit: boolean, alpha: number, ink: Ink): void {
  const both = ends(scene, link);
  if (!both) return;
  const curve = curved(...both, scene.right);
  const colour = link.kind === "retaliationFor" ? ink.accent : ink.soft;
  pen.globalAlpha = alpha;
  pen.strokeStyle = colour;
  pen.fillStyle = colour;
  pen.lineWidth = (0.7 + 1.6 * link.confidence) * (lit ? 1.5 : 1);
  pen.setLineDash(link.denied ? [2, 4] : link.basis === "inferred" ? [7, 4] : []);
  if (link.rivals.length && !link.denied) broken(pen, curve);
  else stroke(pen, curve);
  pen.setLineDash([]);
  arrow(pen, curve, lit ? 9 : 6);
}

/** A bow over the lane where both ends are level, a bow beside them where one is above the other, an S between lanes else. */
function curved(cause: Spot, effect: Spot, right: number): Point[] {
  const [dx, dy] = [effect.x - cause.x, effect.y - cause.y];
  const level = Math.abs(dy) < 14;
  const steep = !level && Math.abs(dx) < 40;
  const up = -Math.min(46, 16 + Math.abs(dx) * 0.25) * 1.4;
  const wide = Math.max(26, Math.min(70, Math.abs(dy) * 0.35));
  const most = Math.max(cause.x, effect.x);
  const out = most < right && most + wide > right ? -wide : wide; // the bow of two days keeps to the days
  const [a, b]: [Point, Point] = level
    ? [[cause.x + dx * 0.2, cause.y + up], [effect.x - dx * 0.2, effect.y + up]]
    : steep
      ? [[cause.x + out, cause.y + dy * 0.2], [effect.x + out, effect.y - dy * 0.2]]
      : [[cause.x + dx / 2, cause.y], [effect.x - dx / 2, effect.y]];
  const away = Math.atan2(effect.y - b[1], effect.x - b[0] || 0.01);
  const tip: Point = [effect.x - Math.cos(away) * (effect.r + 2), effect.y - Math.sin(away) * (effect.r + 2)];
  return [[cause.x, cause.y], a, b, tip];
}

function stroke(pen: Pen, [from, a, b, to]: Point[]): void {
  pen.beginPath();
  pen.moveTo(...from!);
  pen.bezierCurveTo(...a!, ...b!, ...to!);
  pen.stroke();
}

/** A curve with a gap in its middle, and a cross in the gap. */
function broken(pen: Pen, curve: Point[]): void {
  const [from, a, b, to] = curve as [Point, Point, Point, Point];
  const speed = 0.75 * Math.hypot(to[0] + b[0] - a[0] - from[0], to[1] + b[1] - a[1] - from[1]);
  const gap = Math.min(0.3, (CROSS + 5) / Math.max(1, speed));
  stroke(pen, stretch(curve, 0, 0.5 - gap));
  stroke(pen, stretch(curve, 0.5 + gap, 1));
  const [x, y] = blossom(curve, 0.5, 0.5, 0.5);
  pen.setLineDash([]);
  pen.beginPath();
  pen.moveTo(x - CROSS, y - CROSS);
  pen.lineTo(x + CROSS, y + CROSS);
  pen.moveTo(x - CROSS, y + CROSS);
  pen.lineTo(x + CROSS, y - CROSS);
  pen.stroke();
}

const stretch = (curve: Point[], u: number, v: number): Point[] =>
  [blossom(curve, u, u, u), blossom(curve, u, u, v), blossom(curve, u, v, v), blossom(curve, v, v, v)];

/** De Casteljau with a moment of its own each round: a point of the curve, or a handle of a part of it. */
function blossom(curve: Point[], ...moments: [number, number, number]): Point {
  let points = curve;
  for (const t of moments) {
    points = points.slice(1).map(([x, y], i): Point => [points[i]![0] * (1 - t) + x * t, points[i]![1] * (1 - t) + y * t]);
  }
  return points[0]!;
}

function arrow(pen: Pen, [, , b, tip]: Point[], size: number): void {
  const [x, y] = tip!;
  const away = Math.atan2(y - b![1], x - b![0] || 0.01);
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x - size * Math.cos(away - 0.42), y - size * Math.sin(away - 0.42));
  pen.lineTo(x - size * Math.cos(away + 0.42), y - size * Math.sin(away + 0.42));
  pen.closePath();
  pen.fill();
}
