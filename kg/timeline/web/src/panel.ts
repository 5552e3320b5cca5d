// What stands beside the picture: the chain as sentences, or all that is known of one event.
// Hard: every line must say who says so, and rival claims must meet the eye side by side.
import type { Claim, Link, Mark, Model, Source, Words } from "./data";
import { KINDS, SAID, chainOf, when } from "./data";
import { el, fill } from "./dom";

const LISTED = 12;
type Choose = (mark: Mark | null) => void;

function paper(source: Source | null): HTMLElement | string {
  if (!source) return "";
  const name = [source.source ?? source.title, source.published].filter(Boolean).join(", ");
  const safe = source.url && /^https?:\/\//.test(source.url);
  return safe ? el("a", { href: source.url!, rel: "noopener noreferrer", title: source.title ?? "" }, name) : name;
}

function quoted(words: Words): HTMLElement {
  return el("blockquote", {}, el("p", { dir: "auto" }, `“${words.quote}”`),
    el("footer", {}, el("bdi", {}, words.speaker ?? "narrator"), " — ", paper(words.source), `, character ${words.start}`));
}

function button(mark: Mark, choose: Choose): HTMLElement {
  return el("button", { type: "button", class: `event ${mark.family}`, click: () => choose(mark) },
    el("time", {}, when(mark)), el("span", { dir: "auto" }, mark.label));
}

function how(link: Link): string {
  const basis = link.basis === "stated" ? "stated" : "which act it answers was worked out";
  return link.denied ? "a source rejects it" : `${basis}, ${Math.round(link.confidence * 100)}\u00a0% sure`;
}

function step(model: Model, link: Link, most: number): HTMLElement[] {
  const kind = `${link.denied ? "denied to be " : ""}${KINDS[link.kind] ?? link.kind}`;
  const against = model.links.filter((l) => l.denied && !link.denied && l.effect === link.effect && l.cause === link.cause);
  return [el("p", { class: "kind" }, el("strong", {}, kind), ` — ${how(link)}`),
    ...best(model.evidence(link)).slice(0, most).map(quoted),
    ...against.flatMap((l) => [el("p", { class: "kind" }, el("strong", {}, "but it is denied")), ...model.evidence(l).slice(0, most).map(quoted)])];
}

/** Words of a named speaker first, headlines last. */
function best(said: Words[]): Words[] {
  const worth = (w: Words): number => (w.speaker ? 0 : 1) + (w.start ? 0 : 2);
  return [...said].sort((a, b) => worth(a) - worth(b));
}

export function story(target: Element, model: Model, choose: Choose): void {
  const [latest] = model.chain;
  const disputes = disputed(model).slice(0, 8);
  const rivals = disputes.length > 0 && el("section", { id: "disputes" }, el("h2", { tabindex: -1 }, "Where sources disagree"),
    el("ul", { class: "disputes" }, ...disputes.map((d) => el("li", {}, button(d.mark, choose), el("p", { dir: "auto" }, d.told)))));
  if (!latest) {
    const [title, hint] = model.marks.length
      ? ["No chain yet", "No text in this graph says that one act answered another. Choose an event to see its sentences."]
      : ["Nothing here yet", "Build a graph first: kg build ARTICLE…, then kg timeline."];
    fill(target, el("h2", { tabindex: -1 }, title), el("p", {}, hint),
      ...model.marks.slice(0, LISTED).map((mark) => button(mark, choose)), rivals);
    return;
  }
  const parts = model.chain.flatMap((link) =>
    [el("li", { class: `step ${link.kind}` }, ...step(model, link, 1)), el("li", {}, button(link.cause, choose))]);
  fill(target, el("h2", { tabindex: -1 }, "The strongest chain"),
    el("p", { class: "hint" }, "Latest act first; each step in the words of a source."),
    disputes.length > 0 && el("button", { type: "button", class: "jump", click: () => jump() }, `Sources disagree on ${disputes.length === 1 ? "one thing" : `${disputes.length} things`} ↓`),
    el("ol", { class: "chain" }, el("li", {}, button(latest.effect, choose)), ...parts), rivals);
}

function jump(): void {
  const title = document.querySelector<HTMLElement>("#disputes h2");
  title?.scrollIntoView({ block: "start" });
  title?.focus();
}

