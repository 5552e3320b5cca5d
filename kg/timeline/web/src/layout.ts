// Where each mark stands: a lane a side, days along x, neighbours pushed apart; what has no day on a strip at the right.
// Hard: it is done anew for every frame while a finger pans; what is too dense to tell apart is told as heaps.
import { scaleUtc, type ScaleTime } from "d3-scale";
import type { Link, Mark, Model } from "./data";
import { DAY, dated } from "./data";

export interface Spot { mark: Mark; x: number; y: number; r: number; left: number; right: number }
export interface Heap { x: number; bottom: number; count: number; share: number }
export interface Lane { name: string; top: number; height: number }
export interface Scene {
  width: number; height: number; lanes: Lane[]; scale: ScaleTime<number, number>; spots: Spot[]; heaps: Heap[];
  /** Where the days end; the strip for what has no day, if there is one, lies beyond. */
  right: number; strip: boolean;
  at: Map<Mark, Spot>; more: { x: number; y: number; count: number }[];
}

export const MARGIN = { top: 8, right: 18, bottom: 40, left: 14 };
export const BUTTONS = 160; // they stand at the right end of the axis
export const CELL = 7;
const MANY = 1200;
const ROW = 24;
const HEAD = 30;
const COLUMN = 20;
const WIDEST = 240;

const known = new WeakMap<Model, { extent: [number, number]; undated: number }>();

/** What is asked for each frame and never changes. */
function once(model: Model): { extent: [number, number]; undated: number } {
  const found = known.get(model) ?? { extent: measured(model), undated: model.marks.reduce((n, m) => n + Number(!dated(m)), 0) };
  known.set(model, found);
  return found;
}

export const extent = (model: Model): [number, number] => once(model).extent;

function measured(model: Model): [number, number] {
  let first = Infinity;
  let last = -Infinity;
  for (const { from, to } of model.marks) {
    if (from < first) first = from;
    if (to > last) last = to;
  }
  if (first > last) return [Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 8)];
  const pad = Math.max(DAY, (last - first) * 0.04);
  return [first - pad, last + pad];
}

export function baseScale(model: Model, width: number): ScaleTime<number, number> {
  return scaleUtc().domain(extent(model)).range([MARGIN.left, width - (stripOf(model, width) || MARGIN.right)]);
}

/** The width of the strip for events of unknown day: room for a name, more with their share, all where no event has a day. */
function stripOf(model: Model, width: number): number {
  const { undated } = once(model);
  if (!undated) return 0;
  if (undated === model.marks.length) return width - MARGIN.left - 1;
  const least = Math.min(212, width * 0.29);
  const wanted = Math.min((width * 0.55 * undated) / model.marks.length, 20 + COLUMN * Math.ceil(undated / 2));
  return Math.max(least, wanted);
}

export const stripName = (wide: number): string => (wide > 80 ? "day not told" : "no day");

/** Lanes as tall as their crowds want, and none too low for a name and a row of marks. */
function lanesOf(model: Model, height: number): Lane[] {
  const inner = height - MARGIN.top - MARGIN.bottom;
  const least = Math.min(54, inner / Math.max(1, model.sides.length));
  const wants = model.counts.map((n) => Math.sqrt(Math.min(n, 40)));
  const spare = inner - least * model.sides.length;
  const all = wants.reduce((a, b) => a + b, 0) || 1;
  let top = MARGIN.top;
  return model.sides.map((name, i) => {
    const lane = { name, top, height: least + (spare * (wants[i] ?? 0)) / all };
    top += lane.height;
    return lane;
  });
}

export function scene(model: Model, marks: Mark[], lit: Set<Mark>, scale: ScaleTime<number, number>, width: number, height: number): Scene {
  const lanes = lanesOf(model, height);
  const right = baseScale(model, width).range()[1]!;
  const made: Scene = { width, height, lanes, scale, spots: [], heaps: [], at: new Map(), more: [], strip: once(model).undated > 0, right };
  const [from, to] = [scale.invert(MARGIN.left).getTime(), scale.invert(edge(made)).getTime()];
  const inView = marks.filter((m) => m.to > from && m.from < to);
  const dense = inView.length > MANY;
  if (dense) heap(made, inView, from);
  const own = (dense ? inView.filter((m) => lit.has(m)) : inView).sort((a, b) => Number(lit.has(b)) - Number(lit.has(a)) || a.from - b.from);
  const shelves = lanes.map((lane) => new Shelf(lane));
  for (const mark of own) place(made, mark, shelves[mark.lane]!, lit.has(mark));
  undated(made, marks.filter((m) => !dated(m)), lit);
  return made;
}

