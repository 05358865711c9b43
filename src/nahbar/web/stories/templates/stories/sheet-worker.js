// SPDX-FileCopyrightText: 2026 Nahbar contributors
// SPDX-License-Identifier: EUPL-1.2
// Keeps one page, the shooting sheet, and what it needs to be seen, for the way without network. Network first: what the
// house says now is newer. A page that leads elsewhere (the login) is never kept.
const NAME = "nahbar-drehzettel";
const SCOPE = new URL(self.registration.scope);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const isPage = (request) => request.mode === "navigate" && new URL(request.url).pathname === SCOPE.pathname;
const isPart = (request) => ["style", "script", "font", "image"].includes(request.destination);

self.addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(keep(event.data.keep));
});

async function keep(addresses) {
  const cache = await caches.open(NAME);
  await Promise.all(addresses.map(async (address) => {
    const url = new URL(address, SCOPE);
    if (url.origin !== SCOPE.origin) return;
    const answer = await fetch(url, { credentials: "same-origin" });
    if (answer.ok && !answer.redirected) await cache.put(url, answer);
  }));
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== SCOPE.origin) return;
  if (isPage(request) || isPart(request)) event.respondWith(fromNetworkOrKept(request));
});

async function fromNetworkOrKept(request) {
  const cache = await caches.open(NAME);
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected && isPage(request)) await cache.put(request.url, answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(request.url, { ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}
