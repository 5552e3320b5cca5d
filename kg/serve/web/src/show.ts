// What came back: a table with links, a small graph, downloads.
import type { Answer, Term } from "./ask";
import { SHOWN } from "./ask";
import { address, el, short } from "./dom";
import { draw, network } from "./draw";

const NUMBERS = /#(integer|decimal|double|float|long|int|nonNegativeInteger)$/;
const ROWS = [["csv", "CSV"], ["tsv", "TSV"], ["json", "JSON"], ["xml", "XML"]];
const GRAPH = [["ttl", "Turtle"], ["jsonld", "JSON-LD"], ["nt", "N-Triples"], ["rdf", "RDF/XML"], ["trig", "TriG"], ["nq", "N-Quads"]];

export type Labels = Map<string, string>;

export function show(answer: Answer, labels: Labels, query: string, into: HTMLElement): void {
  into.replaceChildren();
  if (answer.kind === "boolean") {
    into.append(el("p", { class: "yes" }, answer.value ? "Yes" : "No"));
    return;
  }
  const picture = network(answer, labels);
  const drawn = picture.ties.length > 0 && el("figure", { class: "net" });
  const shown = answer.kind === "rows" ? table(answer.names, answer.rows, labels) : table(["subject", "predicate", "object"], answer.triples as never, labels);
  into.append(el("div", { class: "over" }, note(answer), downloads(answer.kind === "rows" ? ROWS : GRAPH, query)));
  if (drawn) {
    drawn.append(draw(picture) as unknown as Node);
    into.append(el("details", { open: picture.spots.size <= 40 }, el("summary", {}, "As a graph"), drawn));
  }
  into.append(shown);
}

function note(answer: Answer): HTMLElement {
  const count = answer.kind === "rows" ? answer.rows.length : answer.kind === "graph" ? answer.triples.length : 0;
  const what = answer.kind === "rows" ? (count === 1 ? "row" : "rows") : count === 1 ? "triple" : "triples";
  const more = answer.cut ? ` (the first ${SHOWN.toLocaleString("en")}; a download has all)` : "";
  return el("p", { class: "count" }, `${count.toLocaleString("en")} ${what}${more}`);
}

function downloads(forms: string[][], query: string): HTMLElement {
  const buttons = forms.map(([value, label]) => el("button", { name: "format", value, class: "quiet" }, label));
  const held = el("input", { type: "hidden", name: "query" });
  held.value = query;
  return el("form", { method: "post", action: "/sparql?download=1", class: "downloads", "aria-label": "Download" }, held, el("span", {}, "Download"), ...buttons);
}

function table(names: string[], rows: Record<string, Term>[], labels: Labels): HTMLElement {
  if (!rows.length) return el("p", { class: "none" }, "Nothing was found.");
  const head = el("tr", {}, ...names.map((name) => el("th", { scope: "col" }, words(name))));
  const body = rows.map((row) => el("tr", {}, ...names.map((name) => cell(row[name], labels))));
  const made = el("table", {}, el("thead", {}, head), el("tbody", {}, ...body));
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Rows" }, made);
}

/** A variable's name as words: causeLabel, cause label. */
function words(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}

const SHORT = 24;
const LONG = 70;

function cell(term: Term | undefined, labels: Labels): HTMLElement {
  if (!term) return el("td");
  if (term.type === "uri") {
    const to = address(term.value);
    const text = short(term.value);
    if (!to) return el("td", { class: "iri", title: term.value }, text);
    const name = labels.get(term.value);
    const props = { href: to, title: term.value, rel: to.startsWith("http") ? "noreferrer" : undefined };
    if (name) return el("td", { class: "named" }, el("a", props, el("bdi", {}, name)));
    // The first digits of an id are enough for the eye, and for `kg show`.
    return el("td", { class: "iri" }, el("a", props, text.replace(/^([a-z]+-[0-9a-f]{8})[0-9a-f]{8}$/, "$1")));
  }
  if (term.type === "literal" && term.datatype && NUMBERS.test(term.datatype)) return el("td", { class: "number" }, number(term.value));
  const text = typeof term.value === "string" ? term.value : "a triple";
  const width = text.length > LONG ? "long" : text.length > SHORT ? "some" : "little";
  return el("td", { dir: "auto", lang: term["xml:lang"], class: width }, el("bdi", {}, text));
}

function number(value: string): string {
  return /^-?\d+(\.\d+)?$/.test(value) && value.includes(".") && value.length > 8 ? Number(value).toPrecision(4) : value;
}
