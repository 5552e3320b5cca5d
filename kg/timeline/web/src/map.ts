// Where it happened. Hard: a region is not a point, two names may be one point, and a place without coordinates must not vanish.
import { type GeoProjection, geoGraticule10, geoMercator, geoPath } from "d3-geo";
import type { Feature, FeatureCollection, MultiPoint } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "world-atlas/countries-110m.json";
import type { Mark, Place } from "./data";
import { byId, el, fill } from "./dom";
import type { Ink } from "./pen";

const world = atlas as unknown as Topology<{ countries: GeometryCollection<{ name: string }>; land: GeometryCollection }>;
const land = feature(world, world.objects.land) as unknown as FeatureCollection;
const countries: Feature<GeoJSON.Geometry, { name: string }>[] = feature(world, world.objects.countries).features;
const borders = mesh(world, world.objects.countries, (a, b) => a !== b);
const NAMED = 150;
const FONT = "11px system-ui, sans-serif";
const NEAR: [x: number, y: number][] = [[0, 0], [0, 16], [0, -16], [-30, 0], [30, 0]];
const EVERYWHERE: MultiPoint = { type: "MultiPoint", coordinates: [[-170, -50], [178, 72]] };

type Choose = (place: Place) => void;
/** One dot: the places of one point, that with most events first. */
interface Spot { place: Place; names: string; x: number; y: number; r: number; bright: boolean }
interface Box { x: number; y: number; w: number }
export interface Atlas { draw(marks: Mark[], chosen: Mark | null, lit: Set<Mark>, ink: Ink): void }

export function atlasOf(choose: Choose): Atlas {
  const canvas = byId<HTMLCanvasElement>("map");
  let spots: Spot[] = [];
  const hit = (event: MouseEvent): Spot | undefined => {
    const box = canvas.getBoundingClientRect();
    const far = (s: Spot): number => Math.hypot(s.x - event.clientX + box.left, s.y - event.clientY + box.top) - s.r;
    return spots.filter((s) => far(s) <= 6).sort((a, b) => far(a) - far(b))[0];
  };
  canvas.addEventListener("click", (event) => {
    const spot = hit(event);
    if (spot) choose(spot.place);
  });
  canvas.addEventListener("mousemove", (event) => {
    const spot = hit(event);
    canvas.style.cursor = spot ? "pointer" : "default";
    canvas.title = spot?.names ?? "";
  });
  return {
    draw(marks, chosen, lit, ink) {
      const here = eventsAt(marks);
      const placed = [...here.keys()].filter((p) => p.latitude !== null && p.longitude !== null);
      unplaced([...here.keys()].filter((p) => p.latitude === null || p.longitude === null), marks, choose);
      const [width, height] = [canvas.clientWidth, canvas.clientHeight];
      const low = Math.max(height / 2, height - byId("unplaced").offsetHeight); // the list lies on the map
      const pen = sized(canvas, width, height);
      const projection = projected(placed, width, height, low);
      ground(pen, projection, ink);
      spots = dots(placed, here, projection, (m) => m === chosen || lit.has(m));
      const taken: Box[] = spots.map((s) => ({ x: s.x - s.r, y: s.y, w: s.r * 2 }));
      for (const spot of [...spots].reverse()) dot(pen, spot, spot.bright || !chosen ? 0.9 : 0.35, ink);
      for (const spot of spots.slice(0, NAMED)) name(pen, spot, taken, width, ink);
      countryNames(pen, projection, taken, width, low, ink);
    },
  };
}

function eventsAt(marks: Mark[]): Map<Place, Mark[]> {
  const here = new Map<Place, Mark[]>();
  for (const m of marks) {
    for (const place of m.places) {
      const list = here.get(place);
      if (list) list.push(m);
      else here.set(place, [m]);
    }
  }
  return here;
}

function projected(placed: Place[], width: number, height: number, low: number): GeoProjection {
  const points: MultiPoint = { type: "MultiPoint", coordinates: placed.map((p) => [p.longitude!, p.latitude!]) };
  const projection = geoMercator();
  if (placed.length) projection.fitExtent([[48, 28], [width - 48, low - 28]], points);
  else projection.fitExtent([[8, 8], [width - 8, height - 8]], EVERYWHERE);
  projection.scale(Math.min(projection.scale(), 2600));
  if (placed.length) {
    const [[x0, y0], [x1, y1]] = geoPath(projection.translate([0, 0])).bounds(points);
    projection.translate([width / 2 - (x0 + x1) / 2, low / 2 - (y0 + y1) / 2]);
  }
  return projection.clipExtent([[-5, -5], [width + 5, height + 5]]);
}

