// SPDX-FileCopyrightText: 2026 Nahbar contributors
// SPDX-License-Identifier: EUPL-1.2
// Keys for those who like them: j and k walk through a list, / searches, ? shows the keys. Nothing needs this file.

const LISTS = "[data-roving], .nb-tasks, .nb-cards, .nb-list, .nb-calendar";
const REACHABLE = "a[href], button:not([disabled]), summary, input:not([type=hidden]), select, textarea";

function entries() {
  const found = [];
  for (const list of document.querySelectorAll(LISTS)) {
    for (const child of list.children) {
      const target = child.matches(REACHABLE) ? child : child.querySelector(REACHABLE);
      if (target && target.checkVisibility()) found.push(target);
    }
  }
  return found;
}

function walk(step) {
  const all = entries();
  if (!all.length) return;
  const holder = all.findIndex((one) => one === document.activeElement || one.parentElement?.contains(document.activeElement));
  const next = holder < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(holder + step, 0), all.length - 1);
  all[next].focus();
  all[next].scrollIntoView({ block: "nearest" });
}

function search() {
  const field = [...document.querySelectorAll("[data-search]")].find((one) => one.checkVisibility());
  if (field) field.focus();
  else document.querySelector(".nb-search-link")?.click();
}

function showKeys() {
  const dialog = document.getElementById("tasten");
  // A native dialog gives the focus back to where it was.
  if (dialog && !dialog.open) dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const open of document.querySelectorAll("details[data-closes][open]")) {
      const had = open.contains(document.activeElement);
      open.open = false;
      if (had) open.querySelector("summary")?.focus();
    }
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
  if (event.target.closest("input, textarea, select, [contenteditable], dialog[open]")) return;
  const actions = { j: () => walk(1), k: () => walk(-1), "/": search, "?": showKeys };
  if (actions[event.key]) {
    event.preventDefault();
    actions[event.key]();
  }
});

document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details[data-closes][open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

for (const item of document.querySelectorAll("[data-keys-button]")) {
  item.hidden = false;
  item.querySelector("button").addEventListener("click", showKeys);
}
