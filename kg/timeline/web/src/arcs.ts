// The links: from cause to effect, an arrow at the effect. Hard: one accent must lead the eye; the rest must not shout.
import type { Link } from "./data";
import { type Scene, type Spot, ends } from "./layout";
import type { Focus, Ink, Pen } from "./pen";

const MOST = 800;

export function arcs(pen: Pen, scene: Scene, links: Link[], focus: Focus, ink: Ink): void {
  const quiet: Link[] = [];
  if (!scene.heaps.length) {
    for (const l of links) if (!focus.links.has(l) && scene.at.has(l.effect) && scene.at.has(l.cause)) quiet.push(l);
    if (quiet.length > MOST) quiet.sort((a, b) => b.confidence - a.confidence).length = MOST;
  }
  const alpha = focus.event ? 0.14 : quiet.length > 120 ? 0.22 : 0.36;
  for (const link of quiet) one(pen, scene, link, false, alpha, ink);
  for (const link of links) if (focus.links.has(link)) one(pen, scene, link, true, 1, ink);
  pen.globalAlpha = 1;
  pen.setLineDash([]);
}

function one(pen: Pen, scene: Scene, link: Link, lit: boolean, alpha: number, ink: Ink): void {
  const both = ends(scene, link);
  if (!both) return;
  const colour = link.kind === "retaliationFor" ? ink.accent : ink.soft;
  pen.globalAlpha = alpha;
  pen.strokeStyle = colour;
  pen.fillStyle = colour;
  pen.lineWidth = (0.7 + 1.6 * link.confidence) * (lit ? 1.5 : 1);
  pen.setLineDash(link.denied ? [2, 4] : link.basis === "inferred" ? [7, 4] : []);
  arc(pen, ...both, lit ? 9 : 6);
}

/** A bow over the lane where both ends are level or one above the other, an S between lanes else. */
function arc(pen: Pen, cause: Spot, effect: Spot, size: number): void {
  const [dx, dy] = [effect.x - cause.x, effect.y - cause.y];
  const level = Math.abs(dy) < 14;
  const steep = !level && Math.abs(dx) < 40;
  const up = -Math.min(46, 16 + Math.abs(dx) * 0.25) * 1.4;
  const out = Math.max(26, Math.min(70, Math.abs(dy) * 0.35));
  const [ax, ay, bx, by] = level
    ? [cause.x + dx * 0.2, cause.y + up, effect.x - dx * 0.2, effect.y + up]
    : steep
      ? [cause.x + out, cause.y + dy * 0.2, effect.x + out, effect.y - dy * 0.2]
      : [cause.x + dx / 2, cause.y, effect.x - dx / 2, effect.y];
  const away = Math.atan2(effect.y - by, effect.x - bx || 0.01);
  const tip = { x: effect.x - Math.cos(away) * (effect.r + 2), y: effect.y - Math.sin(away) * (effect.r + 2) };
  pen.beginPath();
  pen.moveTo(cause.x, cause.y);
  pen.bezierCurveTo(ax, ay, bx, by, tip.x, tip.y);
  pen.stroke();
  pen.setLineDash([]);
  pen.beginPath();
  pen.moveTo(tip.x, tip.y);
  pen.lineTo(tip.x - size * Math.cos(away - 0.42), tip.y - size * Math.sin(away - 0.42));
  pen.lineTo(tip.x - size * Math.cos(away + 0.42), tip.y - size * Math.sin(away + 0.42));
  pen.closePath();
  pen.fill();
}