function ground(pen: CanvasRenderingContext2D, projection: GeoProjection, ink: Ink): void {
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
  pen.globalAlpha = 0.55;
  stroke(ink.soft, borders);
  pen.globalAlpha = 1;
}

/** The dots, those of the chain first. */
function dots(placed: Place[], here: Map<Place, Mark[]>, projection: GeoProjection, lit: (mark: Mark) => boolean): Spot[] {
  const points = new Map<string, Place[]>();
  for (const place of placed) points.set(place.spot, [...(points.get(place.spot) ?? []), place]);
  const found = [...points.values()].map((places): Spot => {
    places.sort((a, b) => here.get(b)!.length - here.get(a)!.length || (a.name < b.name ? -1 : 1));
    const events = new Set(places.flatMap((p) => here.get(p)!));
    const [x, y] = projection([places[0]!.longitude!, places[0]!.latitude!]) ?? [-99, -99];
    const names = places.map((p) => p.name).join(", ");
    return { place: places[0]!, names, x, y, r: Math.min(16, 4 + Math.sqrt(events.size) * 2), bright: [...events].some(lit) };
  });
  return found.sort((a, b) => Number(b.bright) - Number(a.bright) || b.r - a.r);
}

function dot(pen: CanvasRenderingContext2D, spot: Spot, alpha: number, ink: Ink): void {
  pen.globalAlpha = alpha;
  pen.fillStyle = spot.bright ? ink.accent : ink.family("strike");
  pen.beginPath();
  pen.arc(spot.x, spot.y, spot.r, 0, 2 * Math.PI);
  pen.fill();
  pen.globalAlpha = 1;
}

export function sized(canvas: HTMLCanvasElement, width: number, height: number, ratio = devicePixelRatio || 1): CanvasRenderingContext2D {
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("this browser has no canvas");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  return pen;
}

const clear = (box: Box, taken: Box[], width: number): boolean => box.x > 4 && box.x + box.w < width - 4
  && !taken.some((t) => Math.abs(t.y - box.y) < 13 && box.x < t.x + t.w + 4 && box.x + box.w + 4 > t.x);

function name(pen: CanvasRenderingContext2D, { place, x, y, r }: Spot, taken: Box[], width: number, ink: Ink): void {
  pen.font = FONT;
  pen.textBaseline = "middle";
  const w = pen.measureText(place.name).width;
  const beside = r + 4;
  const sides: Box[] = [[beside, 0], [-beside - w, 0], [-w / 2, -beside - 8], [-w / 2, beside + 8]].map(([dx, dy]) => ({ x: x + dx!, y: y + dy!, w }));
  const box = sides.find((side) => clear(side, taken, width));
  if (!box) return;
  taken.push(box);
  pen.lineWidth = 3;
  pen.strokeStyle = ink.paper;
  pen.strokeText(place.name, box.x, box.y);
  pen.fillStyle = ink.text;
  pen.fillText(place.name, box.x, box.y);
}

/** A country is named about the middle of what is seen of it, where it is wide enough for its name and nothing stands there. */
function countryNames(pen: CanvasRenderingContext2D, projection: GeoProjection, taken: Box[], width: number, low: number, ink: Ink): void {
  const path = geoPath(projection);
  pen.font = FONT;
  pen.fillStyle = ink.soft;
  for (const country of countries) {
    const { name } = country.properties;
    const [x, y] = path.centroid(country);
    const w = pen.measureText(name).width;
    if (!(x > 0) || path.area(country) < w * 40) continue;
    const box = NEAR.map(([dx, dy]) => ({ x: x + dx - w / 2, y: y + dy, w })).find((b) => b.y > 8 && b.y < low - 8 && clear(b, taken, width));
    if (!box) continue;
    taken.push(box);
    pen.fillText(name, box.x, box.y);
  }
}

function unplaced(places: Place[], marks: Mark[], choose: Choose): void {
  const nowhere = marks.filter((m) => !m.places.length).length;
  const parts: HTMLElement[] = places.slice(0, 30).map((p) => el("button", { type: "button", dir: "auto", click: () => choose(p) }, p.name));
  if (places.length > 30) parts.push(el("span", {}, `and ${places.length - 30} more`));
  fill(byId("unplaced"), places.length > 0 && el("p", {}, "Without coordinates:"), ...parts,
    nowhere > 0 && el("p", {}, `${nowhere} event${nowhere === 1 ? "" : "s"} whose place is not told`));
}
