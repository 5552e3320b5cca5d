// Which events are shown. Hard: a filter must never hide that it hides.
import type { Link, Mark, Model } from "./data";
import { dated } from "./data";
import { byId, el, fill } from "./dom";
import type { State } from "./state";

export interface View { marks: Mark[]; links: Link[] }

export function shown(model: Model, state: State): View {
  const words = state.words.toLowerCase().split(/\s+/).filter(Boolean);
  const since = state.since ? Date.parse(state.since) : NaN;
  const until = state.until ? Date.parse(state.until) : NaN;
  const spots = new Set(model.places.filter((p) => p.name === state.place).map((p) => p.spot));
  const period = since === since || until === until;
  const marks = model.marks.filter((m) => {
    if (state.type && m.family !== state.type && m.type !== state.type) return false;
    if (state.actor && !m.actors.concat(m.targets).some((a) => a.name === state.actor || a.side === state.actor)) return false;
    if (state.place && !m.places.some((p) => spots.has(p.spot))) return false;
    if (period && (!dated(m) || m.to <= since || m.from > until)) return false;
    if (!words.length) return true;
    const text = model.searched(m);
    return words.every((w) => text.includes(w));
  });
  const kept = new Set(marks);
  const links = model.links.filter(
    (l) => l.confidence >= state.sure && (!state.basis || l.basis === state.basis) && kept.has(l.effect) && kept.has(l.cause),
  );
  return { marks, links };
}

const plain = (name: string): string => name.replaceAll("-", " ");

function options(select: HTMLSelectElement, all: string, names: Iterable<string>): void {
  const order = [...new Set(names)].sort((a, b) => a.localeCompare(b));
  fill(select, el("option", { value: "" }, all), ...order.map((name) => el("option", { value: name }, name)));
}

function types(select: HTMLSelectElement, marks: Mark[]): void {
  const families = new Map<string, Set<string>>();
  for (const m of marks) families.set(m.family, (families.get(m.family) ?? new Set()).add(m.type));
  fill(select, el("option", { value: "" }, "any type"), ...[...families].sort().map(([family, narrow]) =>
    el("optgroup", { label: plain(family) }, el("option", { value: family }, `all ${plain(family)}`),
      ...[...narrow].sort().filter((t) => t !== family).map((t) => el("option", { value: t }, plain(t))))));
}

export function controls(model: Model, state: State, changed: () => void): () => void {
  options(byId("actor"), "any party", model.actors.flatMap((a) => [a.name, a.side]));
  options(byId("place"), "any place", model.places.map((p) => p.name));
  types(byId("type"), model.marks);
  const keys = ["words", "actor", "place", "type", "since", "until", "basis", "sure"] as const;
  const told = (): void => { byId("sure-told").textContent = `${Math.round(state.sure * 100)} %`; };
  const show = (): void => {
    for (const key of keys) byId<HTMLInputElement>(key).value = String(state[key]);
    told();
  };
  for (const key of keys) {
    byId(key).addEventListener("input", (event) => {
      const value = (event.target as HTMLInputElement).value;
      if (key === "sure") state.sure = Number(value);
      else state[key] = value;
      told();
      changed();
    });
  }
  show();
  return show;
}
