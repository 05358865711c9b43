// SPDX-FileCopyrightText: 2026 Nahbar contributors
// SPDX-License-Identifier: EUPL-1.2
// Takes beginning and end of an excerpt from its player, and the cover from a picture. Without this file the times are typed.

const shown = (seconds) => `${Math.floor(seconds / 60)}:${(seconds % 60).toFixed(1).padStart(4, "0").replace(".", ",")}`;

for (const player of document.querySelectorAll("[data-cut]")) {
  const video = player.querySelector("video");
  player.querySelector("[hidden]").hidden = false;
  player.addEventListener("click", (event) => {
    const button = event.target.closest("[data-set]");
    if (!button) return;
    const field = document.querySelector(`[name="${player.dataset.cut}-${button.dataset.set}"]`);
    field.value = shown(video.currentTime);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

document.querySelector(".fi-covers")?.addEventListener("change", (event) => {
  document.querySelector("[name=cover_at]").value = event.target.value;
});
