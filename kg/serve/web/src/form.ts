// A question of the catalogue, with its parameters as a form.
import { told } from "./ask";
import { el } from "./dom";

export interface Parameter {
  name: string;
  kind: string;
  meaning: string;
  default: string;
}

export interface Question {
  name: string;
  question: string;
  text: string;
  parameters: Parameter[];
}

const INPUT: Record<string, string> = { number: "number", date: "date" };

export function form(question: Question, types: string[], given: URLSearchParams, submit: (query: string) => void, wrong: (what: string) => void): HTMLElement {
  const fields = question.parameters.map((p) => field(p, types, given.get(p.name) ?? ""));
  const made = el("form", { class: "parameters", "aria-label": "Parameters" }, ...fields, el("button", {}, "Ask"));
  made.addEventListener("submit", async (event) => {
    event.preventDefault();
    const asked = new URLSearchParams();
    for (const [name, value] of new FormData(made)) if (value) asked.set(name, String(value));
    const where = new URLSearchParams([["ask", question.name], ...asked]);
    history.replaceState(null, "", `#${where}`);
    const response = await fetch(`/catalogue/${question.name}?${asked}`);
    if (response.ok) submit(await response.text());
    else wrong(await told(response));
  });
  return made;
}

function field(p: Parameter, types: string[], value: string): HTMLElement {
  const said = el("span", {}, p.name, " ", el("small", {}, p.meaning));
  if (p.kind === "type") {
    const options = ["", ...types].map((type) => el("option", { value: type, selected: type === value }, type || p.default));
    return el("label", {}, said, el("select", { name: p.name }, ...options));
  }
  const input = el("input", { name: p.name, type: INPUT[p.kind] ?? "text", step: "any", placeholder: p.default, autocomplete: "off" });
  input.value = value;
  if (p.kind !== "id") return el("label", {}, said, input);
  const list = el("datalist", { id: `list-${p.name}` });
  input.setAttribute("list", list.id);
  input.addEventListener("input", () => suggest(input, list));
  return el("label", {}, said, input, list);
}

/** Offer events whose words fit what was typed. */
async function suggest(input: HTMLInputElement, list: HTMLElement): Promise<void> {
  const words = input.value.trim();
  if (words.length < 2) return;
  const response = await fetch(`/find?${new URLSearchParams({ words })}`);
  if (!response.ok || input.value.trim() !== words) return;
  const found: { id: string; label: string }[] = await response.json();
  list.replaceChildren(...found.map((one) => el("option", { value: one.id }, one.label)));
}
