// The whole picture, from the ground up; returns how many links found no room.
import { arcs } from "./arcs";
import { axis, laneNames, lanes, strip } from "./axis";
import type { Link } from "./data";
import type { Scene } from "./layout";
import { heaps, marks } from "./marks";
import { names } from "./names";
import type { Focus, Ink, Pen } from "./pen";

export function paint(pen: Pen, scene: Scene, links: Link[], focus: Focus, ink: Ink): number {
  pen.fillStyle = ink.paper;
  pen.beginPath();
  pen.rect(0, 0, scene.width, scene.height);
  pen.fill();
  lanes(pen, scene, ink);
  axis(pen, scene, ink);
  strip(pen, scene, ink);
  heaps(pen, scene, ink);
  const left = arcs(pen, scene, links, focus, ink);
  marks(pen, scene, focus, ink);
  laneNames(pen, scene, ink);
  names(pen, scene, focus, ink);
  return left;
}
