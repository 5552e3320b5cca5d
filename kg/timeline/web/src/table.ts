// The same events as a table, for screen readers, for search in the page, and for print.
// Hard: a hundred thousand rows would stop the browser, so it tells how many it leaves out.
import type { Mark, Model } from "./data";
import { KINDS, countText, when } from "./data";
import { byId, el, fill } from "./dom";
import type { View } from "./filters";

const ROWS = 500;

export function table(model: Model, view: View, choose: (mark: Mark) => void): void {
  const kept = new Set(view.links);
  const rows = view.marks.slice(0, ROWS).map((mark) =>
    el("tr", {}, el("td", {}, when(mark)),
      el("td", { dir: "auto" }, el("button", { type: "button", class: "plain", click: () => choose(mark) }, mark.label)),
      el("td", {}, mark.type.replaceAll("-", " ")), el("td", {}, countText(mark.killed)), el("td", {}, countText(mark.injured)),
      el("td", { dir: "auto" }, mark.back.filter((l) => kept.has(l))
        .map((l) => `${KINDS[l.kind] ?? l.kind} ${l.cause.label} (${when(l.cause)})${l.denied ? ", denied" : ""}`).join("; "))));
  fill(byId("rows"), ...rows);
  const [n, all] = [view.marks.length, model.marks.length];
  byId("rows-told").textContent = n > ROWS ? `The first ${ROWS} of ${n} events; filter to see others.` : n < all ? `${n} of ${all} events.` : `${n} events.`;
}