/** How far to the right a dated mark is seen. */
const edge = (made: Scene): number => (made.strip ? made.right : made.width);

/** Where a link ends: at its mark, or beyond the edge where the mark would be. */
export function ends(made: Scene, link: Link): [Spot, Spot] | null {
  const [cause, effect] = [link.cause, link.effect].map((mark) => made.at.get(mark) ?? outside(made, mark));
  return cause && effect ? [cause, effect] : null;
}

function outside(made: Scene, mark: Mark): Spot | null {
  if (!dated(mark)) return null;
  const lane = made.lanes[mark.lane]!;
  const x = Math.min(made.strip ? made.right : made.width + 40, Math.max(-40, made.scale((mark.from + mark.to) / 2)));
  return { mark, x, y: lane.top + lane.height / 2, r: 0, left: x, right: x };
}

function heap(made: Scene, marks: Mark[], from: number): void {
  const cells = Math.ceil((edge(made) - MARGIN.left) / CELL);
  const day = made.scale(from + DAY) - made.scale(from);
  const zero = made.scale(from);
  const counts = made.lanes.map(() => new Int32Array(cells));
  const answers = made.lanes.map(() => new Int32Array(cells));
  for (const m of marks) {
    const x = zero + (((m.from + m.to) / 2 - from) / DAY) * day;
    const cell = Math.floor((x - MARGIN.left) / CELL);
    if (cell < 0 || cell >= cells) continue;
    counts[m.lane]![cell]! += 1;
    if (m.avenges) answers[m.lane]![cell]! += 1;
  }
  made.lanes.forEach((lane, i) => counts[i]!.forEach((count, cell) => {
    if (count) made.heaps.push({ x: MARGIN.left + cell * CELL, bottom: lane.top + lane.height, count, share: answers[i]![cell]! / count });
  }));
}

function radius(mark: Mark, lane: Lane): number {
  return Math.min(16, 6 + Math.sqrt(mark.weight) * 1.1, lane.height / 3);
}

function put(made: Scene, spot: Spot): void {
  made.spots.push(spot);
  made.at.set(spot.mark, spot);
}

function place(made: Scene, mark: Mark, shelf: Shelf, lit: boolean): void {
  const r = radius(mark, shelf.lane);
  const [a, b] = [made.scale(mark.from), made.scale(mark.to)];
  const bar = mark.to - mark.from > DAY;
  const [left, right] = bar ? [Math.max(a, MARGIN.left), Math.min(b, edge(made))] : [(a + b) / 2, (a + b) / 2];
  const x = (left + right) / 2; // of a bar, the middle of what is seen
  if (x < MARGIN.left - 2 || x > edge(made)) return;
  put(made, { mark, x, r, left, right, y: shelf.y(Math.min(left, x - r) - 3, Math.max(right, x + r), lit) });
}

/** Rows of a lane: the first free one from its middle outwards; when none is free, the rows take turns.
 *  The lit come first and in any order; the others from left to right, so that a row is known by its edge. */
