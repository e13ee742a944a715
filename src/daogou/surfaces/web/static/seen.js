// What the shopper's photo shows, drawn over it, and answers to questions about it.
const language = document.documentElement.lang.slice(0, 2);
const seen = new Map(); // photo -> what was seen on it: results are swapped while the photo stays

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
  const panel = document.querySelector("[data-seen]:not([data-is-shown])");
  if (!panel) return;
  panel.dataset.isShown = "true";
  const { photo } = panel.dataset;
  const labels = panel.querySelector("[data-labels]");
  try {
    if (!seen.has(photo)) seen.set(photo, sent("/v1/annotate", { photo, language }));
    show(panel, await seen.get(photo));
  } catch {
    seen.delete(photo);
    labels.replaceChildren(paragraph(wordsOf(panel).failed));
  }
}

function show(panel, { region, labels }) {
  const [left, top, right, bottom] = region.box;
  const box = panel.querySelector("[data-box]");
  Object.assign(box.style, { left: `${100 * left}%`, top: `${100 * top}%`, width: `${100 * (right - left)}%`, height: `${100 * (bottom - top)}%` });
  box.hidden = false;
  const words = wordsOf(panel);
  const rows = labels.map((label) => row(label, words));
  panel.querySelector("[data-labels]").replaceChildren(...(rows.length ? rows : [paragraph(words.none)]));
}

function row(label, words) {
  const group = made("div", "seen-label");
  const line = document.createElement("div");
  const name = made("dt", "", label.kind_label);
  const value = document.createElement("dd");
  const link = made("a", "", label.label);
  link.href = `/graph?${new URLSearchParams({ entity: label.entity })}`;
  value.append(link, " ", sure(label.confidence, words));
  line.append(name, value);
  group.append(line);
  if (label.because.length) group.append(reasons(label.because, words));
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
    if (reply.because.length) item.append(reasons(reply.because, words));
  } catch {
    answer.textContent = words.failed;
  }
}

async function sent(address, body) {
  const answer = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

function reasons(because, words) {
  const details = made("details", "why-seen");
  const list = made("ul", "reasons");
  list.append(...because.map((one) => reason(one, words)));
  details.append(made("summary", "", words.why), list);
  return details;
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
