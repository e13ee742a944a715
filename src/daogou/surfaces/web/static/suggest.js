// Suggestions while typing: the combobox pattern of WAI-ARIA. Without this script the form still searches.
const WAIT_MS = 90; // a fast typist presses a key every 100 ms

for (const form of document.querySelectorAll("form[data-suggest]")) attach(form);

function attach(form) {
  const input = form.querySelector("[role=combobox]");
  const list = form.querySelector("[role=listbox]");
  let chosen = -1;
  let typed = "";
  let timer = 0;
  let asking = null;

  input.addEventListener("input", () => {
    clearTimeout(timer);
    typed = input.value;
    timer = setTimeout(ask, WAIT_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // the keys belong to the Chinese input method
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) return;
      event.preventDefault();
      choose(event.key === "ArrowDown" ? chosen + 1 : chosen - 1);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      input.value = typed;
      close();
    }
  });
  input.addEventListener("blur", () => setTimeout(close, 120)); // a click on the list comes first
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    input.value = option.dataset.text;
    form.requestSubmit();
  });

  async function ask() {
    asking?.abort();
    if (!typed.trim()) return close();
    asking = new AbortController();
    const language = document.documentElement.lang.slice(0, 2);
    const address = `/v1/suggest?${new URLSearchParams({ prefix: typed, language })}`;
    try {
      const answer = await fetch(address, { signal: asking.signal });
      if (answer.ok) show((await answer.json()).suggestions);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function show(texts) {
    if (document.activeElement !== input || !texts.length) return close();
    list.replaceChildren(...texts.map(option));
    list.hidden = false;
    chosen = -1;
    input.setAttribute("aria-expanded", "true");
    input.removeAttribute("aria-activedescendant");
  }

  function option(text, place) {
    const item = document.createElement("li");
    item.id = `${list.id}-${place}`;
    item.role = "option";
    item.dataset.text = text;
    item.setAttribute("aria-selected", "false");
    item.append(...marked(text, typed.trim()));
    return item;
  }

  function choose(place) {
    const options = list.children;
    chosen = (place + options.length + 1) % (options.length + 1); // one place more: back to what was typed
    if (place < 0) chosen = options.length - 1;
    [...options].forEach((each, i) => each.setAttribute("aria-selected", String(i === chosen)));
    const now = options[chosen];
    input.value = now ? now.dataset.text : typed;
    if (now) input.setAttribute("aria-activedescendant", now.id);
    else { input.removeAttribute("aria-activedescendant"); chosen = -1; }
  }

  function close() {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
}

// What was typed stays plain, what is added stands out; text nodes only, so nothing is read as HTML.
function marked(text, typed) {
  const at = text.toLowerCase().indexOf(typed.toLowerCase());
  if (at < 0) return [text];
  const strong = (part) => Object.assign(document.createElement("b"), { textContent: part });
  return [strong(text.slice(0, at)), text.slice(at, at + typed.length), strong(text.slice(at + typed.length))].filter(
    (part) => typeof part === "string" || part.textContent,
  );
}
