// The page wakes up: data in, picture out, and every choice goes through one `State`.
// Hard: mouse, touch and keyboard must all reach the same few acts (choose, pan, zoom), and drawing must wait for the next frame.
import { select } from "d3-selection";
import { type ZoomTransform, zoom, zoomIdentity } from "d3-zoom";
import type { Detail, Graph, Link, Mark } from "./data";
import { chainOf, model as modelOf, when } from "./data";
import { byId } from "./dom";
import { controls, shown } from "./filters";
import { type Scene, baseScale, scene as sceneOf } from "./layout";
import { atlasOf, sized } from "./map";
import { type Focus, type Ink, paint } from "./paint";
import { detail, story } from "./panel";
import { SvgPen, download } from "./save";
import { cleared, read, write } from "./state";
import { table } from "./table";

const HUES: Record<string, string> = {
  strike: "strike", ground: "ground", killing: "killing", intercept: "intercept", seize: "seize", move: "move", threat: "threat", sanction: "sanction", deal: "deal",
};

function ink(): Ink {
  const style = getComputedStyle(document.documentElement);
  const get = (name: string): string => style.getPropertyValue(name).trim();
  const hues = new Map<string, string>();
  return {
    paper: get("--paper"), text: get("--text"), soft: get("--soft"), line: get("--line"), lane: get("--lane"), accent: get("--accent"),
    family(name) {
      const hue = HUES[name] ?? "other";
      const known = hues.get(hue) ?? get(`--${hue}`);
      hues.set(hue, known);
      return known;
    },
  };
}

async function graphOf(): Promise<Graph> {
  const inline = byId("data").textContent?.trim();
  if (inline) return JSON.parse(inline) as Graph;
  const answer = await fetch(byId("data").dataset.src ?? "timeline.json");
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return (await answer.json()) as Graph;
}

