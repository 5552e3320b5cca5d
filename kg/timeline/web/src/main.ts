// The page wakes up: data in, picture out, and every choice goes through one `State`.
// Hard: mouse, touch and keyboard must all reach the same few acts, and drawing must wait for the next frame.
import { type Camera, camera as cameraOf, opening } from "./camera";
import type { Mark, Model, Packed, Place } from "./data";
import { chainOf, dated, isoDay, model as modelOf, when } from "./data";
import { byId } from "./dom";
import { type View, controls, shown } from "./filters";
import { CELL, type Scene, scene as sceneOf } from "./layout";
import { atlasOf, sized } from "./map";
import { paint } from "./paint";
import { detail, story } from "./panel";
import { type Focus, ink } from "./pen";
import { SvgPen, download } from "./save";
import { type State, cleared, read, write } from "./state";
import { table } from "./table";

const NARROW = matchMedia("(max-width: 900px)");

async function packed(): Promise<Packed> {
  const holder = byId("data");
  const inline = holder.textContent?.trim();
  if (inline) {
    holder.textContent = "";
    return JSON.parse(inline) as Packed;
  }
  const answer = await fetch(holder.dataset.src ?? "timeline.json");
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return (await answer.json()) as Packed;
}

class Page {
  private readonly canvas = byId<HTMLCanvasElement>("picture");
  private readonly side = byId("panel");
  private readonly state: State = read();
  private readonly camera: Camera;
  private readonly atlas = atlasOf((place) => this.filterPlace(place));
  private readonly showControls: () => void;
  private colours = ink();
  private view: View;
  private seen: Scene | null = null;
  private focus: Focus = { event: null, links: new Set(), marks: new Set() };
  private frame = 0;
  private telling = 0;
  private undrawn = 0;

  constructor(private readonly model: Model) {
    this.view = { marks: model.marks, links: model.links };
    if (!model.byId.has(this.state.event)) this.state.event = "";
    this.camera = cameraOf(this.canvas, model, (byHand) => this.moved(byHand));
    this.showControls = controls(model, this.state, () => this.refresh());
    this.refresh();
    this.goTo();
    this.listen();
  }

  /** Show the days that the address names, or those of the chain. */
  private goTo(): void {
    const { from, to } = this.state;
    const asked = from && to ? [Date.parse(from), Date.parse(to)] as [number, number] : null;
    this.camera.show(asked && asked[1] > asked[0] ? asked : this.state.event ? this.camera.all : opening(this.model));
  }

  private moved(byHand: boolean): void {
    const [from, to] = this.camera.days();
    const whole = from <= this.camera.all[0] && to >= this.camera.all[1];
    if (byHand) [this.state.from, this.state.to] = whole ? ["", ""] : [minute(from), minute(to)];
    if (byHand) write(this.state);
    this.redraw();
    this.tell();
  }

  private redraw(): void {
    this.frame ||= requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    this.frame = 0;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    this.seen = sceneOf(this.model, this.view.marks, this.focus.marks, this.camera.scale(), width, height);
    this.undrawn = paint(sized(this.canvas, width, height), this.seen, this.view.links, this.focus, this.colours);
  }

