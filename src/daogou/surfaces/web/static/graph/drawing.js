// The drawing: grows around what is opened, moves by mouse, touch and keyboard, hides kinds and relations.
import { edgeId, edgeOf, nodeOf, sizeOf, styleSheet } from "./looks.js";
import { places } from "./placing.js";

const MOST_NODES = 150; // more cannot be told apart; then the drawing begins anew
const EDGE = 26; // pixels left free around the drawing
const AROUND_FIRST = 30; // facts drawn around what is begun with; the panel names more
const AROUND_NEXT = 14;
const NARROW = 0.6; // of that many where the drawing is as narrow as a phone
const PHONE_PX = 500;
const MOST_NAMED = 30; // lines; where there are more their names would lie on one another
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");

export class Drawing {
  // told.open(id), told.edge(fact), told.changed(): what the page does about it
  constructor(cytoscape, box, told) {
    this.box = box;
    this.told = told;
    this.hidden = { kind: new Set(["size"]), relation: new Set() }; // sizes say little and are many
    this.spots = new Map(); // where nodes are, or are on their way to
    this.cy = cytoscape({ container: box, style: styleSheet(), minZoom: 0.25, maxZoom: 2.5, boxSelectionEnabled: false });
    this.cy.on("tap", "node", (event) => told.open(event.target.id()));
    this.cy.on("tap", "edge", (event) => told.edge(event.target.data()));
    this.cy.on("dragfree", "node", (event) => this.spots.set(event.target.id(), { ...event.target.position() }));
    this.cy.on("mouseover", "node", (event) => (box.title = event.target.data("name")));
    this.cy.on("mouseout", "node", () => (box.title = ""));
    this.cy.on("mouseover mouseout", (event) => this.name(event.type === "mouseover" ? event.target : null));
    this.cy.on("select unselect", () => this.name());
    box.addEventListener("keydown", (event) => this.key(event));
    dark.addEventListener("change", () => this.cy.style(styleSheet()));
  }

  has(id) {
    return this.cy.getElementById(id).nonempty();
  }

  // Adds what a subgraph holds; new things appear beside what they hang on, those of one kind beside each other.
  add({ entities, facts }, centre) {
    if (this.cy.nodes().length + entities.length > MOST_NODES) this.clear();
    const fresh = entities.filter((entity) => !this.has(entity.id));
    const root = fresh.find((entity) => entity.id === centre);
    if (root) this.cy.add({ ...nodeOf(root, this.box.dataset.release), position: this.aside() });
    this.place(fresh.filter((entity) => entity !== root), centre);
    for (const fact of facts) {
      const ends = this.has(fact.head) && this.has(fact.tail);
      const reverse = { ...fact, head: fact.tail, tail: fact.head }; // what is mutual is one line
      if (ends && !this.has(edgeId(fact)) && !this.has(edgeId(reverse))) this.cy.add(edgeOf(fact));
    }
    this.filter();
    if (fresh.length) this.fit();
    return fresh.length;
  }

  place(fresh, centre) {
    const sorted = [...fresh].sort((a, b) => order(a).localeCompare(order(b)));
    const nodes = sorted.map((entity) => nodeOf(entity, this.box.dataset.release));
    const isHidden = (node) => this.hidden.kind.has(node.data.kind);
    const shown = nodes.filter((node) => !isHidden(node)); // what is hidden may lie under others till it is shown
    const taken = this.cy.nodes().not(".filtered").map((node) => ({ ...node.position(), ...sizeOf(node.data()) }));
    const at = this.cy.getElementById(centre).position();
    const spots = new Map();
    for (const some of [shown, nodes.filter(isHidden)]) {
      const found = places(some.map((node) => sizeOf(node.data)), at, taken, this.wide());
      some.forEach((node, i) => {
        spots.set(node, found[i]);
        taken.push({ ...found[i], ...sizeOf(node.data) });
      });
    }
    this.cy.add(nodes.map((node) => ({ ...node, position: { ...at } })));
    for (const [node, position] of spots) {
      const drawn = this.cy.getElementById(node.data.id);
      if (calm.matches) drawn.position(position);
      else drawn.animate({ position, duration: 350, easing: "ease-out-cubic" });
      this.spots.set(node.data.id, position);
    }
  }

