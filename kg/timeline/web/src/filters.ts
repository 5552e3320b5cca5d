// Which events are shown. Hard: a filter must never hide that it hides.
import type { Link, Mark, Model } from "./data";
import { midnight } from "./data";
import { byId, el, fill } from "./dom";
import type { State } from "./state";

export function shown(model: Model, state: State): { marks: Mark[]; links: Link[] } {
  const words = state.words.toLowerCase().split(/\s+/).filter(Boolean);
  const since = state.since ? midnight(state.since) : -Infinity;
  const until = state.until ? midnight(state.until) : Infinity;
  const marks = model.marks.filter((m) => {
    const e = m.event;
    if (state.family && e.family !== state.family) return false;
    if (state.actor && !e.actors.includes(state.actor) && !e.targets.includes(state.actor)) return false;
    if (state.place && !e.places.includes(state.place)) return false;
    if (m.from !== null && (m.to! <= since || m.from > until)) return false;
    if (m.from === null && (state.since || state.until)) return false;
    return words.every((w) => m.search.includes(w));
  });
  const kept = new Set(marks.map((m) => m.event.id));
  const links = model.graph.links.filter(
    (l) => l.confidence >= state.sure && (!state.basis || l.basis === state.basis) && kept.has(l.effect) && kept.has(l.cause),
  );
  return { marks, links };
}

function options(select: HTMLSelectElement, all: string, values: [string, string][]): void {
  fill(select, el("option", { value: "" }, all), ...values.map(([value, name]) => el("option", { value }, name)));
}

export function controls(model: Model, state: State, changed: () => void): () => void {
  const byName = (a: [string, string], b: [string, string]): number => (a[1] < b[1] ? -1 : 1);
  options(byId("actor"), "any party", model.graph.actors.map((a): [string, string] => [a.id, a.name]).sort(byName));
  options(byId("place"), "any place", model.graph.places.map((p): [string, string] => [p.id, p.name]).sort(byName));
  const families = [...new Set(model.graph.events.map((e) => e.family))].sort();
  options(byId("family"), "any type", families.map((f): [string, string] => [f, f]));
  const keys = ["words", "actor", "place", "family", "since", "until", "basis", "sure"] as const;
  const show = (): void => {
    for (const key of keys) byId<HTMLInputElement>(key).value = String(state[key]);
    byId("sure-told").textContent = `${Math.round(state.sure * 100)} %`;
  };
  for (const key of keys) {
    byId<HTMLInputElement>(key).addEventListener("input", (event) => {
      const value = (event.target as HTMLInputElement).value;
      if (key === "sure") state.sure = Number(value);
      else state[key] = value;
      byId("sure-told").textContent = `${Math.round(state.sure * 100)} %`;
      changed();
    });
  }
  show();
  return show;
}
