// The mirror's before and after, and a word while somebody is being dressed. Without scripts all works but these.
import { smaller } from "./smaller.js";

const figure = document.querySelector(".fit-picture");
const words = figure.dataset;
const shown = figure.querySelector("img");
if (words.before && !shown.src.endsWith(words.before)) compare();

function compare() {
  const before = new Image();
  before.src = words.before;
  before.alt = "";
  before.className = "fit-before";
  const slider = Object.assign(document.createElement("input"), { type: "range", min: 0, max: 100, value: 0 });
  const label = document.createElement("label");
  label.className = "fit-slider";
  label.append(words.compare, slider);
  slider.addEventListener("input", () => figure.style.setProperty("--cut", `${slider.value}%`));
  shown.after(before);
  figure.after(label);
}

function busy() {
  figure.classList.add("is-busy");
  document.getElementById("announce").textContent = words.busy;
}

for (const link of document.querySelectorAll(".fit-people a, .fit-found a, .fit-outfits a.button, .fit-worn .fit-drop"))
  link.addEventListener("click", (event) => !(event.ctrlKey || event.metaKey || event.shiftKey) && busy());
addEventListener("pageshow", () => figure.classList.remove("is-busy"));

// A photo is made smaller here and sent as soon as it is chosen.
const form = document.querySelector(".fit-photo");
const file = form.querySelector("input[type=file]");
form.querySelector("button").hidden = true;
file.addEventListener("change", async () => {
  if (!file.files.length) return;
  busy();
  const sent = new DataTransfer();
  sent.items.add(new File([await smaller(file.files[0])], "photo", { type: "image/jpeg" }));
  file.files = sent.files;
  form.submit();
});
