// Elements of a conversation. Whatever a shop, a shopper or a review wrote goes in as text, never as HTML.
export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

const hidden = (text) => make("span", { className: "hidden" }, text);

export function shopperSaid(words, { text, photo }) {
  const item = make("li", { className: "chat-shopper" }, hidden(words.you));
  if (photo) {
    const picture = make("img", { src: photo, alt: "", className: "chat-sent" });
    picture.addEventListener("error", () => picture.remove()); // photos are forgotten after half an hour
    item.append(picture);
  }
  if (text) item.append(make("p", {}, text));
  return item;
}

export function guideSays(words) {
  return make("li", { className: "chat-guide" }, hidden(words.guide));
}

export function note(text, ...more) {
  return make("li", { className: "chat-note" }, text, ...more);
}

export const sentence = (said) => make("p", {}, said.text);

// What comes after the sentences: cards, a table, and what all of it rests on.
export function rest(words, answer) {
  const parts = [];
  if (answer.cards.length) parts.push(cards(words, answer.cards));
  if (answer.table) parts.push(table(words, answer.table));
  const foot = make("div", { className: "chat-foot" });
  const proofs = once(answer.says.flatMap((said) => said.because));
  if (proofs.length) foot.append(why(words, proofs));
  if (window.speechSynthesis && answer.says.length) foot.prepend(aloud(words, answer));
  if (foot.childElementCount) parts.push(foot);
  return parts;
}

export function whole(words, answer) {
  const item = guideSays(words);
  item.lang = answer.language === "zh" ? "zh-CN" : answer.language;
  item.append(...answer.says.map(sentence), ...rest(words, answer));
  return item;
}

function cards(words, given) {
  const list = make("ul", { className: "chat-cards", ariaLabel: words.cards });
  for (const card of given) {
    const picture = make("span", { className: "chat-picture" });
    if (card.picture) picture.append(make("img", { src: card.picture, alt: card.alt, loading: "lazy" }));
    const price = make("span", { className: "chat-price" }, card.price);
    if (card.list_price) price.append(" ", make("s", {}, card.list_price));
    const link = make("a", { href: card.page }, picture, make("span", { className: "chat-card-title" }, card.title), price);
    if (card.note) link.append(make("span", { className: "quiet small" }, card.note));
    list.append(make("li", {}, link));
  }
  return list;
}

function table(words, { columns, rows }) {
  const cell = (row) => (text, place) => (row && place ? make("td", {}, text) : make("th", { scope: row ? "row" : "col" }, text));
  const head = make("thead", {}, make("tr", {}, ...columns.map(cell(false))));
  const body = make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map(cell(true)))));
  const box = make("div", { className: "chat-table", tabIndex: 0, ariaLabel: words.table }, make("table", {}, head, body));
  box.setAttribute("role", "region");
  return box;
}

function why(words, proofs) {
  const lines = proofs.map((one) => make("li", {}, one.href ? make("a", { href: one.href }, one.text) : one.text));
  return make("details", { className: "chat-why" }, make("summary", {}, words.why), make("ul", {}, ...lines));
}

function aloud(words, answer) {
  const button = make("button", { type: "button", className: "chat-aloud" }, words.speak);
  button.addEventListener("click", () => {
    const voice = window.speechSynthesis;
    if (voice.speaking) return voice.cancel();
    const said = new SpeechSynthesisUtterance(answer.says.map((one) => one.text).join(" "));
    said.lang = answer.language === "zh" ? "zh-CN" : "en";
    voice.speak(said);
  });
  return button;
}

const once = (proofs) => [...new Map(proofs.map((one) => [one.text + one.href, one])).values()];
