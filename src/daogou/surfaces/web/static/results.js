// Narrowing, sorting and more results without loading the page anew. Without this script, links and buttons do it.
const AUTOMATIC_PAGES = 2; // then the shopper asks for more, so that the footer can be reached
let automatic = AUTOMATIC_PAGES;
let latest = 0;

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-narrow]");
  if (form && event.target.type !== "number") go(addressOf(form));
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-narrow]")) return;
  event.preventDefault();
  go(addressOf(event.target));
});
document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const link = event.target.closest("a");
  if (!link) return;
  if (link.matches("[data-open-filters]")) act(event, openFilters);
  else if (link.matches("[data-close-filters]")) act(event, closeFilters);
  else if (link.matches("[data-swap], .box-understood")) act(event, () => go(link.href));
  else if (link.matches("[rel=next]")) act(event, () => more(link));
});
document.addEventListener("keydown", (event) => event.key === "Escape" && closeFilters());
addEventListener("popstate", () => go(location.href, false));
prepare();

function act(event, does) {
  event.preventDefault();
  does();
}

function addressOf(form) {
  const fields = [...new FormData(form)].filter(([, value]) => value !== "");
  return `${form.action}?${new URLSearchParams(fields)}`;
}

async function go(address, remember = true) {
  const mine = ++latest;
  const page = document.getElementById("results-page");
  const focused = document.activeElement?.id;
  const open = document.getElementById("filters").classList.contains("is-open");
  const unfolded = new Map([...page.querySelectorAll("details.facet")].map((each) => [each.dataset.facet, each.open]));
  page.classList.add("is-loading");
  const fresh = await pageAt(address);
  if (mine !== latest) return; // a later click has overtaken this one
  if (!fresh) return void location.assign(address);
  const filters = fresh.page.querySelector("#filters");
  filters.classList.toggle("is-open", open);
  for (const each of fresh.page.querySelectorAll("details.facet"))
    if (unfolded.has(each.dataset.facet)) each.open = unfolded.get(each.dataset.facet);
  page.replaceWith(fresh.page);
  document.title = fresh.title;
  if (remember) history.pushState(null, "", address);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  document.getElementById("announce").textContent = fresh.page.dataset.total;
  for (const link of document.querySelectorAll(".languages a")) {
    const there = new URL(location.href);
    there.searchParams.set("lang", link.lang.slice(0, 2));
    link.href = there.search;
  }
  automatic = AUTOMATIC_PAGES;
  prepare();
}

async function pageAt(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    const page = parsed.getElementById("results-page");
    return page && { page, title: parsed.title };
  } catch {
    return null; // no connection: let the browser show its own page about it
  }
}

function prepare() {
  const next = document.querySelector(".paging [rel=next]");
  if (!next) return;
  next.textContent = next.dataset.more;
  const watch = new IntersectionObserver((seen) => {
    if (!seen.some((each) => each.isIntersecting) || automatic < 1) return;
    watch.disconnect();
    automatic -= 1;
    more(next);
  }, { rootMargin: "400px" });
  watch.observe(next);
}

async function more(link) {
  if (link.getAttribute("aria-busy")) return;
  link.setAttribute("aria-busy", "true");
  const fresh = await pageAt(link.href);
  if (!fresh) return void location.assign(link.href);
  if (!link.isConnected) return; // the results have been replaced meanwhile
  const first = fresh.page.querySelector("#cards > li");
  const wanted = document.activeElement === link;
  document.getElementById("cards").append(...fresh.page.querySelectorAll("#cards > li"));
  document.querySelector(".paging").replaceWith(fresh.page.querySelector(".paging"));
  if (wanted) first?.querySelector("a").focus();
  prepare();
}

function openFilters() {
  document.getElementById("filters").classList.add("is-open");
  document.querySelector(".filters-close").focus();
}

function closeFilters() {
  const filters = document.getElementById("filters");
  if (!filters.classList.contains("is-open")) return;
  filters.classList.remove("is-open");
  document.querySelector("[data-open-filters]").focus();
}
