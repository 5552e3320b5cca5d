// What stands beside the picture: the chain as sentences, or all that is known of one event.
// Hard: every line must say who says so, and rival claims must meet the eye side by side.
import type { Claim, Link, Mark, Model, Source, Words } from "./data";
import { ASKED, KINDS, MET, chainOf, when } from "./data";
import { el, fill } from "./dom";

const LISTED = 12;
const DISPUTES = 8;
const SURE = "“% sure” tells how surely the text was read, not whether it is true.";
type Choose = (mark: Mark | null) => void;

function paper(source: Source | null): HTMLElement | string {
  if (!source) return "";
  const name = source.source ?? source.title;
  const told = [name, name && source.published ? ", " : "", source.published && el("span", { class: "day" }, source.published)];
  const safe = source.url && /^https?:\/\//.test(source.url);
  return safe ? el("a", { href: source.url!, rel: "noopener noreferrer", title: source.title ?? "" }, ...told) : el("span", {}, ...told);
}

/** The words and whose they are; `exact` also tells where in the text they stand. */
function quoted(words: Words, exact = false): HTMLElement {
  return el("blockquote", {}, el("p", { dir: "auto" }, `“${words.quote}”`),
    el("footer", {}, el("bdi", {}, words.speaker ?? "narrator"), " — ", paper(words.source), exact && at(words.start)));
}

const at = (start: number): string => `, at character ${start} of the text`;

function button(mark: Mark, choose: Choose): HTMLElement {
  return el("button", { type: "button", class: `event ${mark.family}`, click: () => choose(mark) },
    el("time", {}, when(mark)), el("span", { dir: "auto" }, mark.label));
}

function how(link: Link): string {
  const basis = link.basis === "stated" ? "stated" : "which act it answers was worked out";
  return link.denied ? "a source rejects it" : `${basis}, ${Math.round(link.confidence * 100)}\u00a0% sure`;
}

function step(model: Model, link: Link, kind: string, most: number): HTMLElement[] {
  const exact = most > 1;
  const said = (one: Link): HTMLElement[] => best(model.evidence(one)).slice(0, most).map((words) => quoted(words, exact));
  const denials = link.denied ? [] : link.rivals;
  return [el("p", { class: "kind" }, el("strong", {}, kind), ` — ${how(link)}`), ...said(link),
    ...denials.flatMap((l) => [el("p", { class: "kind" }, el("strong", {}, "but it is denied")), ...said(l)])];
}

/** Words of a named speaker first, headlines last. */
function best(said: Words[]): Words[] {
  const worth = (w: Words): number => (w.speaker ? 0 : 1) + (w.start ? 0 : 2);
  return [...said].sort((a, b) => worth(a) - worth(b));
}

export function story(target: Element, model: Model, choose: Choose): void {
  const [earliest, ...later] = [...model.chain].reverse();
  const disputes = disputed(model);
  if (!earliest) {
    const [title, hint] = model.marks.length
      ? ["No chain yet", "No text in this graph says that one act answered another. Choose an event to see its sentences."]
      : ["Nothing here yet", "Build a graph first: kg build ARTICLE…, then kg timeline."];
    fill(target, el("h2", { tabindex: -1 }, title), el("p", {}, hint),
      ...model.marks.slice(0, LISTED).map((mark) => button(mark, choose)), rivalry(disputes, choose));
    return;
  }
  const parts = [earliest, ...later].flatMap((link) => [
    el("li", { class: `step ${link.kind}` }, ...step(model, link, MET[link.kind] ?? link.kind, 1)), el("li", {}, button(link.effect, choose))]);
  fill(target, el("div", { class: "head" }, el("h2", { tabindex: -1 }, "The strongest chain"),
    disputes.length > 0 && el("button", { type: "button", class: "jump", click: () => jump(target) }, `${disputes.length} disagreement${disputes.length === 1 ? "" : "s"} ↓`)),
    el("p", { class: "hint" }, `Earliest act first, in the words of a source. ${SURE}`),
    el("ol", { class: "chain" }, el("li", {}, button(earliest.cause, choose)), ...parts), rivalry(disputes, choose));
}

/** Bring the disagreements up in the panel; only where it is not a window of its own, as on a phone, the page must move. */
function jump(panel: Element): void {
  const title = panel.querySelector<HTMLElement>("#disputes h2");
  if (!title) return;
  if (getComputedStyle(panel).overflowY === "auto") panel.scrollTop += title.getBoundingClientRect().top - panel.getBoundingClientRect().top - 10;
  else title.scrollIntoView({ block: "start" });
  title.focus({ preventScroll: true });
}

interface Side { said: string; words: Words | null }
interface Dispute { mark: Mark; asked: string; cause?: Mark; sides: Side[] }

function rivalry(disputes: Dispute[], choose: Choose): HTMLElement | false {
  const more = disputes.length - DISPUTES;
  return disputes.length > 0 && el("section", { id: "disputes" }, el("h2", { tabindex: -1 }, "Where sources disagree"),
    el("ul", { class: "disputes" }, ...disputes.slice(0, DISPUTES).map(({ mark, asked, cause, sides }) =>
      el("li", {}, button(mark, choose), el("p", { class: "kind" }, asked), cause && button(cause, choose), rivals(sides, false)))),
    more > 0 && el("p", { class: "hint" }, `And ${more} more: choose an event to see its claims.`));
}

