// A fact's evidence, fetched when it is unfolded. Without this script a link leads to it.
document.addEventListener("toggle", async (event) => {
  const details = event.target;
  if (!details.open || !details.dataset?.evidence || details.dataset.isThere) return;
  details.dataset.isThere = "true";
  try {
    const answer = await fetch(details.dataset.evidence);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const evidence = page.getElementById("evidence");
    if (!evidence) throw new Error(answer.statusText);
    evidence.removeAttribute("id"); // several may be unfolded
    details.querySelector(".evidence-link").replaceWith(evidence);
  } catch {
    delete details.dataset.isThere; // the link is still there
  }
}, true); // toggle does not bubble
