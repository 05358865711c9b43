// SPDX-FileCopyrightText: 2026 Nahbar contributors
// SPDX-License-Identifier: EUPL-1.2
// Whoever logs out takes along what this browser kept for the way without network; unsent ticks stay, they are work.
for (const form of document.querySelectorAll("form[data-logout]")) {
  form.addEventListener("submit", () => { globalThis.caches?.delete("nahbar-drehzettel"); });
}
