// What the person chose, kept in the address so that a view can be sent.
// Hard: a shared address may name an event or a side that this graph no longer has, and a wider screen than the sender's.

export interface State {
  event: string; actor: string; place: string; type: string; words: string;
  since: string; until: string; sure: number; basis: string; from: string; to: string;
}

const EMPTY: State = {
  event: "", actor: "", place: "", type: "", words: "", since: "", until: "", sure: 0, basis: "", from: "", to: "",
};

export function read(): State {
  const given = new URLSearchParams(location.hash.slice(1));
  const state = { ...EMPTY };
  for (const key of Object.keys(EMPTY) as (keyof State)[]) {
    const value = given.get(key);
    if (value === null) continue;
    if (key === "sure") state.sure = Math.min(1, Math.max(0, Number(value) || 0));
    else state[key] = value;
  }
  return state;
}

let waiting = 0;

/** Write the address once things have come to rest: a browser refuses hundreds of changes a minute. */
export function write(state: State): void {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const told = new URLSearchParams();
    for (const key of Object.keys(EMPTY) as (keyof State)[]) {
      if (state[key]) told.set(key, String(state[key]));
    }
    const hash = told.toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  }, 150);
}

export function cleared(state: State): State {
  return { ...EMPTY, event: state.event };
}