class Shelf {
  private lit: [number, number][][];
  private edge: number[];
  private order: number[];
  private turn = 0;
  constructor(readonly lane: Lane) {
    const rows = Math.max(1, Math.floor((lane.height - HEAD) / ROW) + 1);
    this.lit = Array.from({ length: rows }, () => []);
    this.edge = this.lit.map(() => -Infinity);
    const middle = (rows - 1) / 2;
    const near = (i: number): number => Math.abs(i - middle) + (Math.round(i - middle) % 2 ? rows : 0); // every other row first: names want room
    this.order = [...this.lit.keys()].sort((a, b) => near(a) - near(b));
  }
  y(from: number, to: number, lit: boolean): number {
    const free = this.order.find((i) => this.edge[i]! <= from && !this.lit[i]!.some(([a, b]) => from < b && to > a));
    const row = free ?? this.order[(this.turn += 1) % this.order.length]!;
    if (lit) this.lit[row]!.push([from, to]);
    else this.edge[row] = Math.max(this.edge[row]!, to);
    const room = this.lane.height - HEAD - (this.lit.length - 1) * ROW;
    return this.lane.top + HEAD - 8 + Math.max(0, room) / 2 + row * ROW;
  }
}

/** Events of unknown day stand on a strip of their own; what does not fit there is counted.
 *  Of the lit ones a cause stands left of what answered it: that much of their order is told. */
function undated(made: Scene, marks: Mark[], lit: Set<Mark>): void {
  const bright = marks.filter((m) => lit.has(m));
  const depth = depths(bright);
  const deepest = Math.max(0, ...depth.values());
  const grids = made.lanes.map((lane, i) => gridOf(lane, marks.filter((m) => m.lane === i)));
  const needed = deepest + Math.max(1, ...grids.map((g) => Math.ceil(g.marks.length / g.rows)));
  const wide = made.width - made.right - 26;
  const column = Math.max(COLUMN, Math.min(WIDEST, wide / needed));
  const columns = Math.max(1, Math.floor(wide / column));
  for (const { lane, marks: mine, rows, stride } of grids) {
    const taken = new Set<number>();
    const at = (cell: number): [number, number] =>
      [made.right + 15 + Math.floor(cell / rows) * column, lane.top + HEAD - 4 + (cell % rows) * stride * ROW];
    const set = (mark: Mark, cell: number): void => {
      taken.add(cell);
      const [x, y] = at(cell);
      put(made, { mark, x, y, r: Math.min(8, radius(mark, lane)), left: x, right: x });
    };
    const calm = !deepest && mine.length <= rows; // room for all as they come: none moves when one is chosen
    for (const mark of calm ? [] : mine.filter((m) => lit.has(m))) {
      const first = rows * Math.round(((depth.get(mark) ?? 0) / Math.max(1, deepest)) * (columns - 1));
      const cell = [...Array(rows * columns - first).keys()].find((n) => !taken.has(first + n));
      if (cell !== undefined) set(mark, first + cell);
    }
    const rest = mine.filter((m) => !made.at.has(m));
    const free = [...Array(rows * columns).keys()].filter((n) => !taken.has(n));
    const room = rest.length > free.length ? Math.max(0, free.length - 1) : rest.length;
    rest.slice(0, room).forEach((mark, n) => set(mark, free[n]!));
    if (rest.length > room) {
      const [x, y] = at(free[room] ?? rows * columns - 1);
      made.more.push({ x: x - 6, y, count: rest.length - room });
    }
  }
}

interface Grid { lane: Lane; marks: Mark[]; rows: number; stride: number }

/** The rows of a lane's piece of the strip; few marks stand far enough apart for names of several lines. */
function gridOf(lane: Lane, marks: Mark[]): Grid {
  const most = Math.max(1, Math.floor((lane.height - HEAD) / ROW) + 1);
  const stride = Math.max(1, Math.min(3, Math.floor(most / Math.max(1, marks.length))));
  return { lane, marks, rows: Math.ceil(most / stride), stride };
}

/** How many answers deep each mark stands among the given ones; a circle is entered once. */
function depths(marks: Mark[]): Map<Mark, number> {
  const known = new Map<Mark, number>();
  const among = new Set(marks);
  for (let round = 0; round < marks.length; round += 1) {
    let changed = false;
    for (const mark of marks) {
      const causes = mark.back.filter((l) => !l.denied && among.has(l.cause)).map((l) => (known.get(l.cause) ?? 0) + 1);
      const deep = Math.min(marks.length, Math.max(0, ...causes));
      if (deep > (known.get(mark) ?? 0)) {
        known.set(mark, deep);
        changed = true;
      }
    }
    if (!changed || round > 40) break;
  }
  return known;
}
