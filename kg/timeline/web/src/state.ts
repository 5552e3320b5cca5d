// What the person chose, kept in the address so that a view can be sent.
// Hard: a shared address may name an event or a side that this graph no longer has.

export interface State {
  event: string; actor: string; place: string; family: string; words: string;
  since: string; until: string; sure: number; basis: string; from: number; to: number;
}

const EMPTY: State = {
  event: "", actor: "", place: "", family: "", words: "", since: "", until: "", sure: 0, basis: "", from: 0, to: 0,
};

export function read(): State {
  const given = new URLSearchParams(location.hash.slice(1));
  const state = { ...EMPTY };
  for (const key of Object.keys(EMPTY) as (keyof State)[]) {
    const value = given.get(key);
    if (value === null) continue;
    if (typeof EMPTY[key] === "number") (state[key] as number) = Number(value) || 0;
    else (state[key] as string) = value;
  }
  return state;
}

export function write(state: State): void {
  const told = new URLSearchParams();
  for (const key of Object.keys(EMPTY) as (keyof State)[]) {
    if (state[key]) told.set(key, String(state[key]));
  }
  const hash = told.toString();
  history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
}

export function cleared(state: State): State {
  return { ...EMPTY, event: state.event };
}
