// The words on the picture. Hard: no name may lie on a mark, on another name, or across the edge; the chain is named first.
import { MARGIN, type Scene, type Spot } from "./layout";
import { FONT, type Focus, type Ink, type Pen, SMALL } from "./pen";

interface Box { x: number; y: number; w: number; h: number }
const TRIED = 220;
const LENGTH = 46;

export function names(pen: Pen, scene: Scene, focus: Focus, ink: Ink): void {
  const taken: Box[] = scene.spots.map((s) => ({ x: s.x - s.r, y: s.y - s.r, w: s.r * 2, h: s.r * 2 }));
  pen.font = `600 ${FONT}`;
  for (const lane of scene.lanes) taken.push({ x: 0, y: lane.top, w: MARGIN.left + pen.measureText(lane.name).width + 6, h: 19 });
  taken.push({ x: scene.width - 184, y: 0, w: 184, h: 44 }); // the buttons
  for (const heap of scene.heaps) taken.push({ x: heap.x, y: heap.bottom - 12, w: 6, h: 12 });
  pen.font = SMALL;
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  const lit = (s: Spot): number => Number(focus.marks.has(s.mark));
  const order = [...scene.spots].sort((a, b) => lit(b) - lit(a) || b.r - a.r || a.x - b.x).slice(0, TRIED);
  for (const spot of order) {
    const words = spot.mark.label.length > LENGTH ? `${spot.mark.label.slice(0, LENGTH - 1).trimEnd()}…` : spot.mark.label;
    const width = pen.measureText(words).width;
    const free = room(scene, spot, width, taken);
    if (!free) continue;
    taken.push(free);
    pen.globalAlpha = 0.85;
    pen.fillStyle = ink.paper;
    pen.beginPath();
    pen.rect(free.x - 2, free.y, width + 4, 14);
    pen.fill();
    pen.globalAlpha = focus.event && !lit(spot) ? 0.55 : 1;
    pen.fillStyle = ink.text;
    pen.fillText(words, free.x, free.y + 7.5);
  }
  pen.globalAlpha = 1;
}

/** The first free place for a name: right, below, above, left of its mark. */
function room(scene: Scene, spot: Spot, w: number, taken: Box[]): Box | undefined {
  const { x, y, r } = spot;
  const at = { right: [x + r + 5, y - 7], below: [x - w / 2, y + r + 3], above: [x - w / 2, y - r - 17], left: [x - r - 5 - w, y - 7] };
  const bar = spot.right > spot.left; // its name must not cover it
  const order = bar ? [at.above, at.below, at.right, at.left] : [at.right, at.below, at.above, at.left];
  const places: Box[] = order.map(([a, b]) => ({ x: a!, y: b!, w, h: 14 }));
  const undated = x < scene.left - 4;
  return places.find((p) => {
    if (p.x < (undated ? 4 : scene.left) || p.x + w > scene.width - 4 || p.y < 2 || p.y + 14 > scene.height - MARGIN.bottom + 2) return false;
    return !taken.some((t) => p.x < t.x + t.w + 2 && p.x + w + 2 > t.x && p.y < t.y + t.h && p.y + 14 > t.y);
  });
}
