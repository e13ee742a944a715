// The explorer: the drawing, the panel beside it and the address follow one chosen entity.
import { Drawing } from "./drawing.js";
import { entityBox, language } from "./entity-box.js";
import { pathFinder } from "./paths.js";

const box = document.getElementById("drawing");
const panel = document.getElementById("panel");
const kinds = JSON.parse(box.dataset.kinds);
const words = JSON.parse(box.dataset.words);
const first = box.dataset.entity;
const title = document.title;
let latest = 0;

const { default: cytoscape } = await import(box.dataset.library);
const drawing = new Drawing(cytoscape, box, {
  open: (id) => choose(id),
  edge: (fact) => evidence(fact),
  focused: ({ name, kind }, count) => say(filled(words.facts, { label: name, kind: kinds[kind] ?? kind, count })),
  changed: () => legends(),
});
window.daogouDrawing = drawing; // for whoever looks at the page with the browser's own tools
document.querySelector("[data-wait]").remove();

entityBox(document.querySelector("[data-entity-box=open]"), kinds, (entity) => choose(entity.id));
const finder = pathFinder(document.querySelector("[data-paths]"), document.querySelector("[data-path-list]"), kinds, (path, entities) => {
  const known = new Map(entities.map((entity) => [entity.id, entity]));
  path.facts.forEach((fact, i) => {
    const ends = [path.nodes[i], path.nodes[i + 1]].map((id) => known.get(id));
    drawing.add({ entities: ends, facts: [fact] }, path.nodes[i]);
  });
  drawing.trace(path.facts);
  box.scrollIntoView({ block: "nearest", behavior: "smooth" });
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-entity]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  choose(link.dataset.entity);
  if (!panel.contains(link)) document.getElementById("graph-work").scrollIntoView({ behavior: "smooth" });
});
document.querySelector(".drawing-tools").addEventListener("click", (event) => {
  const what = event.target.closest("button")?.dataset.do;
  if (what === "in") drawing.zoom(1.25);
  if (what === "out") drawing.zoom(0.8);
  if (what === "fit") drawing.fit();
  if (what === "fresh") redraw();
});
for (const [what, selector] of [["kind", "[data-legend]"], ["relation", "[data-relations]"]])
  document.querySelector(selector).addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const value = button.dataset.value;
    drawing.toggle(what, value);
    document.querySelector(`${selector} [data-value="${CSS.escape(value)}"]`)?.focus();
  });
addEventListener("popstate", () => choose(new URLSearchParams(location.search).get("entity") ?? first, { remember: false }));
addEventListener("resize", () => drawing.fit());

if (first) await choose(first, { remember: false, panelIsThere: true });

// Shows an entity: draws what hangs on it, lists its facts, and remembers it in the address.
async function choose(id, { remember = true, panelIsThere = false } = {}) {
  const mine = ++latest;
  drawing.trace(null);
  if (drawing.has(id)) drawing.select(id);
  if (remember && new URLSearchParams(location.search).get("entity") !== id)
    history.pushState(null, "", `/graph?${new URLSearchParams({ entity: id })}`);
  try {
    await Promise.all([panelIsThere || fill(id, mine), drawing.isOpened(id) || grow(id)]);
  } catch {
    return say(words.failed);
  }
  if (mine !== latest) return; // a later choice has overtaken this one
  const node = drawing.select(id);
  drawing.filter();
  finder.from({ id, label: node.data("name") ?? id });
  say(filled(words.facts, { label: node.data("name"), kind: kinds[node.data("kind")] ?? "", count: node.connectedEdges().length }));
  switches();
}

async function fill(id, mine) {
  panel.setAttribute("aria-busy", "true");
  const answer = await fetch(`/graph?${new URLSearchParams({ entity: id, part: "panel", lang: language })}`);
  const text = await answer.text();
  panel.removeAttribute("aria-busy");
  if (!answer.ok) throw new Error(answer.statusText);
  if (mine !== latest) return;
  panel.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
  panel.scrollTop = 0;
  document.title = [panel.querySelector("#panel-title")?.textContent, ...title.split(" – ").slice(-2)].join(" – ");
}

async function grow(id) {
  const asked = new URLSearchParams({ entity: id, limit: drawing.room(), language });
  const answer = await fetch(`/v1/graph/subgraph?${asked}`);
  if (!answer.ok) throw new Error(answer.statusText);
  const found = await answer.json();
  if (!drawing.add(found, id)) say(words.nothing_new);
  drawing.opened(id);
}

async function redraw() {
  const id = new URLSearchParams(location.search).get("entity") ?? first;
  drawing.clear();
  await grow(id);
  drawing.select(id);
}

// A fact's evidence in the panel.
async function evidence({ source, relation, target }) {
  const asked = new URLSearchParams({ head: source, relation, tail: target });
  const answer = await fetch(`/graph/fact?${asked}`);
  if (!answer.ok) return say(words.failed);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  panel.replaceChildren(page.querySelector(".fact-page"));
  panel.scrollTop = 0;
  const last = panel.querySelector(".button");
  last.dataset.entity = source;
}

function legends() {
  for (const [what, selector] of [["kind", "[data-legend]"], ["relation", "[data-relations]"]]) {
    const counts = [...drawing.counts(what)].sort((a, b) => b[1].count - a[1].count);
    document.querySelector(selector).replaceChildren(...counts.map(([value, { count, label }]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.value = value;
      button.setAttribute("aria-pressed", String(!drawing.hidden[what].has(value)));
      if (what === "kind") {
        const dot = document.createElement("span");
        dot.className = `kind-dot kind-${value}`;
        button.append(dot);
      }
      const number = Object.assign(document.createElement("span"), { className: "quiet", textContent: ` ${count}` });
      button.append(what === "kind" ? kinds[value] ?? value : label, number);
      return button;
    }));
  }
}

function switches() {
  for (const link of document.querySelectorAll(".languages a")) {
    const there = new URL(location.href);
    there.searchParams.set("lang", link.lang.slice(0, 2));
    link.href = there.search;
  }
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function say(text) {
  document.getElementById("announce").textContent = text;
}
