// SPDX-FileCopyrightText: 2026 Nahbar contributors
// SPDX-License-Identifier: EUPL-1.2
// Sends files piece by piece and goes on after a cut, a stop or a new visit. Without this file the form sends them whole.

const form = document.getElementById("hochladen");
const list = document.querySelector("#uploads ul");
const status = document.getElementById("uploads-stand");
const say = form.dataset;
const SMALL = 256 * 1024;
const LARGE = 8 * 1024 * 1024;
// A piece that takes about this long costs little when it is cut off, and shows progress often enough.
const PACE = 2000;
const PATIENCE = [1000, 2000, 4000, 8000, 15000, 30000];

/** What went wrong in words for the person; `again`: waiting helps, `later`: pressing "Go on" may. */
class Trouble extends Error {
  constructor(sentence, { again = false, later = false } = {}) {
    super(sentence);
    Object.assign(this, { again, later });
  }
}

async function ask(address, { method = "POST", body, headers = {} } = {}, signal) {
  let answer;
  try {
    headers["X-CSRFToken"] = form.elements.csrfmiddlewaretoken?.value ?? "";
    answer = await fetch(address, { method, body, headers, signal, redirect: "manual" });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Trouble(say.cut, { again: true });
  }
  if (answer.type === "opaqueredirect") throw new Trouble(say.signedOut, { later: true });
  const told = await answer.json().catch(() => null);
  if (answer.ok || answer.status === 409) return told;
  if ([502, 503, 504].includes(answer.status)) throw new Trouble(say.cut, { again: true });
  if (answer.status === 404 || answer.status === 410) throw Object.assign(new Trouble(told?.sentence), { isGone: true });
  throw new Trouble(told?.sentence ?? say.failed, { later: !told || [423, 429, 507].includes(answer.status) });
}

const memory = (file) => `nahbar-upload:${say.begin}:${file.name}:${file.size}:${file.lastModified}`;

// Where the next upload begins: the first one may have opened a place the others go to as well.
const opened = `nahbar-begin:${say.begin}`;
async function begin(file, signal) {
  const known = localStorage.getItem(opened);
  const body = new URLSearchParams({ name: file.name, size: file.size });
  try {
    return await ask(known ?? say.begin, { body }, signal);
  } catch (error) {
    if (!known || !error.isGone) throw error;
    localStorage.removeItem(opened);
    return ask(say.begin, { body }, signal);
  }
}

/** Where the upload of this file lies and how far it is: the one begun on an earlier visit, else a new one. */
async function place(file, signal) {
  const known = localStorage.getItem(memory(file));
  if (known) {
    try {
      return { at: known, received: (await ask(known, { method: "GET" }, signal)).received };
    } catch (error) {
      if (!error.isGone) throw error;
      localStorage.removeItem(memory(file));
    }
  }
  const begun = await begin(file, signal);
  if (begun.begin) localStorage.setItem(opened, begun.begin);
  localStorage.setItem(memory(file), begun.at);
  return begun;
}

async function send(file, row, signal) {
  const words = new URLSearchParams([...form.querySelectorAll("[data-word]")].map((one) => [one.name, one.value]));
  const { at, received } = await place(file, signal);
  row.at = at;
  let done = received;
  let length = SMALL;
  while (done < file.size) {
    row.show(done);
    const began = performance.now();
    const body = file.slice(done, done + length);
    const headers = { "Upload-Offset": `${done}`, "Content-Type": "application/octet-stream" };
    done = (await ask(at, { method: "PATCH", body, headers }, signal)).received;
    const took = performance.now() - began;
    length = Math.min(LARGE, Math.max(SMALL, Math.round((body.size * PACE) / Math.max(took, 50))), length * 2);
    row.tries = 0;
  }
  row.show(done);
  row.note(say.checking);
  const finished = await ask(`${at}fertig/`, { body: words }, signal);
  localStorage.removeItem(memory(file));
  return finished;
}

/** Until the network is back, or the wait is over. */
function wait(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const over = () => (signal.aborted ? reject(new DOMException("", "AbortError")) : resolve());
    const timer = setTimeout(over, milliseconds);
    for (const [thing, name] of [[window, "online"], [signal, "abort"]])
      thing.addEventListener(name, () => (clearTimeout(timer), over()), { once: true });
  });
}

