// Where it happened. Hard: a region is not a point, and a place without coordinates must not vanish.
import { geoGraticule10, geoMercator, geoPath } from "d3-geo";
import type { FeatureCollection, MultiPoint } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "world-atlas/countries-110m.json";
import type { Mark, Place } from "./data";
import { byId, el, fill } from "./dom";
import type { Ink } from "./pen";

const world = atlas as unknown as Topology<{ countries: GeometryCollection; land: GeometryCollection }>;
const land = feature(world, world.objects.land) as unknown as FeatureCollection;
const NAMED = 150;
const EVERYWHERE: MultiPoint = { type: "MultiPoint", coordinates: [[-170, -50], [178, 72]] };
const borders = mesh(world, world.objects.countries, (a, b) => a !== b);

export interface Atlas { draw(marks: Mark[], chosen: Mark | null, lit: Set<Mark>, ink: Ink): void }

export function atlasOf(choosePlace: (name: string) => void): Atlas {
  const canvas = byId<HTMLCanvasElement>("map");
  let spots: { place: Place; x: number; y: number; r: number }[] = [];
  const hit = (event: MouseEvent): Place | undefined => {
    const box = canvas.getBoundingClientRect();
    const far = (s: { x: number; y: number; r: number }): number => Math.hypot(s.x - event.clientX + box.left, s.y - event.clientY + box.top) - s.r;
    return spots.filter((s) => far(s) <= 6).sort((a, b) => far(a) - far(b))[0]?.place;
  };
  canvas.addEventListener("click", (event) => {
    const place = hit(event);
    if (place) choosePlace(place.name);
  });
  canvas.addEventListener("mousemove", (event) => {
    const place = hit(event);
    canvas.style.cursor = place ? "pointer" : "default";
    canvas.title = place?.name ?? "";
  });
  return {
    draw(marks, chosen, lit, ink) {
      const here = new Map<Place, Mark[]>();
      for (const m of marks) {
        for (const place of m.places) {
          const list = here.get(place);
          if (list) list.push(m);
          else here.set(place, [m]);
        }
      }
      const all = [...here.keys()];
      const placed = all.filter((p) => p.latitude !== null && p.longitude !== null);
      unplaced(all.filter((p) => p.latitude === null || p.longitude === null), marks, choosePlace);
      const [width, height] = [canvas.clientWidth, canvas.clientHeight];
      const low = Math.max(height / 2, height - byId("unplaced").offsetHeight); // the list lies on the map
      const pen = sized(canvas, width, height);
      const points: MultiPoint = { type: "MultiPoint", coordinates: placed.map((p) => [p.longitude!, p.latitude!]) };
      const projection = geoMercator();
      if (placed.length) projection.fitExtent([[48, 28], [width - 48, low - 28]], points);
      else projection.fitExtent([[8, 8], [width - 8, height - 8]], EVERYWHERE);
      projection.scale(Math.min(projection.scale(), 2600));
      if (placed.length) centre(projection, points, width, low);
      projection.clipExtent([[-5, -5], [width + 5, height + 5]]);
      const path = geoPath(projection, pen);
      const stroke = (colour: string, shape: Parameters<typeof path>[0], fillIt = false): void => {
        pen.beginPath();
        path(shape);
        pen.strokeStyle = colour;
        pen.fillStyle = ink.land;
        if (fillIt) pen.fill();
        pen.stroke();
      };
      pen.lineWidth = 0.6;
      stroke(ink.line, geoGraticule10());
      stroke(ink.soft, land, true);
      stroke(ink.line, borders);
      spots = placed.map((place) => {
        const [x, y] = projection([place.longitude!, place.latitude!]) ?? [-99, -99];
        return { place, x, y, r: Math.min(16, 4 + Math.sqrt(here.get(place)?.length ?? 1) * 2) };
      });
      const taken: { x: number; y: number; w: number }[] = [];
      const bright = (s: { place: Place }): boolean => (here.get(s.place) ?? []).some((m) => m === chosen || lit.has(m));
      spots.sort((a, b) => Number(bright(b)) - Number(bright(a)) || b.r - a.r);
      for (const spot of [...spots].reverse()) {
        const on = bright(spot);
        pen.globalAlpha = on || !chosen ? 0.9 : 0.35;
        pen.fillStyle = on ? ink.accent : ink.family("strike");
        pen.beginPath();
        pen.arc(spot.x, spot.y, spot.r, 0, 2 * Math.PI);
        pen.fill();
        pen.globalAlpha = 1;
      }
      for (const spot of spots.slice(0, NAMED)) name(pen, spot, taken, width, ink);
    },
  };
}

function centre(projection: ReturnType<typeof geoMercator>, points: MultiPoint, width: number, height: number): void {
  const [[x0, y0], [x1, y1]] = geoPath(projection.translate([0, 0])).bounds(points);
  projection.translate([width / 2 - (x0 + x1) / 2, height / 2 - (y0 + y1) / 2]);
}

export function sized(canvas: HTMLCanvasElement, width: number, height: number, ratio = devicePixelRatio || 1): CanvasRenderingContext2D {
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("this browser has no canvas");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  return pen;
}

function name(pen: CanvasRenderingContext2D, spot: { place: Place; x: number; y: number; r: number }, taken: { x: number; y: number; w: number }[], width: number, ink: Ink): void {
  pen.font = "11px system-ui, sans-serif";
  pen.textBaseline = "middle";
  const w = pen.measureText(spot.place.name).width;
  const beside = spot.r + 4;
  const sides: [number, number][] = [[beside, 0], [-beside - w, 0], [-w / 2, -beside - 6], [-w / 2, beside + 6]];
  const clear = ([dx, dy]: [number, number]): boolean => spot.x + dx > 4 && spot.x + dx + w < width - 4
    && !taken.some((t) => Math.abs(t.y - spot.y - dy) < 13 && spot.x + dx < t.x + t.w + 4 && spot.x + dx + w + 4 > t.x);
  const side = sides.find(clear);
  if (!side) return;
  const [x, y] = [spot.x + side[0], spot.y + side[1]];
  taken.push({ x, y, w });
  pen.lineWidth = 3;
  pen.strokeStyle = ink.paper;
  pen.strokeText(spot.place.name, x, y);
  pen.lineWidth = 0.6;
  pen.fillStyle = ink.text;
  pen.fillText(spot.place.name, x, y);
}

function unplaced(places: Place[], marks: Mark[], choosePlace: (id: string) => void): void {
  const nowhere = marks.filter((m) => !m.places.length).length;
  const parts: HTMLElement[] = places.slice(0, 30).map((p) => el("button", { type: "button", dir: "auto", click: () => choosePlace(p.name) }, p.name));
  if (places.length > 30) parts.push(el("span", {}, `and ${places.length - 30} more`));
  fill(byId("unplaced"), places.length > 0 && el("p", {}, "Without coordinates:"), ...parts,
    nowhere > 0 && el("p", {}, `${nowhere} event${nowhere === 1 ? "" : "s"} whose place is not told`));
}
