// The owner accepts or rejects suggested facts. What is clicked is shown at once, and sent after a few seconds in
// which it can be taken back, or as soon as the page is left.
const GRACE_MS = 5000;
const waiting = new Map(); // item -> {timer, send}

for (const list of document.querySelectorAll("[data-suggested]"))
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const item = button?.closest(".suggestion");
    if (!item) return;
    if (button.dataset.accept) decide(list, item, button.dataset.accept === "true");
    else takeBack(item);
  });
addEventListener("pagehide", () => [...waiting.values()].forEach(({ send }) => send()));

function decide(list, item, accepted) {
  const { head, relation, tail } = item.dataset;
  const send = async () => {
    forget(item);
    item.querySelector(".suggestion-state button")?.remove();
    try {
      const answer = await fetch("/v1/graph/decisions", {
        method: "POST",
        keepalive: true, // also when the page is being left
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ head, relation, tail, accepted }),
      });
      if (!answer.ok) throw new Error(await reasonOf(answer));
      item.classList.add("is-decided");
    } catch (error) {
      restore(item);
      state(item, `${list.dataset.failed} ${error.message}`);
      item.classList.add("is-refused");
    }
  };
  forget(item);
  item.classList.remove("is-refused");
  item.classList.add("is-deciding");
  item.querySelector(".decide").hidden = true;
  state(item, accepted ? list.dataset.accepted : list.dataset.rejected, list.dataset.undo);
  waiting.set(item, { send, timer: setTimeout(send, GRACE_MS) });
}

function takeBack(item) {
  forget(item);
  restore(item);
  item.querySelector(".suggestion-state").hidden = true;
  item.querySelector(".decide button").focus();
}

function forget(item) {
  clearTimeout(waiting.get(item)?.timer);
  waiting.delete(item);
}

function restore(item) {
  item.classList.remove("is-deciding");
  item.querySelector(".decide").hidden = false;
}

function state(item, text, undo) {
  const place = item.querySelector(".suggestion-state");
  place.hidden = false;
  place.replaceChildren(text);
  if (!undo) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "undo", textContent: undo });
  place.append(" ", button);
  button.focus();
}

async function reasonOf(answer) {
  try {
    const { error } = await answer.json();
    return [error.message, error.hint].filter(Boolean).join(" ");
  } catch {
    return answer.statusText;
  }
}
