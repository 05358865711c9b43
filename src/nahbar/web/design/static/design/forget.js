// SPDX-FileCopyrightText: 2026 Nahbar contributors
// SPDX-License-Identifier: EUPL-1.2
// Whoever logs out takes along what this browser kept for the way without network, and so does whoever finds the login
// ended; unsent ticks stay, they are work, hold no names, and are sent when the same person logs in again.
async function forget() {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith("nahbar-drehzettel-stand:")) localStorage.removeItem(name);
  }
  for (const name of await globalThis.caches?.keys() ?? []) {
    if (name.startsWith("nahbar-drehzettel")) await caches.delete(name);
  }
  for (const one of await navigator.serviceWorker?.getRegistrations() ?? []) {
    if (new URL(one.scope).pathname.endsWith("/drehzettel/")) await one.unregister();
  }
}

for (const form of document.querySelectorAll("form[data-logout]")) form.addEventListener("submit", () => { forget(); });
if (document.body.dataset.nobody !== undefined) forget();
