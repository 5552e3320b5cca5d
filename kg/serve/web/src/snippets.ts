// The same question from elsewhere.
import { el } from "./dom";

type Writer = (endpoint: string, query: string) => string;

const shell = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
const python = (text: string) => `r"""\n${text.replaceAll('"""', "'''")}\n"""`;

const WRITERS: Record<string, Writer> = {
  curl: (endpoint, query) => `curl -H 'Accept: text/csv' ${endpoint} \\\n  --data-urlencode query=${shell(query)}`,
  "Python, SPARQLWrapper": (endpoint, query) =>
    `from SPARQLWrapper import JSON, SPARQLWrapper\n\nasked = SPARQLWrapper("${endpoint}")\nasked.setReturnFormat(JSON)\nasked.setMethod("POST")\nasked.setQuery(${python(query)})\nfor row in asked.queryAndConvert()["results"]["bindings"]:\n    print({name: term["value"] for name, term in row.items()})`,
  "Python, rdflib": (endpoint, query) =>
    `from rdflib import Graph\nfrom rdflib.plugins.stores.sparqlstore import SPARQLStore\n\ngraph = Graph(SPARQLStore("${endpoint}", method="POST"))\nfor row in graph.query(${python(query)}):\n    print(row.asdict())`,
  R: (endpoint, query) =>
    `library(httr2)\n\nrows <- request("${endpoint}") |>\n  req_headers(Accept = "text/csv") |>\n  req_body_form(query = r"---(${query})---") |>\n  req_perform() |>\n  resp_body_string() |>\n  textConnection() |>\n  read.csv()`,
};

export function snippets(query: () => string): HTMLElement {
  const choose = el("select", { "aria-label": "Language" }, ...Object.keys(WRITERS).map((name) => el("option", {}, name)));
  const shown = el("pre", { tabindex: 0, "aria-label": "Snippet" });
  const copy = el("button", { type: "button", class: "quiet" }, "Copy");
  const write = () => (shown.textContent = WRITERS[choose.value](`${location.origin}/sparql`, query().trim()));
  choose.addEventListener("change", write);
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(shown.textContent ?? "");
    copy.textContent = "Copied";
    setTimeout(() => (copy.textContent = "Copy"), 1500);
  });
  const made = el("details", { class: "snippets" }, el("summary", {}, "Use it elsewhere"), el("p", {}, choose, " ", copy), shown);
  made.addEventListener("toggle", write);
  made.addEventListener("renew", write);
  return made;
}
