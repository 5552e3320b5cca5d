// What stands beside the picture: the chain as sentences, or all that is known of one event.
// Hard: every line must say who says so, and rival claims must meet the eye side by side.
import type { Claim, Detail, Happening, Link, Model, Words } from "./data";
import { KINDS, chainOf, when } from "./data";
import { el, fill } from "./dom";

type Choose = (id: string) => void;

function paper(model: Model, document: string): HTMLElement | string {
  const source = model.source.get(document);
  if (!source) return "";
  const name = [source.source ?? source.title ?? document, source.published].filter(Boolean).join(", ");
  const safe = source.url && /^https?:\/\//.test(source.url);
  return safe ? el("a", { href: source.url!, rel: "noopener noreferrer" }, name) : name;
}

function quoted(model: Model, words: Words): HTMLElement {
  return el("blockquote", { dir: "auto" },
    el("p", {}, `“${words.quote}”`),
    el("footer", {}, `${words.speaker ?? "narrator"} — `, paper(model, words.document), ` (at ${words.start})`));
}

function button(event: Happening | undefined, choose: Choose): HTMLElement {
  if (!event) return el("span", {}, "an event outside this view");
  return el("button", { type: "button", class: "event", click: () => choose(event.id) },
    el("time", {}, when(event)), el("span", { dir: "auto" }, event.label));
}

function how(link: Link): string {
  const basis = link.basis === "stated" ? "stated" : "cause worked out";
  return `${basis}${link.denied ? ", denied" : ""}, ${Math.round(link.confidence * 100)} %`;
}

export function story(target: Element, model: Model, choose: Choose): void {
  const ids = model.graph.chain;
  if (ids.length < 2) {
    const n = model.marks.length;
    fill(target, el("h2", {}, n ? "No chain yet" : "Nothing here yet"),
      el("p", {}, n ? "No text in this graph says that one act answered another. Choose an event to see its sentences." : "Build a graph first: kg build ARTICLE…"));
    return;
  }
  const parts: HTMLElement[] = [];
  ids.forEach((id, i) => {
    parts.push(el("li", {}, button(model.byId.get(id)?.event, choose)));
    const next = ids[i + 1];
    const link = next && (model.back.get(id) ?? []).find((l) => l.cause === next);
    if (link) {
      const first = link.evidence[0];
      parts.push(el("li", { class: `step ${link.kind}` }, el("strong", {}, KINDS[link.kind] ?? link.kind), ` (${how(link)})`, first && quoted(model, first)));
    }
  });
  const disputes = disputed(model);
  fill(target, el("h2", {}, "The strongest chain"), el("p", { class: "hint" }, "Latest act first; each step in the words of a source."),
    el("ol", { class: "chain" }, ...parts),
    disputes.length > 0 && el("h2", {}, "Where sources disagree"),
    disputes.length > 0 && el("ul", { class: "disputes" }, ...disputes.slice(0, 8).map((d) => el("li", {}, button(d.event, choose), el("p", {}, d.told)))));
}

function disputed(model: Model): { event: Happening; told: string }[] {
  const found: { event: Happening; told: string }[] = [];
  for (const { event } of model.marks) {
    const claims = model.graph.details[event.id]?.claims ?? [];
    for (const kind of ["killed", "injured"]) {
      const said = new Map<string, string>();
      for (const c of claims) if (c.kind === kind && c.low !== null) said.set(number(c), who(model, c));
      if (said.size > 1) found.push({ event, told: `${kind}: ${[...said].map(([n, s]) => `${n} (${s})`).join(" against ")}` });
    }
  }
  for (const link of model.graph.links) {
    const event = model.byId.get(link.effect)?.event;
    if (link.denied && event) found.push({ event, told: `${link.evidence[0]?.speaker ?? "a source"} denies that it was ${KINDS[link.kind]} “${model.byId.get(link.cause)?.event.label ?? "another act"}”` });
  }
  return found;
}

function number(claim: Claim): string {
  return claim.high === null ? `at least ${claim.low}` : claim.low === claim.high ? `${claim.low}` : `${claim.low}–${claim.high}`;
}

function who(model: Model, claim: Claim): string {
  const source = model.source.get(claim.words.document);
  return [claim.words.speaker, source?.source].filter(Boolean).join(", ") || "narrator";
}

export function detail(target: Element, model: Model, id: string, known: Detail | undefined, choose: Choose, close: () => void): void {
  const event = model.byId.get(id)?.event;
  if (!event) {
    story(target, model, choose);
    return;
  }
  const names = (ids: string[]): string => ids.map((i) => model.actor.get(i)?.name ?? model.place.get(i)?.name ?? i).join(", ");
  const facts: [string, string][] = [
    ["when", when(event)], ["by", names(event.actors) || "unknown"], ["against", names(event.targets) || "unknown"],
    ["at", names(event.places) || "unknown"], ["type", `${event.type.replaceAll("-", " ")} (${event.factuality})`],
  ];
  fill(target,
    el("button", { type: "button", class: "close", click: close }, "← the strongest chain"),
    el("h2", { dir: "auto" }, event.label),
    el("dl", {}, ...facts.flatMap(([k, v]) => [el("dt", {}, k), el("dd", { dir: "auto" }, v)])),
    ...steps(model, "What it answered", model.back.get(id) ?? [], "cause", choose),
    ...steps(model, "What it set off", model.on.get(id) ?? [], "effect", choose),
    ...claims(model, known), ...mentions(model, known),
    el("p", { class: "hint" }, `${chainOf(model, id).size} links in its chain, back and on.`));
}

function steps(model: Model, title: string, links: Link[], end: "cause" | "effect", choose: Choose): HTMLElement[] {
  if (!links.length) return [];
  return [el("h3", {}, title), el("ul", { class: "chain" }, ...links.map((link) =>
    el("li", { class: `step ${link.kind}` }, el("strong", {}, KINDS[link.kind] ?? link.kind), ` (${how(link)})`,
      button(model.byId.get(link[end])?.event, choose), ...link.evidence.map((w) => quoted(model, w)))))];
}

function claims(model: Model, known: Detail | undefined): HTMLElement[] {
  if (!known?.claims.length) return [];
  const kinds = [...new Set(known.claims.map((c) => c.kind))];
  return [el("h3", {}, "Claims, side by side"), ...kinds.map((kind) => el("section", { class: "claims" }, el("h4", {}, kind),
    el("div", { class: "rivals" }, ...known.claims.filter((c) => c.kind === kind).map((c) =>
      el("div", {}, el("b", {}, c.low === null ? c.stance : number(c)), quoted(model, c.words))))))];
}

function mentions(model: Model, known: Detail | undefined): HTMLElement[] {
  if (!known) return [el("p", { class: "hint" }, "Loading its sentences …")];
  return [el("h3", {}, `Mentions (${known.mentions.length})`), ...known.mentions.map((m) => {
    const [a, b] = m.trigger;
    return el("blockquote", { dir: "auto" },
      el("p", {}, m.sentence.slice(0, a), el("mark", {}, m.sentence.slice(a, b)), m.sentence.slice(b)),
      el("footer", {}, paper(model, m.document), ` (at ${m.start})`));
  })];
}
