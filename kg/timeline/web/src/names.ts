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
  for (const heap of scene.heaps) taken.push({ x: heap.x, y: heap.bottom - 12, w: 6, h: 12 });
  pen.font = SMALL;
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  const lit = (s: Spot): number => Number(focus.marks.has(s.mark));
  const order = [...scene.spots].sort((a, b) => lit(b) - lit(a) || b.r - a.r || a.x - b.x).slice(0, TRIED);
  for (const spot of order) {
    const lengths = lit(spot) ? [LENGTH, 30, 20] : [LENGTH]; // rather half a name on the chain than none
    let [words, width, free] = ["", 0, undefined as Box | undefined];
    for (const length of lengths) {
      words = spot.mark.label.length > length ? `${spot.mark.label.slice(0, length - 1).trimEnd()}…` : spot.mark.label;
      width = pen.measureText(words).width;
      free = room(scene, spot, width, taken);
      if (free) break;
    }
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

/** The first free place for a name: beside, below or above its mark; what must not be covered decides the order. */
function room(scene: Scene, spot: Spot, w: number, taken: Box[]): Box | undefined {
  const { x, y, r } = spot;
  const undated = x < scene.left - 4;
  const least = undated ? 4 : scene.left;
  const middle = Math.max(least, Math.min(x - w / 2, scene.width - 4 - w));
  const at = { right: [x + r + 5, y - 7], below: [middle, y + r + 3], above: [middle, y - r - 17], left: [x - r - 5 - w, y - 7] };
  const order = spot.right > spot.left // a bar
    ? [at.above, at.below, at.right, at.left]
    : undated && spot.mark.back.length // an arrow that comes from the right
      ? [at.below, at.above, at.right]
      : spot.mark.back.length // an arrow that comes from the left
        ? [at.right, at.below, at.above]
        : [at.right, at.below, at.above, at.left];
  return order.map(([a, b]): Box => ({ x: a!, y: b!, w, h: 14 })).find((p) => {
    if (p.x < least || p.x + w > scene.width - 4 || p.y < 2 || p.y + 14 > scene.height - MARGIN.bottom + 2) return false;
    return !taken.some((t) => p.x < t.x + t.w + 5 && p.x + w + 5 > t.x && p.y < t.y + t.h && p.y + 14 > t.y);
  });
}
