// Asking the endpoint, and reading what it answers.

import { ID } from "./dom";

export interface Term {
  type: string;
  value: string;
  datatype?: string;
  "xml:lang"?: string;
}

export interface Triple {
  subject: Term;
  predicate: Term;
  object: Term;
}

export type Answer =
  | { kind: "rows"; names: string[]; rows: Record<string, Term>[]; cut: boolean }
  | { kind: "graph"; triples: Triple[]; cut: boolean }
  | { kind: "boolean"; value: boolean; cut: boolean };

export const SHOWN = 2000;

export class Refused extends Error {}

export async function ask(query: string, signal: AbortSignal): Promise<Answer> {
  const response = await fetch("/sparql", {
    method: "POST",
    headers: { Accept: "application/sparql-results+json, application/n-triples" },
    body: new URLSearchParams({ query, cut: String(SHOWN) }),
    signal,
  });
  if (!response.ok) throw new Refused(await told(response));
  const cut = response.headers.get("Answer-Cut") === "true";
  if (response.headers.get("Content-Type")?.startsWith("application/n-triples")) {
    return { kind: "graph", triples: triples(await response.text()), cut };
  }
  const read = await response.json();
  if ("boolean" in read) return { kind: "boolean", value: read.boolean, cut };
  return { kind: "rows", names: read.head.vars, rows: read.results.bindings, cut };
}

const NAMED = 300;

/** The names of those things of ours in an answer that it does not name itself. */
export async function labels(answer: Answer, signal: AbortSignal): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const ids = new Set<string>();
  const add = (term: Term | undefined) => term?.type === "uri" && /^[^\s<>"{}|\\^`]+$/.test(term.value) && term.value.startsWith(ID) && ids.add(term.value);
  if (answer.kind === "graph") for (const t of answer.triples) [t.subject, t.object].forEach(add);
  if (answer.kind === "rows") {
    const unnamed = answer.names.filter((name) => !naming(name, answer.names));
    for (const row of answer.rows) for (const name of unnamed) add(row[name]);
  }
  if (!ids.size) return found;
  const some = [...ids].slice(0, NAMED).map((id) => `<${id}>`);
  const query = `SELECT ?it (SAMPLE(?l) AS ?label) { VALUES ?it { ${some.join(" ")} } ?it rdfs:label|schema:headline ?l } GROUP BY ?it`;
  try {
    const told = await ask(query, signal);
    if (told.kind === "rows") for (const row of told.rows) if (row.label) found.set(row.it.value, row.label.value);
  } catch (error) {
    if (!(error instanceof Refused)) throw error; // without names it goes, too
  }
  return found;
}

/** The column that names the things of another: causeLabel for cause, label for the first. */
export function naming(name: string, names: string[]): string | undefined {
  if (names.includes(`${name}Label`)) return `${name}Label`;
  return name === names[0] && names.includes("label") ? "label" : undefined;
}

export async function told(response: Response): Promise<string> {
  try {
    return (await response.json()).detail;
  } catch {
    return `${response.status} ${response.statusText}`;
  }
}

const LINE = /^(<[^>]*>|_:\S+) <([^>]*)> (<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:\^\^<[^>]*>|@[\w-]+)?) \.$/;

/** Read N-Triples as our server writes them: one triple a line, canonical. Triple terms are left out. */
function triples(text: string): Triple[] {
  const found: Triple[] = [];
  for (const line of text.split("\n")) {
    const match = LINE.exec(line);
    if (match) found.push({ subject: term(match[1]), predicate: { type: "uri", value: match[2] }, object: term(match[3]) });
  }
  return found;
}

function term(text: string): Term {
  if (text.startsWith("<")) return { type: "uri", value: unescaped(text.slice(1, -1)) };
  if (text.startsWith("_:")) return { type: "bnode", value: text.slice(2) };
  const end = text.lastIndexOf('"');
  const rest = text.slice(end + 1);
  return {
    type: "literal",
    value: unescaped(text.slice(1, end)),
    datatype: rest.startsWith("^^") ? rest.slice(3, -1) : undefined,
    "xml:lang": rest.startsWith("@") ? rest.slice(1) : undefined,
  };
}

const ESCAPES: Record<string, string> = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, a, b, c) =>
    c !== undefined ? (ESCAPES[c] ?? c) : String.fromCodePoint(parseInt(a ?? b, 16)),
  );
}
