// Speaking instead of writing: pressed once it listens, pressed again it sends what was heard. Only where the
// server hears and the browser records.
const LONGEST_MS = 55000; // the server takes a minute

export function listen(panel, button, heard, failed) {
  const canRecord = navigator.mediaDevices?.getUserMedia && window.MediaRecorder;
  if (panel.dataset.hears !== "1" || !canRecord) return;
  let recorder = null;
  button.hidden = false;
  button.addEventListener("click", () => (recorder ? recorder.stop() : begin()));

  async function begin() {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      return failed(panel.dataset.noMicrophone);
    }
    const pieces = [];
    recorder = new MediaRecorder(stream);
    const ends = setTimeout(() => recorder?.stop(), LONGEST_MS);
    recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    recorder.addEventListener("stop", () => {
      clearTimeout(ends);
      stream.getTracks().forEach((track) => track.stop());
      const sound = new Blob(pieces, { type: recorder.mimeType });
      recorder = null;
      show(false);
      send(sound);
    });
    recorder.start();
    show(true);
  }

  async function send(sound) {
    button.disabled = true;
    try {
      const response = await fetch("/v1/speech", { method: "POST", body: sound, headers: { "content-type": sound.type || "audio/webm" } });
      const said = await response.json();
      if (!response.ok) failed(said.error.message);
      else if (said.text) heard(said.text, said.cues);
      else failed(panel.dataset.heardNothing);
    } catch {
      failed(panel.dataset.failed);
    }
    button.disabled = false;
  }

  function show(isListening) {
    button.setAttribute("aria-pressed", String(isListening));
    button.setAttribute("aria-label", isListening ? panel.dataset.stopListening : panel.dataset.listen);
  }
}
