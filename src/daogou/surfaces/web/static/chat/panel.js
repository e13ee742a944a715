// The panel: opening and closing, writing, photos, answers as they come. Without scripts /talk does the same.
import { smaller } from "../smaller.js";
import { guideSays, make, note, rest, sentence, shopperSaid, whole } from "./answer.js";
import { empty, forget, keep, recall, send } from "./talk.js";
import { listen } from "./voice.js";

const panel = document.getElementById("chat");
if (panel) start();

function start() {
  const words = panel.dataset;
  const opener = document.querySelector(".chat-open");
  const isWhole = panel.classList.contains("chat-whole");
  const isFramed = isWhole && window.parent !== window;
  const [form, log, scroll, replies] = [".chat-form", ".chat-log", ".chat-scroll", ".chat-replies"].map((one) => panel.querySelector(one));
  const text = form.querySelector("textarea");
  const file = form.querySelector("input[type=file]");
  const chosen = panel.querySelector(".chat-chosen");
  const clear = panel.querySelector(".chat-clear");
  const phone = matchMedia("(max-width: 640px)");
  const first = { log: [...log.children].slice(0, 1), replies: [...replies.children] };
  let state = recall();
  let photo = null;
  let isBusy = false;

  restore();
  opener?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
    text.focus();
  });
  panel.querySelector(".chat-close").addEventListener("click", close);
  panel.addEventListener("keydown", (event) => event.key === "Escape" && close());
  phone.addEventListener("change", fence);
  clear.addEventListener("click", startOver);
  text.addEventListener("keydown", (event) => {
    // while Chinese is being composed, Enter chooses a character
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = event.submitter?.name === "say" ? event.submitter.value : text.value.trim();
    if (!said && !photo) return text.focus();
    if (!isBusy) say(said, event.submitter?.name === "say" ? null : photo);
  });
  takePhotos();
  listen(
    panel,
    form.querySelector(".chat-listen"),
    (heard, cues) => !isBusy && say(heard, photo, cues),
    (why) => log.append(note(why)),
  );

  function restore() {
    if (state.turns.length) {
      log.replaceChildren(...first.log, ...state.turns.map((turn) => (turn.answer ? whole(words, turn.answer) : shopperSaid(words, turn))));
      offer(state.turns.at(-1).answer);
    }
    clear.hidden = !state.turns.length;
    if (isWhole) return down();
    if (state.open && !phone.matches) open();
  }

  function open() {
    panel.hidden = false;
    opener.hidden = true;
    remember({ open: true });
    fence();
    down();
  }

  function close() {
    window.speechSynthesis?.cancel();
    if (isFramed) return window.parent.postMessage({ daogou: "close" }, "*");
    if (isWhole) return;
    panel.hidden = true;
    opener.hidden = false;
    remember({ open: false });
    fence();
    opener.focus();
  }

  // On a phone the panel is all there is: nothing behind it can be reached.
  function fence() {
    if (isWhole) return;
    const isAll = phone.matches && !panel.hidden;
    panel.ariaModal = isAll ? "true" : null;
    document.documentElement.classList.toggle("chat-is-all", isAll);
    for (const other of document.body.children) if (other !== panel) other.inert = isAll;
  }

  async function say(said, sent, cues = null) {
    isBusy = true;
    log.ariaBusy = "true";
    const mine = shopperSaid(words, { text: said, photo: sent && URL.createObjectURL(sent) });
    const typing = make("li", { className: "chat-guide chat-typing" }, make("span", { className: "hidden" }, words.busy), make("i"), make("i"), make("i"));
    log.append(mine, typing);
    replies.replaceChildren();
    text.value = "";
    choose(null);
    down();
    const item = guideSays(words);
    try {
      await send(message(said, sent, cues), words.language, (name, data) => {
        if (name === "statement") {
          if (!item.isConnected) typing.replaceWith(item);
          item.append(sentence(data));
        } else if (name === "answer") finish(data);
      });
    } catch (error) {
      typing.remove();
      item.remove();
      failed(error, said, sent, cues, mine);
    }
    isBusy = false;
    log.ariaBusy = "false";
    down(mine);

    function finish(answer) {
      if (!item.isConnected) typing.replaceWith(item);
      item.lang = answer.language === "zh" ? "zh-CN" : answer.language;
      item.append(...rest(words, answer));
      if (answer.is_over) mine.before(note(words.over));
      const kept = answer.photo ? `/photos/${answer.photo}` : "";
      remember({ conversation: answer.conversation, turns: [...state.turns, { text: said, photo: kept }, { answer }] });
      clear.hidden = false;
      offer(answer);
    }
  }

  function message(said, sent, cues) {
    const body = new FormData();
    body.set("text", said);
    body.set("conversation", state.conversation || form.elements.conversation.value);
    body.set("product", document.querySelector("[data-act][data-kind=view]")?.dataset.product ?? "");
    if (sent) body.set("photo", sent);
    if (cues) body.set("cues", JSON.stringify(cues)); // how it was spoken, with the words
    return body;
  }

  function failed(error, said, sent, cues, mine) {
    const told = error.status === 413 ? words.tooLarge : error.code === "bad_picture" ? words.noPicture : words.failed;
    const again = make("button", { type: "button" }, words.retry);
    const line = note(told, " ", again);
    again.addEventListener("click", () => {
      line.remove();
      mine.remove();
      say(said, sent, cues);
      text.focus();
    });
    log.append(line);
  }

  function offer(answer) {
    const button = (said, shown, className) => make("button", { type: "submit", name: "say", value: said, className }, shown);
    const offered = (answer?.suggestions ?? []).map((one) => button(one, one, ""));
    if (answer?.offers_person) offered.push(button(words.personSay, words.person, "chat-person"));
    replies.replaceChildren(...offered);
  }

  function startOver() {
    forget(state.conversation || form.elements.conversation.value);
    form.elements.conversation.value = "";
    state = { ...empty(), open: state.open };
    keep(state);
    log.replaceChildren(...first.log);
    replies.replaceChildren(...first.replies);
    clear.hidden = true;
    text.focus();
  }

  function remember(change) {
    state = { ...state, ...change };
    keep(state);
  }

  function down(item) {
    const end = scroll.scrollHeight;
    scroll.scrollTop = item ? Math.min(end, item.offsetTop - 12) : end; // an answer is read from its beginning
  }

  function takePhotos() {
    file.addEventListener("change", () => file.files.length && choose(file.files[0]));
    chosen.querySelector("button").addEventListener("click", () => {
      choose(null);
      text.focus();
    });
    const isFile = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    for (const name of ["dragenter", "dragover", "dragleave", "drop", "paste"]) {
      panel.addEventListener(name, (event) => {
        const given = [...((event.dataTransfer ?? event.clipboardData)?.files ?? [])].find((one) => one.type.startsWith("image/"));
        if (name !== "paste" && !isFile(event)) return;
        event.stopPropagation(); // the page would search with it
        if (name !== "paste" || given) event.preventDefault();
        panel.classList.toggle("chat-dropping", name === "dragenter" || name === "dragover");
        if (given && (name === "drop" || name === "paste")) choose(given);
      });
    }
  }

  async function choose(given) {
    const picture = chosen.querySelector("img");
    URL.revokeObjectURL(picture.src);
    photo = given && (await smaller(given));
    chosen.hidden = !photo;
    file.value = "";
    if (!photo) return;
    picture.src = URL.createObjectURL(photo);
    text.focus();
  }
}
