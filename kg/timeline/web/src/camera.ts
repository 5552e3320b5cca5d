// Which days are seen. Mouse, wheel, touch and keys all move the same stretch of days; it survives a change of width.
// Hard: on a phone a finger that moves down must scroll the page, and one that moves sideways must move the days.
import type { ScaleTime } from "d3-scale";
import { select } from "d3-selection";
import { type ZoomTransform, zoom, zoomIdentity } from "d3-zoom";
import type { Model } from "./data";
import { DAY, dated } from "./data";
import { baseScale, extent } from "./layout";

export type Days = [from: number, to: number];
export interface Camera {
  scale(): ScaleTime<number, number>; days(): Days; all: Days;
  show(days: Days): void; pan(share: number): void; zoom(by: number, x?: number): void; fit(): void;
}

/** The days of the chain with some air, so that the first view says something. */
export function opening(model: Model): Days {
  const all = extent(model);
  const marks = model.chain.flatMap((l) => [l.effect, l.cause]).filter((m) => dated(m) && m.to - m.from < 40 * DAY);
  if (!marks.length) return all;
  const [from, to] = [Math.min(...marks.map((m) => m.from)), Math.max(...marks.map((m) => m.to))];
  const air = Math.max(2 * DAY, (to - from) * 0.3);
  return [Math.max(all[0], from - air), Math.min(all[1], to + air)];
}

export function camera(canvas: HTMLCanvasElement, model: Model, moved: (byHand: boolean) => void): Camera {
  const all = extent(model);
  let days: Days = all;
  const base = (): ScaleTime<number, number> => baseScale(model, Math.max(120, canvas.clientWidth));
  const zoomer = zoom<HTMLCanvasElement, unknown>()
    .filter((event: Event) => !(event instanceof MouseEvent && event.button) && !(event instanceof WheelEvent && sideways(event)))
    .scaleExtent([0.5, Math.max(2, (all[1] - all[0]) / DAY)])
    .on("zoom", ({ transform, sourceEvent }: { transform: ZoomTransform; sourceEvent: unknown }) => {
      days = transform.rescaleX(base()).domain().map((d) => d.getTime()) as Days;
      moved(Boolean(sourceEvent));
    });
  const picture = select(canvas).call(zoomer).on("dblclick.zoom", null);
  canvas.addEventListener("wheel", (event) => {
    if (!sideways(event)) return;
    event.preventDefault();
    pan((event.deltaX || event.deltaY) / canvas.clientWidth);
  }, { passive: false });
  letScroll(canvas);
  const fit = (): void => {
    const scale = base();
    const [left, right] = scale.range() as [number, number];
    const [from, to] = days.map((d) => scale(d)) as [number, number];
    const k = (right - left) / Math.max(1e-6, to - from);
    zoomer.translateExtent([[-canvas.clientWidth, -1e9], [canvas.clientWidth * 2, 1e9]]);
    picture.call(zoomer.transform, zoomIdentity.translate(left - k * from, 0).scale(k));
  };
  const show = (wanted: Days): void => {
    days = wanted[1] > wanted[0] ? wanted : all;
    fit();
  };
  const pan = (share: number): void => {
    const by = (days[1] - days[0]) * share;
    show([days[0] + by, days[1] + by]);
    moved(true);
  };
  return {
    all, fit, show, pan, days: () => days, scale: () => base().copy().domain(days),
    zoom(by, x) {
      picture.call(zoomer.scaleBy, by, x === undefined ? undefined : [x, 0]);
      moved(true);
    },
  };
}

function sideways(event: WheelEvent): boolean {
  return !event.ctrlKey && (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY));
}

/** Keep a single finger that moves down or up from the zoom, so that it scrolls the page. */
function letScroll(canvas: HTMLCanvasElement): void {
  let start: Touch | null = null;
  let down: boolean | null = null;
  const stage = canvas.parentElement ?? document.body;
  stage.addEventListener("touchstart", (event) => {
    start = event.touches.length === 1 ? event.touches[0]! : null;
    down = null;
  }, { capture: true, passive: true });
  stage.addEventListener("touchmove", (event) => {
    const touch = event.touches[0];
    if (!start || !touch || event.target !== canvas) return;
    down ??= Math.abs(touch.clientY - start.clientY) > Math.abs(touch.clientX - start.clientX);
    if (down) event.stopPropagation();
  }, { capture: true, passive: true });
}
