// Finds entities by name while typing: the combobox pattern of WAI-ARIA.
const WAIT_MS = 120; // a fast typist presses a key every 100 ms
export const language = document.documentElement.lang.slice(0, 2);

// onChoose(entity) is called with what the shop answers: {id, kind, label, picture}.
export function entityBox(box, kinds, onChoose) {
  const input = box.querySelector("[role=combobox]");
  const list = box.querySelector("[role=listbox]");
  let found = [];
  let chosen = -1;
  let timer = 0;
  let asking = null;

  input.addEventListener("input", () => {
    delete input.dataset.id;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // the keys belong to the Chinese input method
    if (event.key === "Escape") close();
    else if (list.hidden) return;
    else if (event.key === "ArrowDown") mark(event, chosen + 1);
    else if (event.key === "ArrowUp") mark(event, chosen - 1);
    else if (event.key === "Enter" && found.length) {
      event.preventDefault();
      choose(found[Math.max(0, chosen)]);
    }
  });
  input.addEventListener("blur", () => setTimeout(close, 120)); // a click on the list comes first
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(found[[...list.children].indexOf(option)]);
  });

  async function ask() {
    asking?.abort();
    const text = input.value.trim();
    if (!text) return close();
    asking = new AbortController();
    try {
      const address = `/v1/graph/entities?${new URLSearchParams({ text, limit: 8, language })}`;
      const answer = await fetch(address, { signal: asking.signal });
      if (answer.ok) show((await answer.json()).entities);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function show(entities) {
    if (document.activeElement !== input || !entities.length) return close();
    found = entities;
    chosen = -1;
    list.replaceChildren(...entities.map(option));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    input.removeAttribute("aria-activedescendant");
  }

  function option(entity, place) {
    const item = document.createElement("li");
    item.id = `${list.id}-${place}`;
    item.role = "option";
    item.className = "entity-option";
    item.setAttribute("aria-selected", "false");
    item.append(sign(entity), Object.assign(document.createElement("span"), { textContent: entity.label }));
    const kind = document.createElement("span");
    kind.className = "quiet small";
    kind.textContent = kinds[entity.kind] ?? entity.kind;
    item.append(kind);
    return item;
  }

  function mark(event, place) {
    event.preventDefault();
    chosen = (place + found.length) % found.length;
    [...list.children].forEach((each, i) => each.setAttribute("aria-selected", String(i === chosen)));
    input.setAttribute("aria-activedescendant", list.children[chosen].id);
  }

  function choose(entity) {
    input.value = entity.label;
    input.dataset.id = entity.id;
    close();
    onChoose?.(entity);
  }

  function close() {
    list.hidden = true;
    found = [];
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
}

// A product's picture, else a dot in its kind's colour.
function sign(entity) {
  if (entity.picture) {
    const image = document.createElement("img");
    image.src = `${entity.picture}?width=160`;
    image.alt = "";
    return image;
  }
  const dot = document.createElement("span");
  dot.className = `kind-dot kind-${entity.kind}`;
  return dot;
}
