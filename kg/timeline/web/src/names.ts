// The words on the picture. Hard: no name may lie on a mark, on another name, or across an edge; the chain is named first.
import type { Mark } from "./data";
import { MARGIN, type Scene, type Spot, stripName } from "./layout";
import { FONT, type Focus, type Ink, type Pen, SMALL } from "./pen";

interface Box { x: number; y: number; w: number; h: number }
interface Shape { lines: string[]; w: number; h: number; whole: boolean }
const TRIED = 220;
const FEW = 150;
const LINE = 13;
/** Names are tried as one line, then broken; rather half a name on the chain than none. */
const WIDTHS: [width: number, lines: number][] = [[340, 1], [200, 2], [110, 3], [180, 3]];
const CUT: [width: number, lines: number][] = [[260, 1], [160, 1], [105, 1]];

export function names(pen: Pen, scene: Scene, focus: Focus, ink: Ink): void {
  const taken = marksAndTitles(pen, scene);
  pen.font = SMALL;
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  const lit = (s: Spot): number => Number(focus.marks.has(s.mark));
  const order = [...scene.spots].sort((a, b) => lit(b) - lit(a) || b.r - a.r || a.x - b.x).slice(0, TRIED);
  for (const spot of order) {
    const all = shapes(pen, scene, spot);
    const most = scene.spots.length > FEW ? 1 : spot.x > scene.right ? all.length : Math.max(1, all.filter((s) => s.whole).length);
    const tries = lit(spot) ? all : all.slice(0, most);
    const found = first(tries, (shape) => room(scene, spot, shape, taken));
    if (!found) continue;
    const [shape, box] = found;
    taken.push(box);
    if (spot.x < scene.right) ground(pen, box, ink);
    pen.fillStyle = focus.links.size && !lit(spot) ? ink.soft : ink.text;
    shape.lines.forEach((line, i) => pen.fillText(line, box.x, box.y + 7.5 + i * LINE));
  }
}

/** What a name is read on: no arc runs through its letters. */
function ground(pen: Pen, { x, y, w, h }: Box, ink: Ink): void {
  pen.globalAlpha = 0.85;
  pen.fillStyle = ink.paper;
  pen.beginPath();
  pen.rect(x - 2, y, w + 4, h);
  pen.fill();
  pen.globalAlpha = 1;
}

function marksAndTitles(pen: Pen, scene: Scene): Box[] {
  const taken: Box[] = scene.spots.map((s) => ({ x: s.x - s.r, y: s.y - s.r, w: s.r * 2, h: s.r * 2 }));
  pen.font = `600 ${FONT}`;
  for (const lane of scene.lanes) taken.push({ x: 0, y: lane.top, w: MARGIN.left + pen.measureText(lane.name).width + 6, h: 19 });
  for (const heap of scene.heaps) taken.push({ x: heap.x, y: heap.bottom - 12, w: 6, h: 12 });
  if (scene.strip) {
    const w = pen.measureText(stripName(scene.width - scene.right)).width;
    taken.push({ x: scene.width - 8 - w, y: MARGIN.top, w, h: 19 });
  }
  return taken;
}

function first<T, R>(list: T[], fits: (one: T) => R | undefined): [T, R] | undefined {
  for (const one of list) {
    const found = fits(one);
    if (found) return [one, found];
  }
  return undefined;
}

const known = new WeakMap<Mark, { room: number; shapes: Shape[] }>();

/** How a name may be set: whole in as few lines as may be, then cut. */
function shapes(pen: Pen, scene: Scene, spot: Spot): Shape[] {
  const beyond = spot.x > scene.right;
  const most = beyond ? Math.floor(scene.width - scene.right - 8) : WIDTHS[0]![0];
  const aside = beyond ? Math.floor(scene.width - spot.x - spot.r - 9) : most; // what is left beside the mark
  const found = known.get(spot.mark);
  if (found?.room === aside) return found.shapes;
  const widths: [number, number][] = beyond ? [[Math.min(340, aside), 1], [Math.min(200, aside), 3], [most, 5]] : WIDTHS;
  const whole = widths.map(([width, lines]) => broken(pen, spot.mark.label, Math.min(width, most), lines)).filter((s) => s.whole);
  const cut = (beyond ? [[aside, 3], [aside, 2], [aside, 1]] as [number, number][] : CUT).map(([width, lines]) => broken(pen, spot.mark.label, Math.min(width, most), lines)).filter((s) => !s.whole);
  const made = [...whole, ...cut];
  known.set(spot.mark, { room: aside, shapes: made });
  return made;
}

/** A name in lines no wider than told; what does not fit in the last is cut. */
function broken(pen: Pen, label: string, width: number, most: number): Shape {
  const fits = (words: string): boolean => pen.measureText(words).width <= width;
  const lines: string[] = [];
  let rest = label.split(/\s+/).filter(Boolean);
  while (rest.length && lines.length < most) {
    let n = 1;
    while (n < rest.length && fits(rest.slice(0, n + 1).join(" "))) n += 1;
    lines.push(rest.slice(0, n).join(" "));
    rest = rest.slice(n);
  }
  const last = lines.length - 1;
  const whole = !rest.length && lines.every(fits);
  if (!whole) lines.forEach((line, i) => { lines[i] = shortened(i === last && rest.length ? `${line} ${rest.join(" ")}` : line, fits); });
  return { lines, w: Math.max(0, ...lines.map((l) => pen.measureText(l).width)), h: 1 + LINE * lines.length, whole };
}

function shortened(words: string, fits: (words: string) => boolean): string {
  if (fits(words)) return words;
  let [low, high] = [0, words.length];
  while (low < high - 1) {
    const middle = (low + high) >> 1;
    if (fits(`${words.slice(0, middle)}…`)) low = middle;
    else high = middle;
  }
  return `${words.slice(0, low).trimEnd()}…`;
}

/** The first free place for a name: beside, below or above its mark; what must not be covered decides the order. */
function room(scene: Scene, spot: Spot, { w, h }: Shape, taken: Box[]): Box | undefined {
  const { x, y, r } = spot;
  const beyond = x > scene.right;
  const [least, most] = beyond ? [scene.right + 5, scene.width - 4] : [MARGIN.left, (scene.strip ? scene.right : scene.width) - 4];
  const middle = Math.max(least, Math.min(x - w / 2, most - w));
  const beside = y - h / 2;
  const at = { right: [x + r + 5, beside], below: [middle, y + r + 3], above: [middle, y - r - 3 - h], left: [x - r - 5 - w, beside] };
  const order = spot.right > spot.left // a bar
    ? [at.above, at.below, at.right, at.left]
    : spot.mark.back.length // an arrow that comes from the left
      ? [at.right, at.below, at.above]
      : [at.right, at.below, at.above, at.left];
  return order.map(([a, b]): Box => ({ x: a!, y: b!, w, h })).find((p) => {
    if (p.x < least || p.x + w > most || p.y < 2 || p.y + h > scene.height - MARGIN.bottom + 2) return false;
    return !taken.some((t) => p.x < t.x + t.w + 5 && p.x + w + 5 > t.x && p.y < t.y + t.h && p.y + h > t.y);
  });
}
