// The drawing: grows around what is opened, moves by mouse, touch and keyboard, hides kinds and relations.
import { edgeOf, nodeOf, styleSheet } from "./looks.js";

const MOST_NODES = 150; // more cannot be told apart; then the drawing begins anew
const NEW_AT_ONCE = 24; // facts drawn around what is opened; the panel names more
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");

export class Drawing {
  // told.open(id), told.edge(fact), told.changed(): what the page does about it
  constructor(cytoscape, box, told) {
    this.box = box;
    this.told = told;
    this.hidden = { kind: new Set(), relation: new Set() };
    this.cy = cytoscape({ container: box, style: styleSheet(), minZoom: 0.25, maxZoom: 2.5, boxSelectionEnabled: false });
    this.cy.on("tap", "node", (event) => told.open(event.target.id()));
    this.cy.on("tap", "edge", (event) => told.edge(event.target.data()));
    this.cy.on("mouseover", "node", (event) => (box.title = event.target.data("name")));
    this.cy.on("mouseout", "node", () => (box.title = ""));
    box.addEventListener("keydown", (event) => this.key(event));
    dark.addEventListener("change", () => this.cy.style(styleSheet()));
  }

  has(id) {
    return this.cy.getElementById(id).nonempty();
  }

  // Adds what a subgraph holds; new things appear beside what they hang on.
  add({ entities, facts }, centre) {
    if (this.cy.nodes().length + entities.length > MOST_NODES) this.clear();
    const fresh = entities.filter((entity) => !this.has(entity.id));
    const at = this.has(centre) ? { ...this.cy.getElementById(centre).position() } : { x: 0, y: 0 };
    const known = this.cy.nodes().length > 0;
    const before = this.cy.nodes();
    this.cy.add(fresh.map((entity, place) => ({ ...nodeOf(entity, this.box.dataset.release), position: this.around(at, entity.id === centre ? -1 : place, fresh.length, known) })));
    this.cy.add(facts.filter((fact) => this.has(fact.head) && this.has(fact.tail) && !this.has(`${fact.head}|${fact.relation}|${fact.tail}`)).map(edgeOf));
    this.filter();
    if (fresh.length) this.settle(before, centre);
    return fresh.length;
  }

  around(at, place, count, known) {
    if (place < 0) return { ...at };
    const outward = known ? Math.atan2(at.y, at.x) : 0; // away from the middle, where there is room
    const angle = known ? outward + (place / Math.max(1, count - 1) - 0.5) * Math.PI : (place / count) * 2 * Math.PI;
    const far = 150 + 40 * (place % 2);
    return { x: at.x + far * Math.cos(angle), y: at.y + far * Math.sin(angle) };
  }

  settle(before, centre) {
    this.layout?.stop();
    this.layout = this.cy.elements().not(".filtered").layout({
      name: "cose", randomize: false, fit: false, animate: calm.matches ? false : "end", animationDuration: 450,
      nodeDimensionsIncludeLabels: true, idealEdgeLength: () => 90, nodeRepulsion: () => 60000, nodeOverlap: 30,
      edgeElasticity: () => 80, gravity: 0.6, numIter: 900, initialTemp: before.length ? 60 : 200, componentSpacing: 80,
    });
    this.layout.one("layoutstop", () => this.fit());
    this.layout.run();
  }

  fit() {
    const shown = this.cy.elements().not(".filtered");
    if (shown.empty()) return;
    this.cy.stop();
    this.cy.resize();
    const fitting = { eles: shown, padding: 28 };
    if (calm.matches) this.cy.fit(shown, 28);
    else this.cy.animate({ fit: fitting, duration: 250 });
    if (this.cy.zoom() > 1.4) this.cy.zoom(1.4);
  }

  select(id) {
    this.cy.elements(":selected").unselect();
    const node = this.cy.getElementById(id);
    node.select();
    return node;
  }

  opened(id) {
    this.cy.getElementById(id).addClass("opened");
  }

  isOpened(id) {
    return this.cy.getElementById(id).hasClass("opened");
  }

  trace(facts) {
    this.cy.elements().removeClass("on-path faded");
    if (!facts) return;
    const edges = this.cy.collection(facts.map((f) => this.cy.getElementById(`${f.head}|${f.relation}|${f.tail}`)[0]).filter(Boolean));
    const path = edges.union(edges.connectedNodes());
    this.cy.elements().not(path).addClass("faded");
    path.addClass("on-path");
  }

  clear() {
    this.cy.elements().remove();
  }

  zoom(factor) {
    const { width, height } = this.box.getBoundingClientRect();
    this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: { x: width / 2, y: height / 2 } });
  }

  // what: "kind" or "relation"
  toggle(what, value) {
    const set = this.hidden[what];
    if (!set.delete(value)) set.add(value);
    this.filter();
    return !set.has(value);
  }

  filter() {
    const { kind, relation } = this.hidden;
    this.cy.batch(() => {
      this.cy.nodes().forEach((node) => void node.toggleClass("filtered", kind.has(node.data("kind")) && !node.selected()));
      this.cy.edges().forEach((edge) => void edge.toggleClass("filtered", relation.has(edge.data("relation")) || edge.connectedNodes(".filtered").nonempty()));
    });
    this.told.changed();
  }

  counts(what) {
    const counts = new Map();
    const all = what === "kind" ? this.cy.nodes() : this.cy.edges();
    all.forEach((one) => void counts.set(one.data(what), { count: (counts.get(one.data(what))?.count ?? 0) + 1, label: one.data("label") }));
    return counts;
  }

  key(event) {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const zoom = { "+": 1.25, "=": 1.25, "-": 0.8 }[event.key];
    const node = this.cy.nodes(":selected")[0];
    if (way) this.move(node, way);
    else if (zoom) this.zoom(zoom);
    else if (event.key === "0") this.fit();
    else if (event.key === "Enter" && node) this.told.open(node.id());
    else return;
    event.preventDefault();
  }

  // To the nearest node in that direction, more than straight ahead counting as farther.
  move(from, [x, y]) {
    const here = from?.position() ?? { x: 0, y: 0 };
    let best = null;
    let least = Infinity;
    this.cy.nodes().not(".filtered").forEach((node) => {
      const there = node.position();
      const ahead = (there.x - here.x) * x + (there.y - here.y) * y;
      const aside = Math.abs((there.x - here.x) * y) + Math.abs((there.y - here.y) * x);
      const far = ahead + 2 * aside;
      if (node !== from && ahead > 1 && far < least) [best, least] = [node, far];
    });
    if (!best) return;
    this.select(best.id());
    this.told.focused(best.data(), best.connectedEdges().length);
    const { x1, y1, x2, y2 } = this.cy.extent();
    const at = best.position();
    if (at.x < x1 || at.x > x2 || at.y < y1 || at.y > y2) this.cy.center(best);
  }
}

export { NEW_AT_ONCE };
