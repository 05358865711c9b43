// SPDX-FileCopyrightText: 2026 Nahbar contributors
// SPDX-License-Identifier: EUPL-1.2
// Typing along a player: pause, two seconds back, times of the row taken from the player. Without this file the times are typed.

const video = document.querySelector(".fi-along");
const rows = [...document.querySelectorAll("[data-row]")];
const status = document.getElementById("zeile-stand");
const shown = (seconds) => `${Math.floor(seconds / 60)}:${(seconds % 60).toFixed(1).padStart(4, "0").replace(".", ",")}`;
const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
let current = rows.find((row) => !field(row, "text").value) ?? rows[0];

function show(row) {
  current?.removeAttribute("data-now");
  current = row;
  current.dataset.now = "";
}

function set(name) {
  const place = field(current, name);
  place.value = shown(video.currentTime);
  status.textContent = `${place.labels[0].textContent.trim()}: ${place.value}`;
}

const acts = {
  back: () => (video.currentTime = Math.max(0, video.currentTime - 2)),
  play: () => (video.paused ? video.play() : video.pause()),
  start: () => set("start"),
  end: () => set("end"),
  next() {
    set("end");
    const next = rows[rows.indexOf(current) + 1];
    if (!next) return;
    show(next);
    if (!field(next, "start").value) set("start");
    field(next, "text").focus();
  },
};
const KEYS = { KeyJ: "back", KeyK: "play", KeyA: "start", KeyE: "end" };

document.querySelector(".fi-keys").hidden = false;
document.querySelector(".fi-keys").addEventListener("click", (event) => acts[event.target.closest("[data-do]")?.dataset.do]?.());
document.addEventListener("focusin", (event) => {
  const row = event.target.closest("[data-row]");
  if (row) show(row);
});
document.addEventListener("keydown", (event) => {
  const act = event.ctrlKey && event.key === "Enter" ? "next" : event.altKey && !event.ctrlKey ? KEYS[event.code] : undefined;
  if (!act) return;
  event.preventDefault();
  acts[act]();
});
if (current) show(current);
