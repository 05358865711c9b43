// SPDX-FileCopyrightText: 2026 Nahbar contributors
// SPDX-License-Identifier: EUPL-1.2
// Copies a text with one press. Without this file the text can be selected and copied by hand.

for (const button of document.querySelectorAll("button[data-copies]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copies);
    const said = document.getElementById(button.dataset.said);
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = said.dataset.words;
    } catch {
      field.focus();
      field.select();
    }
  });
}