class Row {
  constructor(file) {
    this.file = file;
    this.tries = 0;
    this.quarter = 0;
    this.item = document.createElement("li");
    const name = this.item.appendChild(document.createElement("p"));
    name.append(Object.assign(document.createElement("strong"), { textContent: file.name }));
    this.bar = this.item.appendChild(Object.assign(document.createElement("progress"), { max: file.size, value: 0 }));
    this.bar.setAttribute("aria-label", file.name);
    this.line = this.item.appendChild(document.createElement("p"));
    this.buttons = this.item.appendChild(Object.assign(document.createElement("p"), { className: "nb-actions" }));
    this.stop = this.button(say.stop, () => (this.isRunning ? this.abort.abort() : start(this)));
    this.drop = this.button(say.giveUp, () => this.giveUp());
    list.append(this.item);
    this.note(say.waits);
  }

  button(words, press) {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "kern-btn kern-btn--tertiary nb-btn--small" });
    made.append(Object.assign(document.createElement("span"), { className: "kern-label", textContent: words }));
    made.setAttribute("aria-label", `${words}: ${this.file.name}`);
    made.addEventListener("click", press);
    this.buttons.append(made);
    return made;
  }

  label(words) {
    this.stop.firstChild.textContent = words;
    this.stop.setAttribute("aria-label", `${words}: ${this.file.name}`);
  }

  note(words) {
    this.line.textContent = words;
  }

  tell(words) {
    this.note(words);
    status.textContent = `${this.file.name}: ${words}`;
  }

  show(done) {
    this.bar.value = done;
    const percent = Math.floor((100 * done) / this.file.size);
    const size = (bytes) => `${(bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`;
    this.note(`${percent} %, ${say.running.replace("[part]", size(done)).replace("[whole]", size(this.file.size))}`);
    // A screen reader hears every quarter, not every piece.
    if (Math.floor(percent / 25) > this.quarter) {
      this.quarter = Math.floor(percent / 25);
      status.textContent = `${this.file.name}: ${percent} %`;
    }
  }

  async giveUp() {
    this.abort?.abort();
    if (this.at) await ask(`${this.at}abbrechen/`).catch(() => {});
    localStorage.removeItem(memory(this.file));
    this.buttons.remove();
    this.bar.remove();
    this.tell(say.gone);
  }

  finish({ at, said }) {
    this.at = at;
    this.isDone = true;
    this.buttons.remove();
    this.bar.value = this.file.size;
    this.tell(said);
    this.line.append(" ", Object.assign(document.createElement("a"), { href: at, textContent: say.show }));
  }
}

async function start(row) {
  row.isRunning = true;
  row.abort = new AbortController();
  row.label(say.stop);
  const { signal } = row.abort;
  try {
    for (;;) {
      try {
        return row.finish(await send(row.file, row, signal));
      } catch (error) {
        if (!error.again) throw error;
        row.tell(error.message);
        await wait(PATIENCE[Math.min(row.tries++, PATIENCE.length - 1)], signal);
      }
    }
  } catch (error) {
    if (error.name === "AbortError") {
      if (row.buttons.isConnected) row.tell(say.stopped);
    } else {
      row.tell(error.message || say.failed);
      if (!error.later) localStorage.removeItem(memory(row.file));
      if (!(error instanceof Trouble)) throw error;
    }
    row.label(say.goOn);
  } finally {
    row.isRunning = false;
  }
}

const inputs = [...form.querySelectorAll("input[type=file]")];
form.addEventListener("submit", async (event) => {
  const files = inputs.flatMap((one) => [...one.files]);
  if (!files.length) return;
  event.preventDefault();
  document.getElementById("uploads").hidden = false;
  const rows = files.map((file) => new Row(file));
  for (const one of inputs) one.value = "";
  // One after the other: on a weak network each gets all of it, and the first is there soonest.
  for (const row of rows) await start(row);
  status.textContent = say.allDone;
  // What was refused stays to be read; where all went well, the next step is on the other page.
  if ("onward" in say && rows.every((row) => row.isDone)) {
    localStorage.removeItem(opened);
    location.assign(rows[0].at);
  }
});
// On a phone one tap less: the camera has been closed with "use this".
if ("atOnce" in say) for (const one of inputs) one.addEventListener("change", () => form.requestSubmit());
