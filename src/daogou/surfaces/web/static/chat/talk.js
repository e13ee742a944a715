// A message sent, and its answer as it comes; and what this tab keeps of the conversation.
const KEY = "daogou-talk";
const TURNS = 60; // some 3 kB each; a tab may keep 5 MB

export const empty = () => ({ conversation: "", turns: [], open: false });

export function recall() {
  try {
    return { ...empty(), ...JSON.parse(sessionStorage.getItem(KEY) ?? "{}") };
  } catch {
    return empty(); // storage is forbidden, or holds something else
  }
}

export function keep(state) {
  state.turns = state.turns.slice(-TURNS);
  try {
    sessionStorage.setItem(KEY, JSON.stringify(state));
  } catch {
    // then the conversation ends with the page
  }
}

// Calls `told(name, data)` for each server-sent event; throws an Error with the answer's `status` and `code`.
export async function send(form, language, told) {
  const response = await fetch(`/talk.json?lang=${language}`, { method: "POST", body: form });
  if (!response.ok) {
    const { error } = await response.json().catch(() => ({}));
    throw Object.assign(new Error(error?.message ?? response.statusText), { status: response.status, code: error?.code ?? "" });
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  let isComplete = false;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const events = (text + part.value).split("\n\n");
    text = events.pop();
    for (const event of events) {
      const [, name, data] = event.match(/^event: (.*)\ndata: (.*)$/s);
      isComplete ||= name === "answer";
      told(name, JSON.parse(data));
    }
  }
  if (!isComplete) throw new Error("the answer was cut off");
}

export function forget(conversation) {
  if (!conversation) return;
  fetch("/talk/end", { method: "POST", keepalive: true, body: new URLSearchParams({ conversation }) }).catch(() => {});
}
