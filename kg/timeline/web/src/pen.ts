// What a canvas on screen and an SVG for a report can both do, and the colours they are given.
// Hard: a mark must be told by its shape as well as by its colour.
import type { Link, Mark } from "./data";

export interface Pen {
  beginPath(): void; closePath(): void; moveTo(x: number, y: number): void; lineTo(x: number, y: number): void;
  bezierCurveTo(a: number, b: number, c: number, d: number, x: number, y: number): void;
  arc(x: number, y: number, r: number, a: number, b: number): void; rect(x: number, y: number, w: number, h: number): void;
  fill(): void; stroke(): void; setLineDash(dash: number[]): void;
  fillText(text: string, x: number, y: number): void; measureText(text: string): { width: number };
  fillStyle: unknown; strokeStyle: unknown; lineWidth: number; font: string; textAlign: unknown; textBaseline: unknown; globalAlpha: number;
}
export interface Ink { paper: string; text: string; soft: string; line: string; lane: string; strip: string; land: string; accent: string; family: (name: string) => string }
export interface Focus { event: Mark | null; links: Set<Link>; marks: Set<Mark> }

export const FONT = '12px system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif';
export const SMALL = FONT.replace("12px", "11px");
const HUES = new Set(["strike", "ground", "killing", "intercept", "seize", "move", "threat", "sanction", "deal"]);

/** Read the colours of the style sheet as they are now. */
export function ink(): Ink {
  const style = getComputedStyle(document.documentElement);
  const get = (name: string): string => style.getPropertyValue(name).trim();
  const hues = new Map([...HUES, "other"].map((name) => [name, get(`--${name}`)]));
  return {
    paper: get("--paper"), text: get("--text"), soft: get("--soft"), line: get("--line"), lane: get("--lane"), strip: get("--strip"), land: get("--land"), accent: get("--accent"),
    family: (name) => hues.get(name) ?? hues.get("other")!,
  };
}

const CORNERS: Record<string, [corners: number, turn: number]> = {
  ground: [4, Math.PI / 4], killing: [4, 0], intercept: [3, -Math.PI / 2], seize: [5, -Math.PI / 2], move: [3, 0],
  sanction: [6, 0], incident: [3, Math.PI / 2],
};

/** One closed outline a family, so that colour is never the only difference. */
export function outline(pen: Pen, family: string, x: number, y: number, r: number): void {
  const shape = CORNERS[family];
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

export const hollow = (mark: Mark): boolean => mark.family === "threat" || mark.family === "deal" || mark.factuality !== "asserted";
