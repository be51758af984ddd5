// The page of the diagram panel: shows the picture, zooms, pans, finds, and reports clicks.

import { blockAt, centre, fit, pan, zoom, type Box, type View } from "./view";

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

interface Block {
  file: string;
  line: number;
  name: string;
  group: SVGGraphicsElement;
}

interface FromEditor {
  svg?: string;
  problem?: string;
  cursor?: { file: string; line: number };
}

const editor = acquireVsCodeApi();
const holder = element<HTMLElement>("view");
const find = element<HTMLInputElement>("find");
let svg: SVGSVGElement | undefined;
let drawing: Box = { x: 0, y: 0, width: 1, height: 1 };
let blocks: Block[] = [];
let view: View | undefined;
let cursor: FromEditor["cursor"];
let hit = 0;

window.addEventListener("message", ({ data }: MessageEvent<FromEditor>) => {
  element("note").textContent = data.problem ?? "";
  if (data.svg !== undefined) {
    show(data.svg);
  }
  cursor = data.cursor ?? cursor;
  mark();
});

function show(text: string): void {
  const root = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  if (!(root instanceof SVGSVGElement)) {
    element("note").textContent = "The server's picture cannot be read.";
    return;
  }
  svg = document.importNode(root, true);
  const [x = 0, y = 0, width = 1, height = 1] = (svg.getAttribute("viewBox") ?? "").split(/[\s,]+/).map(Number);
  drawing = { x, y, width, height };
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  holder.replaceChildren(svg);
  blocks = [...svg.querySelectorAll<SVGGraphicsElement>("[data-line]")].map((group) => ({
    file: group.dataset["file"] ?? "",
    line: Number(group.dataset["line"]),
    name: group.dataset["name"] ?? group.querySelector("text")?.textContent?.trim() ?? "",
    group,
  }));
  view ??= fit(drawing, window_());
  place(view);
}

function place(next: View): void {
  view = next;
  const { width, height } = window_();
  svg?.setAttribute("viewBox", `${next.x} ${next.y} ${width / next.scale} ${height / next.scale}`);
}

/** Both marks are found anew, because a new picture has new groups. */
function mark(): void {
  const current = cursor && blockAt(blocks, cursor.file, cursor.line);
  const wanted = find.value.trim().toLowerCase();
  for (const block of blocks) {
    block.group.classList.toggle("current", block === current);
    block.group.classList.toggle("found", wanted !== "" && block.name.toLowerCase().includes(wanted));
  }
}

function showHit(next: number): void {
  mark();
  const found = blocks.filter(({ group }) => group.classList.contains("found"));
  hit = found.length === 0 ? 0 : next % found.length;
  const block = found[hit];
  if (block !== undefined && svg !== undefined && view !== undefined) {
    // In coordinates of the drawing, whatever transforms the groups carry.
    const { left, top, width, height } = block.group.getBoundingClientRect();
    const { x, y, scale } = view;
    const box = { x: x + left / scale, y: y + top / scale, width: width / scale, height: height / scale };
    place(centre(box, window_(), Math.max(scale, 0.7)));
  }
}

function window_() {
  return { width: holder.clientWidth || 1, height: holder.clientHeight || 1 };
}

function element<Kind extends HTMLElement>(id: string): Kind {
  return document.getElementById(id) as Kind;
}

let pressed: { x: number; y: number; moved: boolean } | undefined;

holder.addEventListener("pointerdown", ({ clientX, clientY, button }) => {
  pressed = button === 0 ? { x: clientX, y: clientY, moved: false } : undefined;
});

window.addEventListener("pointermove", ({ clientX, clientY }) => {
  if (pressed === undefined || view === undefined) {
    return;
  }
  const [left, top] = [clientX - pressed.x, clientY - pressed.y];
  // A hand trembles; a click that moves a little is still a click.
  if (pressed.moved || Math.hypot(left, top) > 4) {
    place(pan(view, left, top));
    pressed = { x: clientX, y: clientY, moved: true };
  }
});

window.addEventListener("pointerup", ({ target }) => {
  const clicked = pressed !== undefined && !pressed.moved && target instanceof Element && target.closest("[data-line]");
  const block = blocks.find(({ group }) => group === clicked);
  pressed = undefined;
  if (block !== undefined) {
    editor.postMessage({ open: { file: block.file, line: block.line } });
  }
});

holder.addEventListener(
  "wheel",
  (event) => {
    event.preventDefault();
    if (view !== undefined) {
      place(zoom(view, event.clientX, event.clientY, Math.exp(-event.deltaY / 400)));
    }
  },
  { passive: false },
);

window.addEventListener("resize", () => view && place(view));
element("fit").addEventListener("click", () => place(fit(drawing, window_())));
element("save").addEventListener("click", () => editor.postMessage({ save: true }));
find.addEventListener("input", () => showHit(0));
find.addEventListener("keydown", ({ key }) => key === "Enter" && showHit(hit + 1));

editor.postMessage({ ready: true });
