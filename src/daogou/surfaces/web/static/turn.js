// A 3D model's views, one at a time, turned by a slider. Without this script they stand side by side.
for (const box of document.querySelectorAll("[data-turn]")) {
  const views = [...box.querySelectorAll("img")];
  const slider = box.querySelector("input");
  const show = () => views.forEach((view, number) => (view.hidden = number !== Number(slider.value)));
  for (const view of views) view.loading = "eager"; // a hidden picture would only be fetched when turned to
  slider.addEventListener("input", show);
  slider.closest("label").hidden = false;
  box.classList.add("turn-live");
  show();
}