async function start(): Promise<void> {
  const graph = await graphOf();
  const model = modelOf(graph);
  let state = read();
  if (state.event && !model.byId.has(state.event)) state.event = "";
  const canvas = byId<HTMLCanvasElement>("picture");
  const side = byId("panel");
  let colours = ink();
  let view = { marks: model.marks, links: graph.links } as { marks: Mark[]; links: Link[] };
  let seen: Scene | null = null;
  let transform: ZoomTransform = zoomIdentity;
  let focus: Focus = { event: "", links: new Set(), events: new Set() };
  let waiting = false;

  const focused = (): Focus => {
    const ids = graph.chain;
    const links = state.event
      ? chainOf(model, state.event)
      : new Set(graph.links.filter((l) => !l.denied && ids.some((id, i) => id === l.effect && ids[i + 1] === l.cause)));
    const events = new Set([...links].flatMap((l) => [l.effect, l.cause]));
    if (state.event) events.add(state.event);
    return { event: state.event, links, events };
  };
  const draw = (): void => {
    waiting = false;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const scale = transform.rescaleX(baseScale(model, width));
    seen = sceneOf(model, view.marks, scale, width, height);
    paint(sized(canvas, width, height), seen, view.links, focus, colours);
  };
  const redraw = (): void => {
    if (!waiting) requestAnimationFrame(draw);
    waiting = true;
  };
  const choose = (id: string): void => {
    state.event = id;
    refresh();
    side.scrollTo({ top: 0 });
    if (matchMedia("(max-width: 900px)").matches) side.scrollIntoView({ behavior: "smooth", block: "start" });
  };
  const atlas = atlasOf(model, (place) => {
    state.place = state.place === place ? "" : place;
    showControls();
    refresh();
  });
  const show = async (): Promise<void> => {
    const id = state.event;
    if (!id) {
      story(side, model, choose);
      return;
    }
    const close = (): void => choose("");
    detail(side, model, id, graph.details[id], choose, close);
    if (!graph.details[id] && graph.detailUrl) {
      const answer = await fetch(graph.detailUrl.replace("{id}", encodeURIComponent(id)));
      if (answer.ok) graph.details[id] = (await answer.json()) as Detail;
      if (state.event === id) detail(side, model, id, graph.details[id] ?? { mentions: [], claims: [] }, choose, close);
    }
  };
  const refresh = (): void => {
    view = shown(model, state);
    focus = focused();
    write(state);
    const hidden = model.marks.length - view.marks.length;
    byId("told").textContent = `${view.marks.length} events, ${view.links.length} links${hidden ? `; ${hidden} hidden by the filters` : ""}`;
    table(model, view.marks, view.links, choose);
    void show();
    atlas.draw(view.marks, state.event, focus.events, colours);
    redraw();
  };
  const showControls = controls(model, state, refresh);

  const zoomer = zoom<HTMLCanvasElement, unknown>()
    .scaleExtent([0.5, 2000])
    .on("zoom", (event: { transform: ZoomTransform }) => {
      transform = event.transform;
      [state.from, state.to] = [Math.round(transform.x), Math.round(transform.k * 1000)];
      write(state);
      redraw();
    });
  const picture = select(canvas).call(zoomer).on("dblclick.zoom", null);
  if (state.to) picture.call(zoomer.transform, zoomIdentity.translate(state.from, 0).scale(state.to / 1000));
  const hit = (event: MouseEvent): string => {
    const box = canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const near = (seen?.spots ?? [])
      .map((s) => ({ s, d: Math.hypot(Math.max(s.left - x, 0, x - s.right), s.y - y) - s.r }))
      .filter(({ d }) => d < 6)
      .sort((a, b) => a.d - b.d)[0];
    return near?.s.mark.event.id ?? "";
  };
  canvas.addEventListener("click", (event) => choose(hit(event)));
  canvas.addEventListener("mousemove", (event) => {
    const found = model.byId.get(hit(event))?.event;
    canvas.style.cursor = found ? "pointer" : "grab";
    canvas.title = found ? `${when(found)} — ${found.label}` : "";
  });
  canvas.addEventListener("keydown", (event) => {
    const step = canvas.clientWidth / 8;
    const keys: Record<string, () => void> = {
      ArrowLeft: () => picture.call(zoomer.translateBy, step / transform.k, 0),
      ArrowRight: () => picture.call(zoomer.translateBy, -step / transform.k, 0),
      "+": () => picture.call(zoomer.scaleBy, 1.5),
      "=": () => picture.call(zoomer.scaleBy, 1.5),
      "-": () => picture.call(zoomer.scaleBy, 1 / 1.5),
      "0": () => picture.call(zoomer.transform, zoomIdentity),
      ArrowDown: () => neighbour(1), ArrowUp: () => neighbour(-1), Escape: () => choose(""),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  const neighbour = (by: number): void => {
    const order = [...view.marks].sort((a, b) => (a.from ?? Infinity) - (b.from ?? Infinity) || a.index - b.index);
    const at = order.findIndex((m) => m.event.id === state.event);
    const next = order[(at + by + order.length) % order.length];
    if (next) choose(next.event.id);
  };
  byId("clear").addEventListener("click", () => {
    Object.assign(state, cleared(state));
    picture.call(zoomer.transform, zoomIdentity);
    showControls();
    refresh();
  });
  byId("png").addEventListener("click", () => canvas.toBlob((blob) => blob && download(blob, "timeline.png")));
  byId("svg").addEventListener("click", () => {
    const pen = new SvgPen(canvas.clientWidth, canvas.clientHeight, canvas.getContext("2d")!);
    if (seen) paint(pen, seen, view.links, focus, colours);
    download(new Blob([pen.toString()], { type: "image/svg+xml" }), "timeline.svg");
  });
  byId("print").addEventListener("click", () => print());
  addEventListener("hashchange", () => {
    state = Object.assign(state, cleared(read()), read());
    showControls();
    refresh();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    colours = ink();
    refresh();
  });
  new ResizeObserver(() => {
    redraw();
    atlas.draw(view.marks, state.event, focus.events, colours);
  }).observe(canvas);
  refresh();
  document.documentElement.dataset.ready = "true";
}

start().catch((error: unknown) => {
  byId("told").textContent = `The timeline could not be shown: ${error instanceof Error ? error.message : String(error)}`;
});