/** What each side says, next to one another. */
function rivals(sides: Side[], exact: boolean): HTMLElement {
  return el("div", { class: "rivals" }, ...sides.map(({ said, words }) =>
    el("div", {}, el("b", { class: !/\d/.test(said) && "word" }, said), words ? quoted(words, exact) : el("p", { class: "hint" }, "not in these articles"))));
}

function disputed(model: Model): Dispute[] {
  const found: Dispute[] = [];
  for (const mark of model.detailed ? model.marks : []) {
    const claims = model.claims(mark);
    for (const kind of ["killed", "injured"]) {
      const told = new Map<string, Claim>();
      for (const c of claims) if (c.kind === kind && c.low !== null) told.set(number(c), c);
      const sides = [...told].filter(([, c]) => [...told.values()].some((other) => apart(c, other)));
      if (sides.length) found.push({ mark, asked: `How many were ${kind}?`, sides: sides.map(([said, { words }]) => ({ said, words })) });
    }
  }
  const spoken = (links: readonly Link[]): Words | null => best(links.flatMap((l) => model.evidence(l)))[0] ?? null;
  for (const link of model.links) {
    if (!link.denied) continue;
    const sides = [{ said: "affirmed", words: spoken(link.rivals) }, { said: "denied", words: spoken([link]) }];
    found.push({ mark: link.effect, asked: ASKED[link.kind] ?? link.kind, cause: link.cause, sides });
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

export function detail(target: Element, model: Model, mark: Mark, choose: Choose): void {
  const names = (list: { name: string }[]): string => list.map((one) => one.name).join(", ") || "not told";
  const facts: [string, string][] = [
    ["when", when(mark)], ["by", names(mark.actors)], ["against", names(mark.targets)], ["at", mark.places.map(({ name, also }) => (also ? `${name} (${also})` : name)).join(", ") || "not told"],
    ["type", `${mark.type.replaceAll("-", " ")}, ${mark.factuality}`],
  ];
  const links = chainOf(mark).size;
  fill(target,
    el("button", { type: "button", class: "close", click: () => choose(null) }, "← The strongest chain"),
    el("h2", { dir: "auto", tabindex: -1 }, mark.label),
    el("dl", {}, ...facts.flatMap(([k, v]) => [el("dt", {}, k), el("dd", { dir: "auto" }, v)])),
    el("p", { class: "hint" }, links ? `${links} link${links === 1 ? "" : "s"} in its chain, back and on. ${SURE}`
      : mark.back.length + mark.on.length ? "No chain runs through it: what ties it to other acts is denied." : "No text ties it to another act."),
    ...steps(model, "What it answered", mark.back, "cause", choose),
    ...steps(model, "What it set off", mark.on, "effect", choose),
    ...claims(model, mark), ...mentions(model, mark), more(model, mark));
}

function steps(model: Model, title: string, links: Link[], end: "cause" | "effect", choose: Choose): HTMLElement[] {
  const told = links.filter((l) => !(l.denied && l.rivals.length)); // such a denial is told with what it denies
  if (!told.length) return [];
  return [el("h3", {}, title), el("ul", { class: "chain" }, ...told.map((link) =>
    el("li", { class: `step ${link.kind}` }, button(link[end], choose), ...step(model, link, `${link.denied ? "denied to be " : ""}${KINDS[link.kind] ?? link.kind}`, 6))))];
}

function claims(model: Model, mark: Mark): HTMLElement[] {
  const told = model.claims(mark);
  if (!told.length) return [];
  const kinds = [...new Set(told.map((c) => c.kind))];
  return [el("h3", {}, "Claims, side by side"), ...kinds.map((kind) => el("section", { class: "claims" }, el("h4", {}, kind),
    rivals(told.filter((c) => c.kind === kind).map((c) => ({ said: c.low === null ? c.stance : number(c), words: c.words })), true)))];
}

function mentions(model: Model, mark: Mark): HTMLElement[] {
  const told = model.mentions(mark);
  if (!told.length) return [];
  const soft = (text: string): HTMLElement | false => text !== "" && el("span", { class: "around" }, text);
  return [el("h3", {}, `Mentions (${told.length})`), ...told.map((m) => el("blockquote", {},
    el("p", { dir: "auto" }, soft(m.before && `… ${m.before} `), m.sentence[0], el("mark", {}, m.sentence[1]), m.sentence[2], soft(m.after && ` ${m.after} …`)),
    el("footer", {}, paper(m.source), at(m.start))))];
}

function more(model: Model, mark: Mark): HTMLElement | false {
  if (model.about) return el("p", { class: "hint" }, el("a", { href: model.about.replace("{id}", mark.id) }, "All that the graph holds of it"));
  return !model.detailed && el("p", { class: "hint" }, `A page of so many events leaves the sentences out. To read them: kg show ${mark.id}`);
}
