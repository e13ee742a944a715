// What the shopper's photo shows, drawn over it, and answers to questions about it.
const language = document.documentElement.lang.slice(0, 2);
const PHONE_PX = 640;
const IN_SHORT = 3; // labels beside the title
const LIKELY = 0.5; // less is more often wrong than right
let shown = null; // the panel: results are swapped while the photo and what was asked about it stay

prepare();
// results.js replaces the page's content while filters change
new MutationObserver(prepare).observe(document.getElementById("main"), { childList: true });

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-ask]")) return;
  event.preventDefault();
  const field = event.target.elements.question;
  if (field.value.trim()) ask(panelOf(event.target), field.value.trim()).then(() => (field.value = ""));
});
document.addEventListener("click", (event) => {
  const sample = event.target.closest("[data-sample]");
  if (sample) ask(panelOf(sample), sample.textContent);
});

const wordsOf = (panel) => JSON.parse(panel.dataset.words);

function panelOf(element) {
  return element.closest("[data-seen]");
}

async function prepare() {
  const panel = document.querySelector("[data-seen]");
  if (!panel || panel === shown) return;
  if (shown?.dataset.photo === panel.dataset.photo) return void panel.replaceWith(shown);
  shown = panel;
  panel.open = innerWidth > PHONE_PX; // there the results come first
  try {
    show(panel, await sent("/v1/annotate", { photo: panel.dataset.photo, language }));
  } catch {
    panel.querySelector("[data-labels]").replaceChildren(paragraph(wordsOf(panel).failed));
  }
}

function show(panel, { region, labels }) {
  const [left, top, right, bottom] = region.box;
  const box = panel.querySelector("[data-box]");
  Object.assign(box.style, { left: `${100 * left}%`, top: `${100 * top}%`, width: `${100 * (right - left)}%`, height: `${100 * (bottom - top)}%` });
  box.hidden = false;
  const words = wordsOf(panel);
  const kinds = [...new Set(labels.map((label) => label.kind))].map((kind) => labels.filter((label) => label.kind === kind));
  panel.querySelector("[data-short]").textContent = labels.filter((one) => one.confidence >= LIKELY).slice(0, IN_SHORT).map((one) => one.label).join(" · ");
  const isLikely = (of) => of[0].confidence >= LIKELY;
  const likely = kinds.filter(isLikely).map((of) => row(of.filter((one) => one.confidence >= LIKELY), words));
  const unsure = kinds.filter((of) => !isLikely(of)).map((of) => row(of.slice(0, 1), words));
  panel.querySelector("[data-labels]").replaceChildren(...(likely.length ? likely : [paragraph(words.none)]));
  panel.querySelector("[data-unsure]").hidden = !unsure.length;
  panel.querySelector("[data-unsure] dl").replaceChildren(...unsure);
}

// One kind's labels: their names, and why the first of them.
function row(labels, words) {
  const group = made("div", "seen-label");
  const value = document.createElement("dd");
  for (const label of labels) {
    const link = made("a", "", label.label);
    link.href = `/graph?${new URLSearchParams({ entity: label.entity })}`;
    const each = document.createElement("span");
    each.append(link, " ", sure(label.confidence, words));
    value.append(each);
  }
  const name = made("dt", "", labels[0].kind_label);
  group.append(name, value);
  if (labels[0].because.length) {
    const [button, list] = reasons(labels[0].because, words, "?");
    const why = made("dd", "seen-why");
    why.append(list);
    name.append(" ", button);
    group.append(why);
  }
  return group;
}

async function ask(panel, question) {
  const words = wordsOf(panel);
  const item = document.createElement("li");
  const answer = made("p", "answer", words.wait);
  item.append(made("p", "question", question), answer);
  panel.querySelector("[data-answers]").prepend(item);
  try {
    const reply = await sent("/v1/ask", { photo: panel.dataset.photo, question, language });
    answer.textContent = reply.answer;
    item.classList.toggle("is-refused", Boolean(reply.refused));
    if (!reply.refused) answer.append(" ", sure(reply.confidence, words));
    if (reply.because.length) item.append(...reasons(reply.because, words, words.why));
  } catch {
    answer.textContent = words.failed;
  }
}

async function sent(address, body) {
  const answer = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

// A button and the list that it unfolds.
function reasons(because, words, text) {
  const list = made("ul", "reasons");
  list.hidden = true;
  list.append(...because.map((one) => reason(one, words)));
  const button = made("button", "why-seen", text);
  button.type = "button";
  button.title = words.why;
  button.setAttribute("aria-label", words.why);
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => {
    list.hidden = !list.hidden;
    button.setAttribute("aria-expanded", String(!list.hidden));
  });
  return [button, list];
}

function reason({ kind, what, weight, picture, page }, words) {
  const item = document.createElement("li");
  const text = (words[kind] ?? "{what}").replace("{what}", what);
  const sureness = made("small", "quiet", weight <= 1 ? ` ${Math.round(100 * weight)}%` : "");
  if (!page) return item.append(text, sureness), item;
  const link = document.createElement("a");
  link.href = page;
  if (picture) link.append(Object.assign(document.createElement("img"), { src: `${picture}?width=160`, alt: "" }));
  link.append(text, sureness);
  item.append(link);
  return item;
}

function sure(confidence, words) {
  const small = made("small", "quiet", `${Math.max(1, Math.floor(100 * confidence))}%`);
  small.title = words.sure.trim();
  return small;
}

function paragraph(text) {
  return made("p", "quiet", text);
}

function made(tag, className, text = "") {
  return Object.assign(document.createElement(tag), { className, textContent: text });
}
