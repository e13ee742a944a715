// Notes what is looked at or searched for, if the visitor agrees; the server decides whether it is kept.
const { kind, product, text } = document.querySelector("[data-act]")?.dataset ?? {};
const via = new URLSearchParams(location.search).get("via") ?? "";

if (kind) {
  const act = { kind, product_id: product ?? "", text: text ?? "", via };
  fetch("/you/acts", { method: "POST", keepalive: true, headers: { "Content-Type": "application/json" }, body: JSON.stringify(act) }).catch(() => {});
}
if (via) {
  // the showing is counted once, and an address that is passed on says nothing of the visitor
  const address = new URL(location.href);
  address.searchParams.delete("via");
  history.replaceState(history.state, "", address);
}
