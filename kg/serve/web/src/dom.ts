// Elements made of text that is data: nothing here ever reads text as markup.

type Child = Node | string | null | undefined | false;
type Props = Record<string, string | boolean | number | EventListener | undefined>;

export function el<K extends keyof HTMLElementTagNameMap>(
  name: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  set(made, props);
  for (const child of children) if (child) made.append(child);
  return made;
}

export function svg(name: string, props: Props = {}, ...children: Child[]): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  set(made, props);
  for (const child of children) if (child) made.append(child);
  return made;
}

function set(made: Element, props: Props): void {
  for (const [key, value] of Object.entries(props)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== undefined && value !== false) made.setAttribute(key, String(value));
  }
}

export const ID = "https://w3id.org/escalation/id/";

const OURS: [string, string][] = [
  ["https://w3id.org/escalation/ontology#", "esc:"],
  ["https://w3id.org/escalation/types#", "type:"],
  ["http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:"],
  ["http://www.w3.org/2000/01/rdf-schema#", "rdfs:"],
  ["http://www.w3.org/2001/XMLSchema#", "xsd:"],
  ["http://www.w3.org/ns/oa#", "oa:"],
  ["http://www.w3.org/ns/prov#", "prov:"],
  ["https://schema.org/", "schema:"],
];

/** An IRI as a person reads it. */
export function short(iri: string): string {
  if (iri.startsWith(ID)) return iri.slice(ID.length);
  for (const [space, prefix] of OURS) if (iri.startsWith(space)) return prefix + iri.slice(space.length);
  return iri;
}

/** Where an IRI leads: to a page of this server, to the web, or nowhere. */
export function address(iri: string): string | null {
  if (iri.startsWith(ID)) {
    const [name, part] = iri.slice(ID.length).split("#");
    return `/id/${name}${part ? `#${part}` : ""}`;
  }
  if (OURS.some(([space]) => iri.startsWith(space))) return null;
  return /^https?:\/\//.test(iri) ? iri : null;
}
