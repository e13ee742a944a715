// One script tag on another site: a button that opens the guide in a frame. It reads nothing of that site.
(() => {
  const script = document.currentScript;
  const shop = new URL(script.dataset.shop || script.src, location.href).origin;
  const language = script.dataset.language === "zh" ? "zh" : "en";
  const name = { en: "Ask the guide", zh: "问问导购" }[language];
  const style = `
    :host { all: initial; }
    button { position: fixed; z-index: 2147483000; right: 1rem; bottom: 1rem; border: 0; border-radius: 99px; padding: .8rem 1.3rem; background: #b23a24; color: #fff; font: 600 1rem system-ui, "PingFang SC", "Noto Sans SC", sans-serif; cursor: pointer; box-shadow: 0 8px 24px rgb(0 0 0 / 20%); }
    button:focus-visible { outline: 3px solid #f09c87; outline-offset: 2px; }
    iframe { position: fixed; z-index: 2147483001; right: 1rem; bottom: 1rem; width: min(25rem, calc(100vw - 2rem)); height: min(40rem, calc(100dvh - 2rem)); border: 0; border-radius: 1.1rem; box-shadow: 0 12px 48px rgb(0 0 0 / 28%); background: #faf8f4; }
    [hidden] { display: none; }
    @media (max-width: 640px) { iframe { inset: 0; width: 100%; height: 100%; border-radius: 0; } }`;

  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet(); // a site that forbids inline styles allows this
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = name;
  root.append(button);
  let frame = null;

  button.addEventListener("click", () => {
    if (!frame) {
      frame = document.createElement("iframe");
      frame.title = name;
      frame.src = `${shop}/talk?embedded=1&lang=${language}`;
      root.append(frame);
    }
    frame.hidden = false;
    button.hidden = true;
    frame.focus();
  });
  addEventListener("message", (event) => {
    if (event.origin !== shop || event.source !== frame?.contentWindow || event.data?.daogou !== "close") return;
    frame.hidden = true;
    button.hidden = false;
    button.focus();
  });
  const add = () => document.body.append(host);
  if (document.body) add();
  else addEventListener("DOMContentLoaded", add);
})();
