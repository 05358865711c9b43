// SPDX-FileCopyrightText: 2026 Nahbar contributors
// SPDX-License-Identifier: EUPL-1.2
// Keeps what was typed but not saved (login expired, network gone) in this tab, and puts it back on the next visit.
// The revision and page it was typed on come back with it: if somebody else saved meanwhile, the server says so.
const form = document.getElementById("fassung");
const text = document.getElementById("text");
const note = document.getElementById("aufbewahrt");

if (form && text && note) {
  const key = `nahbar-fassung:${form.getAttribute("action")}`;
  const plain = (value) => value.replaceAll("\r\n", "\n").trim();

  const kept = JSON.parse(sessionStorage.getItem(key) ?? "null");
  if (kept && plain(kept.text) !== plain(text.value) && note.dataset.conflict === undefined) {
    // It stays kept until it is saved: the page may be loaded once more before that.
    text.value = kept.text;
    form.elements.revision.value = kept.revision;
    form.elements.page.value = kept.page;
    note.hidden = false;
  } else {
    sessionStorage.removeItem(key);
  }

  let isTyped = false;
  text.addEventListener("input", () => {
    isTyped = true;
    const now = { text: text.value, revision: form.elements.revision.value, page: form.elements.page.value };
    sessionStorage.setItem(key, JSON.stringify(now));
  });

  // The preview is what the server saved: once it equals the field, there is nothing left to keep.
  const forgetWhatIsSaved = () => {
    const saved = document.getElementById("gespeichert");
    if (saved && plain(saved.textContent) === plain(text.value)) sessionStorage.removeItem(key);
  };
  const look = document.querySelector(".st-look");
  if (look) new MutationObserver(forgetWhatIsSaved).observe(look, { childList: true, subtree: true });

  // The tab may close before the page saves by itself: what was typed here still goes out, and the server decides
  // as ever. The button's own way is left alone, it carries the same text.
  form.addEventListener("submit", () => { isTyped = false; });
  addEventListener("pagehide", () => {
    if (!isTyped || sessionStorage.getItem(key) === null) return;
    const request = { method: "POST", body: new FormData(form), headers: { "HX-Request": "true" }, keepalive: true };
    fetch(form.action, request).catch(() => {});
  });

  // Whoever decides for the other text has decided against this one.
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-discard]")) sessionStorage.removeItem(key);
  });
}