  // Labels are wider than high, so that a square drawing still spreads sideways.
  wide() {
    return Math.min(1.5, Math.max(0.75, (1.1 * this.box.clientWidth) / this.box.clientHeight));
  }

  // Where something new begins that hangs on nothing that is there: below it all.
  aside() {
    if (this.cy.nodes().empty()) return { x: 0, y: 0 };
    const { x1, x2, y2 } = this.cy.nodes().boundingBox();
    return { x: (x1 + x2) / 2, y: y2 + 260 };
  }

  fit() {
    const shown = this.cy.nodes().not(".filtered");
    if (shown.empty()) return;
    this.cy.stop();
    this.cy.resize();
    const boxes = shown.map((node) => ({ ...(this.spots.get(node.id()) ?? node.position()), ...sizeOf(node.data()) }));
    const [left, right] = [Math.min(...boxes.map((b) => b.x - b.width / 2)), Math.max(...boxes.map((b) => b.x + b.width / 2))];
    const [top, bottom] = [Math.min(...boxes.map((b) => b.y - b.height / 2)), Math.max(...boxes.map((b) => b.y + b.height / 2))];
    const zoom = Math.min(1.3, (this.cy.width() - 2 * EDGE) / (right - left), (this.cy.height() - 2 * EDGE) / (bottom - top));
    const pan = { x: this.cy.width() / 2 - (zoom * (left + right)) / 2, y: this.cy.height() / 2 - (zoom * (top + bottom)) / 2 };
    if (calm.matches) this.cy.viewport({ zoom, pan });
    else this.cy.animate({ zoom, pan, duration: 350, easing: "ease-out-cubic" });
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
    const either = (f) => this.cy.getElementById(edgeId(f))[0] ?? this.cy.getElementById(edgeId({ ...f, head: f.tail, tail: f.head }))[0];
    const edges = this.cy.collection(facts.map(either).filter(Boolean));
    const path = edges.union(edges.connectedNodes());
    this.cy.elements().not(path).addClass("faded");
    path.addClass("on-path");
  }

  // How many facts to ask for.
  room() {
    const most = this.cy.nodes().empty() ? AROUND_FIRST : AROUND_NEXT;
    return Math.round(this.box.clientWidth < PHONE_PX ? NARROW * most : most);
  }

  clear() {
    this.cy.elements().remove();
    this.spots.clear();
  }

  zoom(factor) {
    this.cy.stop(); // whoever zooms has seen enough of the fitting
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
    this.name();
    this.told.changed();
  }

  // Lines carry their names; among many only those at what is pointed at or selected do.
  name(pointed = null) {
    const lines = this.cy.edges().not(".filtered");
    const chosen = this.cy.elements(":selected").union(pointed && pointed !== this.cy ? pointed : this.cy.collection());
    const near = chosen.union(chosen.connectedEdges());
    const isCrowded = lines.length > MOST_NAMED;
    this.cy.batch(() => lines.forEach((line) => void line.toggleClass("unnamed", isCrowded && !near.contains(line))));
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
    const place = (node) => this.spots.get(node.id()) ?? node.position(); // also of what is still on its way
    const here = from ? place(from) : { x: 0, y: 0 };
    let best = null;
    let least = Infinity;
    this.cy.nodes().not(".filtered").forEach((node) => {
      const there = place(node);
      const ahead = (there.x - here.x) * x + (there.y - here.y) * y;
      const aside = Math.abs((there.x - here.x) * y) + Math.abs((there.y - here.y) * x);
      const far = ahead + 2 * aside;
      if (node !== from && ahead > 1 && far < least) [best, least] = [node, far];
    });
    if (!best) return;
    this.select(best.id());
    this.told.focused(best.data(), best.connectedEdges().length);
    const { x1, y1, x2, y2 } = this.cy.extent();
    const at = place(best);
    if (at.x < x1 || at.x > x2 || at.y < y1 || at.y > y2) this.cy.center(best);
  }
}

// A product and its like lie together, then kind by kind.
function order(entity) {
  return `${entity.kind === "product" ? 0 : 1}${entity.kind} ${entity.label}`;
}