function disputed(model: Model): { mark: Mark; told: string }[] {
  const found: { mark: Mark; told: string }[] = [];
  for (const mark of model.detailed ? model.marks : []) {
    const claims = model.claims(mark);
    for (const kind of ["killed", "injured"]) {
      const said = new Map<string, Claim>();
      for (const c of claims) if (c.kind === kind && c.low !== null) said.set(number(c), c);
      const rivals = [...said].filter(([, c]) => [...said.values()].some((other) => apart(c, other)));
      if (rivals.length) found.push({ mark, told: `${kind}: ${rivals.map(([n, c]) => `${n} (${who(c)})`).join(" against ")}` });
    }
  }
  for (const link of model.links) {
    if (!link.denied) continue;
    const words = model.evidence(link)[0];
    const speaker = [words?.speaker ?? "a source", words?.source?.source].filter(Boolean).join(", ");
    found.push({ mark: link.effect, told: `${speaker} denies that it ${SAID[link.kind] ?? link.kind} “${link.cause.label}”` });
  }
  return found;
}

/** Two counts that cannot both be so: “at least 7” and “9” can. */
function apart(a: Claim, b: Claim): boolean {
  return (a.high ?? Infinity) < (b.low ?? 0) || (b.high ?? Infinity) < (a.low ?? 0);
}

function number(claim: Claim): string {
  return claim.high === null ? `at least ${claim.low}` : claim.low === claim.high ? `${claim.low}` : `${claim.low}–${claim.high}`;
}

function who(claim: Claim): string {
  return [claim.words.speaker, claim.words.source?.source].filter(Boolean).join(", ") || "narrator";
}

export function detail(target: Element, model: Model, mark: Mark, choose: Choose): void {
  const names = (list: { name: string }[]): string => list.map((one) => one.name).join(", ") || "not told";
  const facts: [string, string][] = [
    ["when", when(mark)], ["by", names(mark.actors)], ["against", names(mark.targets)], ["at", names(mark.places)],
    ["type", `${mark.type.replaceAll("-", " ")}, ${mark.factuality}`],
  ];
  const links = chainOf(mark).size;
  fill(target,
    el("button", { type: "button", class: "close", click: () => choose(null) }, "← The strongest chain"),
    el("h2", { dir: "auto", tabindex: -1 }, mark.label),
    el("dl", {}, ...facts.flatMap(([k, v]) => [el("dt", {}, k), el("dd", { dir: "auto" }, v)])),
    el("p", { class: "hint" }, links ? `${links} link${links === 1 ? "" : "s"} in its chain, back and on.`
      : mark.back.length + mark.on.length ? "No chain runs through it: what ties it to other acts is denied." : "No text ties it to another act."),
    ...steps(model, "What it answered", mark.back, "cause", choose),
    ...steps(model, "What it set off", mark.on, "effect", choose),
    ...claims(model, mark), ...mentions(model, mark), more(model, mark));
}

function steps(model: Model, title: string, links: Link[], end: "cause" | "effect", choose: Choose): HTMLElement[] {
  if (!links.length) return [];
  return [el("h3", {}, title), el("ul", { class: "chain" }, ...links.map((link) =>
    el("li", { class: `step ${link.kind}` }, button(link[end], choose), ...step(model, link, 6))))];
}

function claims(model: Model, mark: Mark): HTMLElement[] {
  const told = model.claims(mark);
  if (!told.length) return [];
  const kinds = [...new Set(told.map((c) => c.kind))];
  return [el("h3", {}, "Claims, side by side"), ...kinds.map((kind) => el("section", { class: "claims" }, el("h4", {}, kind),
    el("div", { class: "rivals" }, ...told.filter((c) => c.kind === kind).map((c) =>
      el("div", {}, el("b", { class: c.low === null && "word" }, c.low === null ? c.stance : number(c)), quoted(c.words))))))];
}

function mentions(model: Model, mark: Mark): HTMLElement[] {
  const told = model.mentions(mark);
  if (!told.length) return [];
  const soft = (text: string): HTMLElement | false => text !== "" && el("span", { class: "around" }, text);
  return [el("h3", {}, `Mentions (${told.length})`), ...told.map((m) => el("blockquote", {},
    el("p", { dir: "auto" }, soft(m.before && `… ${m.before} `), m.sentence[0], el("mark", {}, m.sentence[1]), m.sentence[2], soft(m.after && ` ${m.after} …`)),
    el("footer", {}, paper(m.source), `, character ${m.start}`)))];
}

function more(model: Model, mark: Mark): HTMLElement | false {
  if (model.about) return el("p", { class: "hint" }, el("a", { href: model.about.replace("{id}", mark.id) }, "All that the graph holds of it"));
  return !model.detailed && el("p", { class: "hint" }, `A page of so many events leaves the sentences out. To read them: kg show ${mark.id}`);
}
