// How nodes and edges look: colours come from the style sheet, sizes from the labels.
const FONT = 12;
const CHINESE = /[\u3400-\u9fff]/; // has no spaces to break lines at
const pen = document.createElement("canvas").getContext("2d");
pen.font = `600 ${FONT}px system-ui, sans-serif`;

const widthOf = (text) => pen.measureText(text).width;

// Cut at so many pixels, with an ellipsis.
function fitted(text, most) {
  if (widthOf(text) <= most) return text;
  let end = text.length;
  while (end > 1 && widthOf(`${text.slice(0, end)}…`) > most) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
}

export function nodeOf(entity, release) {
  const isPictured = Boolean(entity.picture);
  const label = fitted(entity.label, isPictured ? 190 : 150); // two lines under a picture, one in a pill
  const swatch = entity.kind === "colour" ? swatchOf(entity.id.slice(entity.id.indexOf(":") + 1)) : "";
  const picture = isPictured ? `${entity.picture}?${new URLSearchParams({ width: 160, v: release })}` : "";
  return {
    group: "nodes",
    data: { id: entity.id, kind: entity.kind, name: entity.label, label, picture, swatch, width: widthOf(label) + 24 },
    classes: [isPictured ? "pictured" : "pill", swatch && "coloured"].filter(Boolean),
  };
}

// The box that a node's shape and label fill.
export function sizeOf({ picture, width }) {
  return picture ? { width: 112, height: 118 } : { width, height: 28 };
}

export const edgeId = (fact) => `${fact.head}|${fact.relation}|${fact.tail}`;

export function edgeOf(fact) {
  return {
    group: "edges",
    data: {
      id: edgeId(fact),
      source: fact.head,
      target: fact.tail,
      relation: fact.relation,
      label: fact.label,
      confidence: fact.confidence,
    },
    classes: fact.confidence < 0.7 ? ["unsure"] : [],
  };
}

// The style sheet knows how colours look; a gradient (multicoloured) has no one colour.
function swatchOf(key) {
  const probe = document.createElement("span");
  probe.className = "swatch";
  probe.dataset.colour = key;
  probe.hidden = true;
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const colour = style.backgroundImage === "none" ? style.backgroundColor : "";
  probe.remove();
  return colour;
}

export function kindColour(kind) {
  const probe = document.createElement("span");
  probe.className = `kind-${kind}`;
  probe.hidden = true;
  document.body.append(probe);
  const colour = getComputedStyle(probe).getPropertyValue("--kind").trim();
  probe.remove();
  return colour || "#6b6b6b";
}

function isLight(colour) {
  const [r, g, b] = colour.match(/[\d.]+/g).map(Number);
  return 0.299 * r + 0.587 * g + 0.114 * b > 150;
}

export function styleSheet() {
  const root = getComputedStyle(document.documentElement);
  const colour = (name) => root.getPropertyValue(name).trim();
  const sans = 'system-ui, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
  return [
    { selector: "node", style: { label: "data(label)", "font-family": sans, "font-size": FONT, "font-weight": 600, "overlay-opacity": 0 } },
    {
      selector: "node.pill",
      style: {
        shape: "round-rectangle", "corner-radius": 14, width: "data(width)", height: 28,
        "background-color": (node) => kindColour(node.data("kind")), color: "#fff",
        "text-valign": "center", "text-halign": "center", "border-width": 2, "border-color": colour("--card"),
      },
    },
    {
      selector: "node.coloured",
      style: {
        "background-color": "data(swatch)",
        color: (node) => (isLight(node.data("swatch")) ? "#221e1a" : "#fff"),
        "border-color": (node) => kindColour(node.data("kind")),
      },
    },
    {
      selector: "node.pictured",
      style: {
        shape: "round-rectangle", "corner-radius": 10, width: 62, height: 76, "background-color": colour("--mount"),
        "background-image": "data(picture)", "background-fit": "contain", "border-width": 1.5, "border-color": colour("--line"),
        "text-valign": "bottom", "text-margin-y": 5, "text-wrap": "wrap", "text-max-width": 108, "text-overflow-wrap": (node) => (CHINESE.test(node.data("label")) ? "anywhere" : "whitespace"), "font-weight": 500,
        "font-size": 11, color: colour("--ink"), "text-background-color": colour("--card"), "text-background-opacity": 0.85, "text-background-padding": 2,
      },
    },
    { selector: "node:selected", style: { "border-width": 4, "border-color": colour("--seal") } },
    { selector: "node.opened.pictured", style: { "border-color": colour("--quiet") } },
    {
      selector: "edge",
      style: {
        width: (edge) => 1 + 1.2 * edge.data("confidence"), "line-color": colour("--edge-line"), "curve-style": "bezier",
        "target-arrow-shape": "triangle", "target-arrow-color": colour("--edge-line"), "arrow-scale": 0.7,
        label: "data(label)", "font-family": sans, "font-size": 9.5, color: colour("--quiet"), "text-rotation": "autorotate",
        "text-background-color": colour("--card"), "text-background-opacity": 0.9, "text-background-padding": 2, "min-zoomed-font-size": 7, "overlay-opacity": 0,
      },
    },
    { selector: "edge.unnamed", style: { label: "" } },
    { selector: "edge.on-path", style: { label: "data(label)" } },
    { selector: "edge.unsure", style: { "line-style": "dashed" } },
    { selector: "edge:selected, edge.on-path", style: { "line-color": colour("--seal"), "target-arrow-color": colour("--seal"), width: 3, color: colour("--seal") } },
    { selector: "node.on-path", style: { "border-width": 4, "border-color": colour("--seal") } },
    { selector: ".faded", style: { opacity: 0.25 } },
    { selector: ".filtered", style: { display: "none" } },
  ];
}
