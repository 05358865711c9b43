// SPDX-FileCopyrightText: 2026 Nahbar contributors
// SPDX-License-Identifier: EUPL-1.2
// The stack of topics by thumb and by key. The buttons do the same without this file.

const FAR = 90;
const stack = document.getElementById("stapel");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let begun = null;

function press(key) {
  stack.querySelector(`button[data-key="${key}"]`)?.click();
}

function card(event) {
  return event.target.closest?.("[data-top]");
}

stack.addEventListener("pointerdown", (event) => {
  if (event.pointerType === "mouse" || !card(event) || event.target.closest("a, button")) return;
  begun = { x: event.clientX, y: event.clientY, card: card(event) };
});

stack.addEventListener("pointermove", (event) => {
  if (!begun) return;
  const aside = event.clientX - begun.x;
  if (Math.abs(event.clientY - begun.y) > Math.abs(aside)) return;
  if (!calm.matches) begun.card.style.transform = `translateX(${aside}px)`;
  begun.card.dataset.goes = Math.abs(aside) < FAR ? "" : aside > 0 ? "kept" : "dropped";
});

function end(event) {
  if (!begun) return;
  const { card: moved } = begun;
  const goes = event.type === "pointerup" ? moved.dataset.goes : "";
  begun = null;
  moved.style.transform = "";
  delete moved.dataset.goes;
  if (goes) press(goes === "kept" ? "b" : "w");
}

stack.addEventListener("pointerup", end);
stack.addEventListener("pointercancel", end);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (event.target.closest("input, textarea, select, dialog[open]")) return;
  if ("bswz".includes(event.key)) press(event.key);
});

// The new card is where reading goes on, for eyes and for screen readers.
document.addEventListener("htmx:after:swap", () => stack.querySelector("[data-top]")?.focus({ preventScroll: true }));
