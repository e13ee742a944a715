// A photo by choosing, dropping or pasting. Without this script the form has its own button.
import { smaller } from "./smaller.js";

document.documentElement.classList.add("js");
const forms = [...document.querySelectorAll("form[data-photo]")];
const form = forms[0];

for (const each of forms) {
  const input = each.querySelector("input[type=file]");
  input.addEventListener("change", () => input.files.length && send(each, input.files[0]));
}

if (form) {
  let depth = 0;
  const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  document.body.dataset.drop = form.dataset.drop;
  document.addEventListener("dragenter", (event) => {
    if (!holdsFiles(event)) return;
    depth += 1;
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", () => {
    depth = Math.max(0, depth - 1);
    if (!depth) document.body.classList.remove("dropping");
  });
  document.addEventListener("dragover", (event) => holdsFiles(event) && event.preventDefault());
  document.addEventListener("drop", (event) => {
    depth = 0;
    document.body.classList.remove("dropping");
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    send(form, event.dataTransfer.files[0]);
  });
  document.addEventListener("paste", (event) => {
    const file = [...(event.clipboardData?.files ?? [])].find((each) => each.type.startsWith("image/"));
    if (!file) return;
    event.preventDefault();
    send(form, file);
  });
}

async function send(to, file) {
  if (file.type && !file.type.startsWith("image/")) return say(to.dataset.noPicture);
  const photo = await smaller(file);
  if (photo.size > Number(to.dataset.maxBytes)) return say(to.dataset.tooLarge);
  const files = new DataTransfer();
  files.items.add(photo);
  to.querySelector("input[type=file]").files = files.files;
  to.classList.add("is-sending");
  say(to.dataset.sending);
  to.submit();
}

function say(text) {
  document.getElementById("announce").textContent = text;
  const note = document.querySelector(".drop-hint");
  if (note) note.textContent = text;
}

// Coming back with the browser's back button must not show a page that is still sending.
addEventListener("pageshow", () => forms.forEach((each) => each.classList.remove("is-sending")));
