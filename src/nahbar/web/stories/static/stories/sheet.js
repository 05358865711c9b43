// SPDX-FileCopyrightText: 2026 Nahbar contributors
// SPDX-License-Identifier: EUPL-1.2
// Ticks are kept on the phone first and sent when there is network. A tick has an id of its own and is taken back by that
// id, so that sending twice, late or from two phones loses nothing.
const form = document.getElementById("drehzettel");
const open = document.getElementById("offen");
const state = document.getElementById("stand");
const say = form.dataset;
const boxes = [...form.querySelectorAll("input[name=done]")];
// What waits belongs to who ticked it: on a shared phone nobody sends another's ticks.
const WAITING = `nahbar-drehzettel:${say.person}:${say.story}`;
const STANDING = `nahbar-drehzettel-stand:${say.person}:${say.story}`;
const AT_ONCE = 100;
const AGAIN = 15_000;

const read = (name) => JSON.parse(localStorage.getItem(name) ?? "null");
const write = (name, value) => localStorage.setItem(name, JSON.stringify(value));
const waiting = () => read(WAITING) ?? [];
const told = (words, number) => words.replace("%s", String(number));

document.getElementById("ohne-skript").hidden = true;

/** What the house said last: on this page, or later, where the page was kept from before. */
function saidLast() {
  const later = read(STANDING);
  if (later && later.at > say.at) return later.ticks;
  return Object.fromEntries(boxes.filter((box) => box.dataset.ids).map((box) => [
    box.value, { ids: box.dataset.ids.split(" "), who: who(box).textContent },
  ]));
}

const who = (box) => box.closest("label").querySelector(".sh-who");
let standing = saidLast();

/** The ticks of a line that stand, with what waits here. */
function ids(key) {
  const queue = waiting();
  const gone = new Set(queue.flatMap((one) => one.back ?? []));
  const own = queue.filter((one) => one.key === key).map((one) => one.id);
  return [...new Set([...(standing[key]?.ids ?? []), ...own])].filter((id) => !gone.has(id));
}

function draw() {
  for (const box of boxes) {
    const here = ids(box.value);
    const known = standing[box.value]?.ids.some((id) => here.includes(id));
    box.checked = here.length > 0;
    who(box).textContent = box.checked ? (known ? standing[box.value].who : say.own) : "";
  }
  const left = boxes.filter((box) => !box.checked).length;
  open.textContent = left === 0 ? open.dataset.none : left === 1 ? open.dataset.one : told(open.dataset.many, left);
}

/** Random ids also where the address is not secure and the browser keeps its own maker back. */
function newId() {
  const bytes = [...crypto.getRandomValues(new Uint8Array(16))];
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  return bytes.map((one) => one.toString(16).padStart(2, "0")).join("");
}

function tell(words) {
  const text = told(words, waiting().length);
  if (state.textContent !== text) state.textContent = text;
}

let isSending = false;
async function send() {
  if (isSending) return;
  isSending = true;
  const sent = waiting().slice(0, AT_ONCE);
  try {
    const answer = await fetch(say.ticks, {
      method: "POST",
      body: JSON.stringify(sent),
      redirect: "manual",
      headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, "Content-Type": "application/json" },
    });
    if (answer.type === "opaqueredirect" || answer.status === 403) return tell(say.signedOut);
    if (answer.status >= 500) return tell(say.waiting);
    const said = await answer.json();
    if (!answer.ok) return tell(said.sentence ?? say.stale);
    // What was ticked while this was on its way stays.
    write(WAITING, waiting().slice(sent.length));
    write(STANDING, said);
    standing = said.ticks;
    draw();
    if (sent.length) tell(say.sent);
  } catch (error) {
    // Without network it is a TypeError; an answer that is no JSON comes from something between the phone and the house.
    if (waiting().length) tell(error instanceof TypeError ? say.waiting : say.stale);
    return;
  } finally {
    isSending = false;
  }
  if (waiting().length) send();
}

form.addEventListener("change", ({ target: box }) => {
  if (!boxes.includes(box)) return;
  const at = new Date().toISOString();
  const here = ids(box.value);
  write(WAITING, [...waiting(), here.length ? { back: here, at } : { id: newId(), key: box.value, at }]);
  draw();
  send();
});
form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
addEventListener("online", send);
document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
setInterval(() => { if (waiting().length) send(); }, AGAIN);
draw();
send();

if ("serviceWorker" in navigator) {
  await navigator.serviceWorker.register(say.worker, { scope: say.scope });
  const { active } = await navigator.serviceWorker.ready;
  const channel = new MessageChannel();
  channel.port1.onmessage = () => { document.getElementById("unterwegs").hidden = false; };
  active.postMessage({ keep: performance.getEntriesByType("resource").map((one) => one.name) }, [channel.port2]);
}
