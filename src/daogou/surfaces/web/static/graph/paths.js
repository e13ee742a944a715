// How two entities are connected: sentences, and the walk drawn.
import { entityBox, language } from "./entity-box.js";

// show(path, entities) draws one.
export function pathFinder(form, list, kinds, show) {
  const [from, to] = ["from", "to"].map((end) => form.querySelector(`[data-entity-box=${end}]`));
  const idOf = (box) => box.querySelector("input").dataset.id;
  for (const box of [from, to]) entityBox(box, kinds, () => idOf(from) && idOf(to) && find());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    find();
  });

  async function find() {
    const [start, end] = [idOf(from), idOf(to)];
    if (!start || !end || start === end) return note(form.dataset.missing);
    list.setAttribute("aria-busy", "true");
    try {
      const asked = new URLSearchParams({ from: start, to: end, language, limit: 5 });
      const answer = await fetch(`/v1/graph/paths?${asked}`);
      if (!answer.ok) throw new Error(answer.statusText);
      tell(await answer.json());
    } catch {
      note(form.dataset.failed);
    }
    list.removeAttribute("aria-busy");
  }

  function tell({ paths, entities }) {
    if (!paths.length) return note(form.dataset.none);
    list.replaceChildren(...paths.map((path) => item(path, entities)));
    select(list.firstChild, paths[0], entities);
  }

  function item(path, entities) {
    const li = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "path";
    button.append(path.sentence, sure(path.confidence));
    button.addEventListener("click", () => select(li, path, entities));
    li.append(button);
    return li;
  }

  function select(li, path, entities) {
    for (const each of list.querySelectorAll("button")) each.removeAttribute("aria-current");
    li.querySelector("button").setAttribute("aria-current", "true");
    show(path, entities);
  }

  function note(text) {
    list.replaceChildren(Object.assign(document.createElement("li"), { className: "quiet", textContent: text }));
  }

  return {
    from(entity) {
      const input = from.querySelector("input");
      input.value = entity.label;
      input.dataset.id = entity.id;
    },
  };
}

function sure(confidence) {
  const span = document.createElement("span");
  span.className = "quiet";
  span.textContent = ` ${Math.max(1, Math.floor(100 * confidence))}%`;
  return span;
}
