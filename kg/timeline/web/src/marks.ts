// The events: shape and colour by family, size by casualties, a bar for uncertain days; heaps where they are too many.
import { CELL, type Scene, type Spot } from "./layout";
import { type Focus, type Ink, type Pen, SMALL, hollow, outline } from "./pen";

export function heaps(pen: Pen, scene: Scene, ink: Ink): void {
  const most = scene.heaps.reduce((a, h) => Math.max(a, h.count), 1);
  const room = Math.min(...scene.lanes.map((l) => l.height)) - 22;
  for (const heap of scene.heaps) {
    const tall = Math.max(1.5, Math.sqrt(heap.count / most) * room);
    bar(pen, heap.x, heap.bottom - 2 - tall, tall, ink.family("strike"), 0.7);
    if (heap.share) bar(pen, heap.x, heap.bottom - 2 - tall * heap.share, tall * heap.share, ink.accent, 0.45);
  }
  pen.globalAlpha = 1;
}

function bar(pen: Pen, x: number, y: number, tall: number, colour: string, alpha: number): void {
  pen.globalAlpha = alpha;
  pen.fillStyle = colour;
  pen.beginPath();
  pen.rect(x, y, CELL - 1, tall);
  pen.fill();
}

export function marks(pen: Pen, scene: Scene, focus: Focus, ink: Ink): void {
  const quiet = focus.event ? 0.35 : focus.links.size ? 0.75 : 0.9;
  for (const spot of scene.spots) if (!focus.marks.has(spot.mark)) one(pen, spot, ink, quiet);
  for (const spot of scene.spots) if (focus.marks.has(spot.mark)) one(pen, spot, ink, 1, spot.mark === focus.event);
  pen.font = SMALL;
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  pen.fillStyle = ink.soft;
  for (const more of scene.more) pen.fillText(`+${more.count}`, more.x, more.y);
}

function one(pen: Pen, spot: Spot, ink: Ink, alpha: number, chosen = false): void {
  const { mark } = spot;
  const colour = ink.family(mark.family);
  pen.fillStyle = colour;
  if (spot.right > spot.left) {
    pen.globalAlpha = alpha * 0.28;
    pen.beginPath();
    pen.rect(spot.left, spot.y - 4, spot.right - spot.left, 8);
    pen.fill();
  }
  pen.globalAlpha = alpha;
  outline(pen, mark.family, spot.x, spot.y, spot.r);
  const open = hollow(mark);
  pen.fillStyle = open ? ink.paper : colour;
  pen.fill();
  pen.lineWidth = open ? 2 : 1;
  pen.strokeStyle = open ? colour : ink.paper;
  pen.stroke();
  if (chosen) {
    pen.strokeStyle = ink.text;
    pen.lineWidth = 2;
    pen.beginPath();
    pen.moveTo(spot.x + spot.r + 5, spot.y);
    pen.arc(spot.x, spot.y, spot.r + 5, 0, Math.PI * 2);
    pen.stroke();
  }
  pen.globalAlpha = 1;
}
