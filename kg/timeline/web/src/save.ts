// The view as a file for a report. Hard: an SVG must hold the same strokes as the screen, and no more.
import type { Pen } from "./pen";

const round = (n: number): string => String(Math.round(n * 100) / 100);
const safe = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "");

/** A pen that writes SVG: as much of a canvas as `Pen` asks for. */
export class SvgPen implements Pen {
  fillStyle: unknown = "#000"; strokeStyle: unknown = "#000"; lineWidth = 1; font = "12px sans-serif";
  textAlign: unknown = "left"; textBaseline: unknown = "alphabetic"; globalAlpha = 1;
  private path = ""; private dash: number[] = []; private parts: string[] = [];

  constructor(private width: number, private height: number, private ruler: CanvasRenderingContext2D) {}

  beginPath(): void { this.path = ""; }
  closePath(): void { this.path += "Z"; }
  moveTo(x: number, y: number): void { this.path += `M${round(x)} ${round(y)}`; }
  lineTo(x: number, y: number): void { this.path += `L${round(x)} ${round(y)}`; }
  bezierCurveTo(a: number, b: number, c: number, d: number, x: number, y: number): void {
    this.path += `C${[a, b, c, d, x, y].map(round).join(" ")}`;
  }
  /** Whole circles only: nothing else is drawn with arcs here. */
  arc(x: number, y: number, r: number): void {
    const R = round(r);
    this.path += `M${round(x + r)} ${round(y)}A${R} ${R} 0 1 1 ${round(x - r)} ${round(y)}A${R} ${R} 0 1 1 ${round(x + r)} ${round(y)}`;
  }
  rect(x: number, y: number, w: number, h: number): void { this.path += `M${round(x)} ${round(y)}h${round(w)}v${round(h)}h${round(-w)}Z`; }
  setLineDash(dash: number[]): void { this.dash = dash; }
  fill(): void { this.parts.push(`<path d="${this.path}" fill="${String(this.fillStyle)}"${this.alpha()}/>`); }
  stroke(): void {
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.join(" ")}"` : "";
    this.parts.push(`<path d="${this.path}" fill="none" stroke="${String(this.strokeStyle)}" stroke-width="${round(this.lineWidth)}"${dash}${this.alpha()}/>`);
  }
  fillText(text: string, x: number, y: number): void {
    const anchor = this.textAlign === "center" ? "middle" : this.textAlign === "right" ? "end" : "start";
    const base = this.textBaseline === "top" ? "text-before-edge" : this.textBaseline === "middle" ? "central" : "alphabetic";
    this.parts.push(`<text x="${round(x)}" y="${round(y)}" fill="${String(this.fillStyle)}" text-anchor="${anchor}" dominant-baseline="${base}" ${this.letters()}${this.alpha()}>${safe(text)}</text>`);
  }
  measureText(text: string): { width: number } {
    this.ruler.font = this.font;
    return this.ruler.measureText(text);
  }
  toString(): string {
    const [w, h] = [this.width, this.height].map(round);
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}">${this.parts.join("")}</svg>\n`;
  }
  /** The font as attributes: not every reader of SVG knows the shorthand of CSS. */
  private letters(): string {
    const [, weight, size, family] = /^(?:(\d+) )?([\d.]+)px (.*)$/.exec(this.font) ?? [];
    return `font-family="${safe(family ?? "sans-serif")}" font-size="${size ?? 12}"${weight ? ` font-weight="${weight}"` : ""}`;
  }
  private alpha(): string { return this.globalAlpha < 1 ? ` opacity="${round(this.globalAlpha)}"` : ""; }
}

export function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
