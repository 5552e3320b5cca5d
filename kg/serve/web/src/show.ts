// What came back: a table with links, a small graph, downloads.
import type { Answer, Term } from "./ask";
import { SHOWN } from "./ask";
import { address, el, short } from "./dom";
import { draw, network } from "./draw";

const NUMBERS = /#(integer|decimal|double|float|long|int|nonNegativeInteger)$/;
const ROWS = [["csv", "CSV"], ["tsv", "TSV"], ["json", "JSON"], ["xml", "XML"]];
const GRAPH = [["ttl", "Turtle"], ["jsonld", "JSON-LD"], ["nt", "N-Triples"], ["rdf", "RDF/XML"], ["trig", "TriG"], ["nq", "N-Quads"]];

export function show(answer: Answer, query: string, into: HTMLElement): void {
  into.replaceChildren();
  if (answer.kind === "boolean") {
    into.append(el("p", { class: "yes" }, answer.value ? "Yes" : "No"));
    return;
  }
  const picture = network(answer);
  const drawn = picture.ties.length > 0 && el("figure", { class: "net" });
  const shown = answer.kind === "rows" ? table(answer.names, answer.rows) : table(["subject", "predicate", "object"], answer.triples as never);
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

function table(names: string[], rows: Record<string, Term>[]): HTMLElement {
  if (!rows.length) return el("p", { class: "none" }, "Nothing was found.");
  const head = el("tr", {}, ...names.map((name) => el("th", { scope: "col" }, words(name))));
  const body = rows.map((row) => el("tr", {}, ...names.map((name) => cell(row[name]))));
  const made = el("table", {}, el("thead", {}, head), el("tbody", {}, ...body));
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Rows" }, made);
}

/** A variable's name as words: causeLabel, cause label. */
function words(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}

function cell(term: Term | undefined): HTMLElement {
  if (!term) return el("td");
  if (term.type === "uri") {
    const to = address(term.value);
    const text = short(term.value);
    if (!to) return el("td", { class: "iri", title: term.value }, text);
    const outside = to.startsWith("http");
    return el("td", { class: "iri" }, el("a", { href: to, title: term.value, rel: outside ? "noreferrer" : undefined }, text));
  }
  if (term.type === "literal" && term.datatype && NUMBERS.test(term.datatype)) return el("td", { class: "number" }, number(term.value));
  return el("td", { dir: "auto", lang: term["xml:lang"] }, el("bdi", {}, typeof term.value === "string" ? term.value : "a triple"));
}

function number(value: string): string {
  return /^-?\d+(\.\d+)?$/.test(value) && value.includes(".") && value.length > 8 ? Number(value).toPrecision(4) : value;
}
