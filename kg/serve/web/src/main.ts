// The page: choose a question or write one, run it, look, go on.
import { Refused, ask, labels } from "./ask";
import { el } from "./dom";
import { Editor } from "./editor";
import type { Word } from "./editor";
import { form } from "./form";
import type { Question } from "./form";
import { show } from "./show";
import { snippets } from "./snippets";

interface Offered {
  questions: Question[];
  words: Word[];
  prefixes: Record<string, string>;
  types: string[];
  counts: Record<string, number>;
}

const FREE = `PREFIX esc: <https://w3id.org/escalation/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?event ?day ?label WHERE {
  ?event a esc:Event ; rdfs:label ?label .
  OPTIONAL { ?event esc:firstDay ?day }
}
ORDER BY DESC(?day)
LIMIT 100
`;

async function start(): Promise<void> {
  const offered: Offered = await (await fetch("/catalogue")).json();
  const main = document.getElementById("main") as HTMLElement;
  const title = el("h1");
  const parameters = el("div");
  const holder = el("div", { class: "editor" });
  const go = el("button", { type: "button", class: "run" }, "Run");
  const status = el("span", { role: "status", class: "status" });
  const bar = el("div", { class: "bar" }, go, el("kbd", {}, "Ctrl Enter"), status);
  const answer = el("section", { class: "answer", "aria-label": "Answer" });
  main.replaceChildren(title, parameters, holder, bar, answer);

  let running: AbortController | null = null;
  const editor = new Editor(holder, offered.words, offered.prefixes, () => void run());
  const elsewhere = snippets(() => editor.text);
  main.append(elsewhere);

  async function run(): Promise<void> {
    running?.abort();
    const mine = (running = new AbortController());
    const began = performance.now();
    status.className = "status";
    status.textContent = "Asking …";
    elsewhere.dispatchEvent(new Event("renew"));
    go.textContent = "Stop";
    try {
      const text = editor.text;
      const found = await ask(text, mine.signal);
      const took = Math.max(1, Math.round(performance.now() - began));
      show(found, await labels(found, mine.signal), text, answer);
      status.textContent = `${took} ms`;
    } catch (error) {
      if (mine !== running) return;
      wrong(error instanceof Refused ? error.message : mine.signal.aborted ? "Stopped." : "The server does not answer.");
    } finally {
      if (mine === running) {
        running = null;
        go.textContent = "Run";
      }
    }
  }

  function wrong(what: string): void {
    answer.replaceChildren();
    status.className = "status wrong";
    status.textContent = what;
    const at = /at (\d+):(\d+)/.exec(what);
    if (at) editor.point(Number(at[1]), Number(at[2]));
  }

  function choose(name: string | null, given = new URLSearchParams()): void {
    const question = offered.questions.find((one) => one.name === name);
    for (const button of document.querySelectorAll("#catalogue button")) {
      if (button.getAttribute("data-name") === (question?.name ?? "")) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
    title.textContent = question?.question ?? "Ask the graph";
    editor.text = question?.text ?? given.get("query") ?? FREE;
    parameters.replaceChildren();
    if (question?.parameters.length) {
      const made = form(question, offered.types, given, (text) => ((editor.text = text), void run()), wrong);
      parameters.append(made);
      if ([...given.keys()].some((key) => key !== "ask")) return (made as HTMLFormElement).requestSubmit();
    }
    void run();
  }

  function fromAddress(): void {
    const given = new URLSearchParams(location.hash.slice(1));
    choose(given.get("ask"), given);
  }

  go.addEventListener("click", () => (running ? running.abort() : void run()));
  window.addEventListener("hashchange", fromAddress);
  list(offered);
  fromAddress();
}

function list(offered: Offered): void {
  const entry = (name: string, words: string) =>
    el("li", {}, el("button", { type: "button", "data-name": name, click: () => pick(name) }, words));
  const items = el("ul", {}, entry("", "A question of my own"), ...offered.questions.map((q) => entry(q.name, q.question)));
  const filter = el("input", { type: "search", placeholder: "Filter", "aria-label": "Filter questions" });
  filter.addEventListener("input", () => {
    for (const item of items.children) (item as HTMLElement).hidden = !item.textContent?.toLowerCase().includes(filter.value.toLowerCase());
  });
  const sizes = Object.entries(offered.counts).map(([name, count]) => `${count.toLocaleString("en")} ${name}`);
  const fold = el("details", { open: matchMedia("(min-width: 900px)").matches }, el("summary", {}, "Choose a question"), filter, items);
  document.getElementById("catalogue")?.replaceChildren(el("p", { class: "sizes" }, sizes.join(" · ")), fold);
}

function pick(name: string): void {
  const hash = name ? `#ask=${name}` : "#";
  if (location.hash === hash) window.dispatchEvent(new Event("hashchange"));
  else location.hash = hash;
  const fold = document.querySelector<HTMLDetailsElement>("#catalogue details");
  if (fold && !matchMedia("(min-width: 900px)").matches) fold.open = false;
}

void start();
