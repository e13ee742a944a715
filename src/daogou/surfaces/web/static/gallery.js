// Pictures that change and enlarge, prices that follow the chosen size. Without this script links open the pictures.
const picture = document.getElementById("gallery-picture");
const main = document.querySelector("[data-zoom]");
const dialog = document.getElementById("zoomed");

for (const thumb of document.querySelectorAll("[data-thumb]")) {
  thumb.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    document.querySelector("[data-thumb][aria-current]")?.removeAttribute("aria-current");
    thumb.setAttribute("aria-current", "true");
    picture.removeAttribute("srcset");
    picture.src = thumb.dataset.src;
    picture.alt = thumb.querySelector("img").alt;
    main.href = thumb.href;
  });
}

main?.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const large = dialog.querySelector("img");
  large.src = main.href;
  large.alt = picture.alt;
  dialog.showModal();
});
dialog?.addEventListener("click", () => dialog.close()); // anywhere: the picture, the backdrop, the button

document.addEventListener("change", (event) => {
  const choice = event.target;
  if (!choice.matches(".choice input")) return;
  const prices = document.getElementById("prices");
  const stock = document.getElementById("stock");
  if (prices && choice.dataset.price) {
    prices.querySelector("[data-price]").textContent = choice.dataset.price;
    const before = prices.querySelector("[data-list-price]");
    before.textContent = choice.dataset.listPrice;
    before.hidden = !choice.dataset.listPrice;
    const sale = prices.querySelector("[data-sale]");
    if (sale) sale.hidden = !choice.dataset.listPrice;
  }
  stock.textContent = choice.dataset.few || stock.dataset.in;
  stock.classList.remove("stock-none");
});
