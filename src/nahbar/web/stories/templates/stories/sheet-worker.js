// SPDX-FileCopyrightText: 2026 Nahbar contributors
// SPDX-License-Identifier: EUPL-1.2
// Keeps one page, the shooting sheet of one story, and what it needs to be seen, for the way without network. Network first:
// what the house says now is newer. Its scope is the address of that page: no other page of the house passes here, and a
// page that leads elsewhere (the login) is never kept. Logging out forgets it (design/forget.js).

const HERE = new URL(self.registration.scope).pathname;
const SHELF = `nahbar-drehzettel:${HERE}`;
const PARTS = new Set(["style", "script", "font", "image", "manifest"]);
const PATIENCE = 4000;
const OLDEST = 14 * 24 * 3600 * 1000;
const GONE = [401, 403, 404, 410];

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  event.waitUntil(keep(event.data?.keep ?? []).then(() => event.ports[0]?.postMessage("kept")));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const at = new URL(request.url);
  if (request.method !== "GET" || at.origin !== location.origin) return;
  const isPage = request.mode === "navigate" && at.pathname === HERE;
  if (isPage || PARTS.has(request.destination)) event.respondWith(answer(request, isPage));
});

/** The page anew, and its parts as far as they are ours and not kept yet. */
async function keep(addresses) {
  const shelf = await caches.open(SHELF);
  const page = await fetch(HERE, { redirect: "manual" });
  if (!page.ok) return;
  await shelf.put(HERE, page);
  const parts = addresses.filter((one) => new URL(one).origin === location.origin && /\.\w+(?:\?.*)?$/.test(one));
  await Promise.all(parts.map(async (one) => {
    if (await shelf.match(one)) return;
    const part = await fetch(one).catch(() => null);
    const kind = part?.headers.get("Content-Type") ?? "text/html";
    if (part?.ok && !kind.startsWith("text/html") && !kind.includes("json")) await shelf.put(one, part);
  }));
}

async function answer(request, isPage) {
  const shelf = await caches.open(SHELF);
  const name = isPage ? HERE : request.url;
  const kept = young(await shelf.match(name));
  try {
    const fresh = await (kept ? soon(fetch(request)) : fetch(request));
    if (isPage && (fresh.type === "opaqueredirect" || GONE.includes(fresh.status))) await caches.delete(SHELF);
    else if (fresh.ok) await shelf.put(name, fresh.clone());
    return kept && fresh.status >= 500 ? kept : fresh;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

/** Names of people are on the page: what was kept too long is not shown any more. */
function young(kept) {
  const since = Date.parse(kept?.headers.get("Date") ?? "");
  return kept && !(Date.now() - since > OLDEST) ? kept : undefined;
}

function soon(fetched) {
  const late = new Promise((_, refuse) => { setTimeout(() => refuse(new Error("late")), PATIENCE); });
  return Promise.race([fetched, late]);
}
