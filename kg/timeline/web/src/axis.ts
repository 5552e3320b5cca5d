// The ground: a lane a side, days below, and apart from them the strip for what has no day. Hard: ticks must not say more than the days do.
import { utcFormat } from "d3-time-format";
import { DAY } from "./data";
import { BUTTONS, MARGIN, type Scene, stripName } from "./layout";
import { FONT, type Ink, type Pen, SMALL } from "./pen";

export function lanes(pen: Pen, scene: Scene, ink: Ink): void {
  scene.lanes.forEach((lane, i) => {
    if (i % 2) return;
    pen.fillStyle = ink.lane;
    pen.beginPath();
    pen.rect(0, lane.top, scene.width, lane.height);
    pen.fill();
  });
}

export function laneNames(pen: Pen, scene: Scene, ink: Ink): void {
  pen.textAlign = "left";
  pen.textBaseline = "top";
  pen.font = `600 ${FONT}`;
  pen.fillStyle = ink.soft;
  for (const lane of scene.lanes) if (lane.height > 20) pen.fillText(lane.name, MARGIN.left, lane.top + 4);
}

export function axis(pen: Pen, scene: Scene, ink: Ink): void {
  const bottom = scene.height - MARGIN.bottom;
  const [from, to] = scene.scale.domain() as [Date, Date];
  const days = (to.getTime() - from.getTime()) / DAY;
  const plain = utcFormat(days > 1200 ? "%Y" : days > 100 ? "%b %Y" : "%-d %b");
  let year = NaN;
  pen.strokeStyle = ink.line;
  pen.lineWidth = 1;
  pen.font = SMALL;
  pen.textAlign = "center";
  pen.textBaseline = "top";
  let [last, edge] = ["", 0];
  for (const tick of scene.scale.ticks(Math.max(2, scene.width / 110))) {
    const x = Math.round(scene.scale(tick)) + 0.5;
    const told = plain(tick);
    if (told === last || x < MARGIN.left + 4 || x > scene.right) continue;
    last = told;
    rule(pen, x, bottom);
    const words = days > 100 || tick.getUTCFullYear() === year ? told : `${told} ${tick.getUTCFullYear()}`; // the year once
    const half = pen.measureText(words).width / 2;
    if (x - half < edge + 4 || x + half > Math.min(scene.right + 8, scene.width - BUTTONS)) continue;
    edge = x + half;
    year = tick.getUTCFullYear();
    pen.fillStyle = ink.soft;
    pen.fillText(words, x, bottom + 8);
  }
}

/** What has no day stands beyond a wall: no place on its strip is a time. */
export function strip(pen: Pen, scene: Scene, ink: Ink): void {
  if (!scene.strip) return;
  const alone = scene.right < 2 * MARGIN.left; // no event has a day
  const from = alone ? 0 : scene.right;
  pen.globalAlpha = 0.6;
  pen.fillStyle = ink.strip;
  pen.beginPath();
  pen.rect(from, MARGIN.top, scene.width - from, scene.height - MARGIN.bottom - MARGIN.top);
  pen.fill();
  pen.globalAlpha = 1;
  pen.strokeStyle = ink.soft;
  pen.lineWidth = 1.5;
  if (!alone) rule(pen, Math.round(scene.right), scene.height - MARGIN.bottom);
  pen.fillStyle = ink.soft;
  pen.font = `600 ${SMALL}`;
  pen.textAlign = "right";
  pen.textBaseline = "top";
  pen.fillText(stripName(scene.width - from), scene.width - 8, MARGIN.top + 5);
}

function rule(pen: Pen, x: number, bottom: number): void {
  pen.beginPath();
  pen.moveTo(x, MARGIN.top);
  pen.lineTo(x, bottom);
  pen.stroke();
}
