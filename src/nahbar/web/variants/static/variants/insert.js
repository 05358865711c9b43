// SPDX-FileCopyrightText: 2026 Nahbar contributors
// SPDX-License-Identifier: EUPL-1.2
// Buttons that write into the text where the cursor stands: a name, a dividing line, the beginning of a comment.
const text = document.getElementById("text");

if (text) {
  for (const button of document.querySelectorAll("[data-insert]")) {
    button.hidden = false;
    button.parentElement.querySelector("[data-without]")?.remove();
    button.addEventListener("click", () => {
      const line = button.dataset.line;
      const place = line === "end" ? text.value.length : text.selectionEnd;
      const before = text.value.slice(0, place);
      const after = text.value.slice(place);
      const words = line === undefined
        ? button.dataset.insert
        : `${before && !before.endsWith("\n") ? "\n" : ""}\n${button.dataset.insert}\n\n`;
      text.focus();
      text.setRangeText(words, place, place, "end");
      if (line !== undefined) {
        const kept = text.selectionEnd;
        text.value = text.value.slice(0, kept) + after.trimStart();
        text.setSelectionRange(kept, kept);
      }
      text.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}
