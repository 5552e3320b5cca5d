// The same events as a table, for screen readers, for search in the page, and for print.
// Hard: a hundred thousand rows would stop the browser, so it tells how many it leaves out.
import type { Link, Mark, Model } from "./data";
import { KINDS, countText, when } from "./data";
import { byId, el, fill } from "./dom";

const ROWS = 500;

export function table(model: Model, marks: Mark[], links: Link[], choose: (id: string) => void): void {
  const order = [...marks].sort((a, b) => (a.from ?? Infinity) - (b.from ?? Infinity) || a.index - b.index);
  const answers = new Map<string, Link[]>();
  for (const link of links) answers.set(link.effect, [...(answers.get(link.effect) ?? []), link]);
  const rows = order.slice(0, ROWS).map(({ event }) =>
    el("tr", {}, el("td", {}, when(event)),
      el("td", { dir: "auto" }, el("button", { type: "button", class: "plain", click: () => choose(event.id) }, event.label)),
      el("td", {}, event.type.replaceAll("-", " ")), el("td", {}, countText(event.killed)), el("td", {}, countText(event.injured)),
      el("td", { dir: "auto" }, (answers.get(event.id) ?? [])
        .map((l) => `${KINDS[l.kind] ?? l.kind} ${model.byId.get(l.cause)?.event.label ?? "an event outside this view"}${l.denied ? " (denied)" : ""}`).join("; "))));
  fill(byId("rows"), ...rows);
  byId("rows-told").textContent = order.length > ROWS ? `The first ${ROWS} of ${order.length} events; filter to see others.` : `${order.length} events.`;
}
