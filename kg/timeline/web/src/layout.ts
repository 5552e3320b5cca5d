// Where each mark stands: a lane a side, days along x, neighbours pushed apart.
// Hard: ten thousand marks must be laid out while a finger pans, and a hundred thousand must be told as heaps.
import { scaleUtc, type ScaleTime } from "d3-scale";
import type { Mark, Model } from "./data";
import { DAY } from "./data";

export interface Spot { mark: Mark; x: number; y: number; r: number; left: number; right: number }
export interface Heap { x: number; y: number; count: number; lane: string }
export interface Lane { name: string; top: number; height: number }
export interface Scene {
  width: number; height: number; lanes: Lane[]; scale: ScaleTime<number, number>; spots: Spot[]; heaps: Heap[];
  at: Map<string, Spot>; gutter: number;
}

export const MARGIN = { top: 12, right: 18, bottom: 34, left: 14 };
const MANY = 6000;
const CELL = 7;

export function extent(model: Model): [number, number] {
  let first = Infinity;
  let last = -Infinity;
  for (const { from, to } of model.marks) {
    if (from !== null && from < first) first = from;
    if (to !== null && to > last) last = to;
  }
  if (first > last) return [Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 8)];
  const pad = Math.max(DAY, (last - first) * 0.04);
  return [first - pad, last + pad];
}

export function baseScale(model: Model, width: number): ScaleTime<number, number> {
  const undated = model.marks.some((m) => m.from === null);
  const gutter = undated ? Math.min(90, width * 0.14) : 0;
  return scaleUtc().domain(extent(model)).range([MARGIN.left + gutter, width - MARGIN.right]);
}

function radius(mark: Mark): number {
  return Math.min(18, 6 + Math.sqrt(mark.weight) * 1.1);
}

export function scene(model: Model, marks: Mark[], scale: ScaleTime<number, number>, width: number, height: number): Scene {
  const inner = height - MARGIN.top - MARGIN.bottom;
  const each = inner / Math.max(1, model.sides.length);
  const lanes = model.sides.map((name, i) => ({ name, top: MARGIN.top + i * each, height: each }));
  const lane = new Map(lanes.map((l) => [l.name, l]));
  const left = baseScale(model, width).range()[0] ?? MARGIN.left;
  const made: Scene = { width, height, lanes, scale, spots: [], heaps: [], at: new Map(), gutter: left - MARGIN.left };
  const visible = marks.filter((m) => {
    if (m.from === null) return true;
    return scale(m.to ?? m.from) >= left - 20 && scale(m.from) <= width + 20;
  });
  if (visible.length > MANY) heap(made, visible, lane, left);
  else place(made, visible, lane, left);
  return made;
}

function heap(made: Scene, marks: Mark[], lane: Map<string, Lane>, left: number): void {
  const cells = new Map<string, Heap>();
  for (const mark of marks) {
    const home = lane.get(mark.side);
    if (!home) continue;
    const x = mark.from === null ? MARGIN.left + made.gutter / 2 : made.scale((mark.from + (mark.to ?? mark.from)) / 2);
    if (mark.from !== null && x < left) continue;
    const key = `${home.name}|${Math.floor(x / CELL)}`;
    const cell = cells.get(key);
    if (cell) cell.count += 1;
    else cells.set(key, { x: Math.floor(x / CELL) * CELL, y: home.top + home.height, count: 1, lane: home.name });
    made.at.set(mark.event.id, { mark, x, y: home.top + home.height / 2, r: 3, left: x, right: x });
  }
  made.heaps = [...cells.values()];
}

function place(made: Scene, marks: Mark[], lane: Map<string, Lane>, left: number): void {
  const shelves = new Map<string, number[]>();
  for (const mark of marks) {
    const home = lane.get(mark.side);
    if (!home) continue;
    const r = Math.min(radius(mark), home.height / 3);
    const dated = mark.from !== null;
    const x = dated ? made.scale((mark.from! + mark.to!) / 2) : MARGIN.left + made.gutter / 2;
    const bar = dated && mark.to! - mark.from! > DAY;
    const spot = {
      mark, x, r, y: 0,
      left: bar ? Math.max(made.scale(mark.from!), left) : x,
      right: bar ? made.scale(mark.to!) : x,
    };
    spot.y = shelf(shelves, home, spot);
    made.spots.push(spot);
    made.at.set(mark.event.id, spot);
  }
}

/** The first free height in the lane, from its middle outwards; when none is free, the middle row wraps. */
function shelf(shelves: Map<string, number[]>, home: Lane, spot: Spot): number {
  const rows = Math.max(1, Math.floor((home.height - 14) / 24));
  const ends = shelves.get(home.name) ?? new Array<number>(rows).fill(-Infinity);
  shelves.set(home.name, ends);
  const order = [...ends.keys()].sort((a, b) => Math.abs(a - (rows - 1) / 2) - Math.abs(b - (rows - 1) / 2));
  const from = Math.min(spot.left, spot.x - spot.r) - 3;
  const row = order.find((i) => (ends[i] ?? -Infinity) < from) ?? order[spot.mark.index % rows] ?? 0;
  ends[row] = Math.max(ends[row] ?? -Infinity, spot.right, spot.x + spot.r);
  return home.top + home.height / 2 + (row - (rows - 1) / 2) * 24;
}
