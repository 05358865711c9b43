// SPDX-FileCopyrightText: 2026 Nahbar contributors
// SPDX-License-Identifier: EUPL-1.2
// What this phone remembers of the studio: ticks of the list of shots, and the deliveries it brought. Nothing is sent anywhere.

const read = (key) => JSON.parse(localStorage.getItem(key) ?? "[]");
const MOST = 10;
document.documentElement.classList.add("az-js");

// The way to the camera is no help where the camera is in sight.
const bar = document.querySelector(".az-bar");
if (bar) new IntersectionObserver(([seen]) => (bar.style.visibility = seen.isIntersecting ? "hidden" : "visible")).observe(document.getElementById("hochladen"));

const list = document.querySelector("[data-shots]");
if (list) {
  const key = `nahbar-shots:${list.dataset.shots}`;
  const ticked = new Set(read(key));
  for (const box of list.querySelectorAll("input")) {
    box.checked = ticked.has(box.value);
    box.addEventListener("change", () => {
      if (box.checked) ticked.add(box.value);
      else ticked.delete(box.value);
      localStorage.setItem(key, JSON.stringify([...ticked]));
    });
  }
}

const here = document.querySelector("[data-delivery]");
if (here) {
  const { delivery, studio, standing, title } = here.dataset;
  const key = `nahbar-brought:${studio}`;
  const others = read(key).filter((one) => one.delivery !== delivery);
  localStorage.setItem(key, JSON.stringify([{ delivery, standing, title }, ...others].slice(0, MOST)));
  // The next film from the studio's page is a new delivery once this one was sent.
  if (here.dataset.state !== "arriving")
    for (const name of Object.keys(localStorage)) if (name.startsWith(`nahbar-begin:${studio}`)) localStorage.removeItem(name);
}

const mine = document.getElementById("az-mine");
if (mine) {
  const key = `nahbar-brought:${location.pathname}`;
  const rows = mine.querySelector("ul");
  const brought = read(key);
  mine.hidden = !brought.length;
  mine.querySelector("button").addEventListener("click", () => (localStorage.removeItem(key), (mine.hidden = true)));
  for (const one of brought) {
    const row = rows.appendChild(document.createElement("li"));
    row.append(Object.assign(document.createElement("a"), { href: one.delivery, textContent: one.title }));
    const word = row.appendChild(Object.assign(document.createElement("span"), { className: "nb-muted" }));
    fetch(one.standing).then(async (answer) => {
      if (answer.ok) word.textContent = (await answer.json()).word;
      else if (answer.status === 404) {
        localStorage.setItem(key, JSON.stringify(read(key).filter((other) => other.delivery !== one.delivery)));
        row.remove();
      }
    }, () => {});
  }
}