  /** Say what is seen and what is not, once the picture has come to rest. */
  private tell(): void {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => {
      const [from, to] = this.camera.days();
      const { marks, links } = this.view;
      const outside = marks.filter((m) => dated(m) && (m.to <= from || m.from >= to)).length;
      const hidden = this.model.marks.length - marks.length;
      const parts = [`${number(marks.length)} event${marks.length === 1 ? "" : "s"}, ${number(links.length)} link${links.length === 1 ? "" : "s"}`];
      if (outside) parts.push(`${number(outside)} outside the days in view`);
      if (hidden) parts.push(`${number(hidden)} hidden by the filters`);
      if (this.seen?.heaps.length) parts.push("too dense for marks: bars count events, red what was retaliation; zoom in");
      if (this.undrawn) parts.push(`${number(this.undrawn)} of the less sure links not drawn; zoom in`);
      byId("told").textContent = parts.join(" · ");
    }, 120);
  }

  private focused(): Focus {
    const event = this.model.byId.get(this.state.event) ?? null;
    const links = event ? chainOf(event) : new Set(this.model.chain);
    const marks = new Set([...links].flatMap((l) => [l.effect, l.cause]));
    if (event) marks.add(event);
    return { event, links, marks };
  }

  private refresh(): void {
    this.view = shown(this.model, this.state);
    this.focus = this.focused();
    write(this.state);
    table(this.model, this.view, (mark) => this.choose(mark));
    const choose = (mark: Mark | null): void => this.choose(mark);
    if (this.focus.event) detail(this.side, this.model, this.focus.event, choose);
    else story(this.side, this.model, choose);
    this.drawMap();
    this.redraw();
    this.tell();
  }

  private drawMap(): void {
    this.atlas.draw(this.view.marks, this.focus.event, this.focus.marks, this.colours);
  }

  private choose(mark: Mark | null): void {
    this.state.event = mark?.id ?? "";
    const elsewhere = document.activeElement !== this.canvas;
    if (mark && dated(mark)) {
      const [from, to] = this.camera.days();
      const [middle, half] = [(mark.from + mark.to) / 2, (to - from) / 2];
      if (mark.to < from || mark.from > to) this.camera.show([middle - half, middle + half]);
    }
    this.refresh();
    this.side.scrollTop = 0;
    if (elsewhere) this.side.querySelector("h2")?.focus({ preventScroll: true });
    if (NARROW.matches) this.side.scrollIntoView({ block: "start" });
  }

  private filterPlace({ name, spot }: Place): void {
    const again = this.model.places.some((p) => p.name === this.state.place && p.spot === spot);
    this.state.place = again ? "" : name;
    this.showControls();
    this.refresh();
  }

  private hit(event: MouseEvent): { mark?: Mark; heap?: { count: number; x: number } } {
    const box = this.canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    let [near, least] = [undefined as Mark | undefined, 7];
    for (const s of this.seen?.spots ?? []) {
      const d = Math.min(Math.hypot(s.x - x, s.y - y) - s.r, Math.hypot(Math.max(s.left - x, 0, x - s.right), s.y - y));
      if (d < least) [near, least] = [s.mark, d];
    }
    if (near) return { mark: near };
    const lane = this.seen?.lanes.find((l) => y >= l.top && y < l.top + l.height);
    const heap = lane && this.seen?.heaps.find((h) => x >= h.x && x < h.x + CELL && h.bottom === lane.top + lane.height);
    return heap ? { heap: { count: heap.count, x } } : {};
  }

  private neighbour(by: number): void {
    const order = this.view.marks;
    const at = order.findIndex((m) => m === this.focus.event);
    const next = order[(at + by + order.length) % order.length];
    if (next) this.choose(next);
  }

  private all(): void {
    [this.state.from, this.state.to] = ["", ""];
    this.camera.show(this.camera.all);
    write(this.state);
  }

  private listen(): void {
    const { canvas } = this;
    canvas.addEventListener("click", (event) => {
      const { mark, heap } = this.hit(event);
      if (heap) this.camera.zoom(4, heap.x);
      else if (mark || this.focus.event) this.choose(mark ?? null);
    });
    canvas.addEventListener("mousemove", (event) => {
      if (event.buttons) return;
      const { mark, heap } = this.hit(event);
      canvas.style.cursor = mark || heap ? "pointer" : "grab";
      canvas.title = mark ? `${when(mark)} — ${mark.label}` : heap ? `${heap.count} events` : "";
    });
    const keys: Record<string, () => void> = {
      ArrowLeft: () => this.camera.pan(-0.12), ArrowRight: () => this.camera.pan(0.12),
      "+": () => this.camera.zoom(1.5), "=": () => this.camera.zoom(1.5), "-": () => this.camera.zoom(1 / 1.5), "0": () => this.all(),
      ArrowDown: () => this.neighbour(1), ArrowUp: () => this.neighbour(-1), Escape: () => this.choose(null),
      Enter: () => this.side.querySelector("h2")?.focus(),
    };
    canvas.addEventListener("keydown", (event) => {
      const act = keys[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      act();
    });
    this.buttons();
    this.surroundings();
  }

  private buttons(): void {
    const acts: Record<string, () => void> = {
      clear: () => {
        Object.assign(this.state, cleared(this.state));
        this.showControls();
        this.refresh();
        this.all();
      },
      nearer: () => this.camera.zoom(1.6), farther: () => this.camera.zoom(1 / 1.6), all: () => this.all(),
      png: () => this.savePng(), svg: () => this.saveSvg(), print: () => print(),
    };
    for (const [id, act] of Object.entries(acts)) byId(id).addEventListener("click", act);
  }

  private savePng(): void {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const copy = document.createElement("canvas");
    if (this.seen) paint(sized(copy, width, height, 2), this.seen, this.view.links, this.focus, this.colours);
    copy.toBlob((blob) => blob && download(blob, "timeline.png"));
  }

  private saveSvg(): void {
    const pen = new SvgPen(this.canvas.clientWidth, this.canvas.clientHeight, this.canvas.getContext("2d")!);
    if (this.seen) paint(pen, this.seen, this.view.links, this.focus, this.colours);
    download(new Blob([pen.toString()], { type: "image/svg+xml" }), "timeline.svg");
  }

  /** What happens around the page: another address, other colours, another width, paper. */
  private surroundings(): void {
    addEventListener("hashchange", () => {
      Object.assign(this.state, read());
      this.showControls();
      this.refresh();
      this.goTo();
    });
    const recolour = (): void => {
      this.colours = ink();
      this.drawMap();
      this.draw();
    };
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
    for (const [event, on] of [["beforeprint", true], ["afterprint", false]] as const) {
      addEventListener(event, () => {
        document.documentElement.toggleAttribute("data-print", on);
        byId<HTMLDetailsElement>("list").open = on;
        recolour();
      });
    }
    new ResizeObserver(() => {
      this.camera.fit();
      this.drawMap();
    }).observe(this.canvas);
  }
}

const number = (n: number): string => n.toLocaleString("en");
const minute = (time: number): string => `${isoDay(time)}T${new Date(time).toISOString().slice(11, 16)}Z`;

async function start(): Promise<void> {
  const filters = byId<HTMLDetailsElement>("filters");
  filters.open = !NARROW.matches;
  new Page(modelOf(await packed()));
  document.documentElement.dataset.ready = "true";
}

start().catch((error: unknown) => {
  byId("told").textContent = `The timeline could not be shown: ${error instanceof Error ? error.message : String(error)}`;
});
