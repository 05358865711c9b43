// SPDX-FileCopyrightText: 2026 Nahbar contributors
// SPDX-License-Identifier: EUPL-1.2
// Ticks are kept on the phone first and sent when there is network, each with its moment, so that of two phones the later
// one counts and nothing is lost. Sent twice they change nothing.
const form = document.getElementById("drehzettel");
const open = document.getElementById("offen");
const state = document.getElementById("stand");
const key = `nahbar-drehzettel:${form.dataset.scope}`;
const read = () => JSON.parse(localStorage.getItem(key) ?? "{}");
const write = (kept) => localStorage.setItem(key, JSON.stringify(kept));
const boxes = [...form.querySelectorAll("input[name=done]")];

document.getElementById("ohne-skript").hidden = true;

const told = (words, number) => words.replace("%s", String(number));
function count() {
  const left = boxes.filter((box) => !box.checked).length;
  open.textContent = left === 0 ? open.dataset.none : left === 1 ? open.dataset.one : told(open.dataset.many, left);
}
function say() {
  const waiting = Object.keys(read()).length;
  state.textContent = waiting ? told(form.dataset.waiting, waiting) : "";
}

// What waits on this phone is newer than what the page says.
for (const box of boxes) {
  const kept = read()[box.value];
  if (kept) box.checked = kept.done;
}
count();

let isSending = false;
async function send() {
  const kept = read();
  const lines = Object.entries(kept);
  if (isSending || lines.length === 0) return;
  isSending = true;
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const [line, one] of lines) body.append("tick", `${line}|${one.done ? 1 : 0}|${one.at}`);
  try {
    const answer = await fetch(form.dataset.ticks, { method: "POST", body, redirect: "manual" });
    if (answer.status === 204) {
      // What was ticked while this was on its way stays.
      const now = read();
      for (const [line, one] of lines) if (now[line]?.at === one.at) delete now[line];
      write(now);
      state.textContent = form.dataset.sent;
    } else {
      state.textContent = form.dataset.stale;
    }
  } catch {
    say();
  } finally {
    isSending = false;
  }
  if (navigator.onLine && Object.keys(read()).length && state.textContent === form.dataset.sent) send();
}

form.addEventListener("change", (event) => {
  const box = event.target;
  if (!box.matches("input[name=done]")) return;
  write({ ...read(), [box.value]: { done: box.checked, at: Date.now() } });
  count();
  send();
});
form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
addEventListener("online", send);
send();
say();

if ("serviceWorker" in navigator) {
  const registration = await navigator.serviceWorker.register(form.dataset.worker, { scope: form.dataset.scope });
  await navigator.serviceWorker.ready;
  const parts = performance.getEntriesByType("resource").map((one) => one.name);
  registration.active?.postMessage({ keep: [form.dataset.scope, ...parts] });
  document.getElementById("unterwegs").hidden = false;
}
