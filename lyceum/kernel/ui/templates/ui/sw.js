// The service worker: assets from the cache, pages from the network, an offline page when there is none.
// Pages are kept only when the server marks them X-Keep-Offline, and forgotten as soon as nobody is signed in.
const { assets, edition, icon, offline } = {{ settings|safe }};
const SHELL = `shell-${edition}`;
const PAGES = "pages";
const PIECES = "pieces"; // of the pages that are kept: scripts, styles, fonts
const KINDS = ["script", "style", "font"];
const HASHED = /\.[0-9a-f]{12}\.\w+$/;
const MOST_PIECES = 200;

self.addEventListener("install", (event) => {
  event.waitUntil(fill().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOldShells().then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  if (event.data === "farewell") event.waitUntil(Promise.all([caches.delete(PAGES), endPushes()]));
  if (event.data.keep) event.waitUntil(keep(event.data.keep, event.data.pieces));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (assets.includes(url.pathname)) event.respondWith(fromShell(request));
  else if (request.mode === "navigate") event.respondWith(fromNetwork(request));
  else if (KINDS.includes(request.destination)) event.respondWith(piece(request));
});

self.addEventListener("push", (event) => event.waitUntil(tell(event.data)));

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(lead(event.notification.data));
});

async function fill() {
  const shell = await caches.open(SHELL);
  // One missing picture must not keep the offline page from being there.
  await Promise.allSettled(assets.map((asset) => shell.add(asset)));
  await shell.add(new Request(offline, { credentials: "omit" }));
}

async function forgetOldShells() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("shell-") && name !== SHELL);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function fromShell(request) {
  return (await caches.match(request, { ignoreSearch: false })) || fetch(request);
}

async function fromNetwork(request) {
  try {
    const answer = await fetch(request);
    await remember(request, answer.clone());
    return answer;
  } catch {
    const pages = await caches.open(PAGES);
    return (await pages.match(request)) || (await caches.match(offline)) || Response.error();
  }
}

async function remember(request, answer) {
  if (!answer.ok) return;
  if (!isPersonal(answer)) {
    await caches.delete(PAGES);
  } else if (answer.headers.get("X-Keep-Offline") && !answer.redirected) {
    const pages = await caches.open(PAGES);
    await pages.put(request, answer);
  }
}

// The server says "private" on every page of somebody who is signed in.
function isPersonal(answer) {
  return (answer.headers.get("Cache-Control") || "").includes("private");
}

// What carries its digest in its name never changes; the rest is asked for, and kept for want of a network.
async function piece(request) {
  const kept = await caches.open(PIECES);
  const known = await kept.match(request);
  if (known && HASHED.test(new URL(request.url).pathname)) return known;
  try {
    const answer = await fetch(request);
    if (answer.ok) await put(kept, request, answer.clone());
    return answer;
  } catch {
    return known || Response.error();
  }
}

async function put(kept, request, answer) {
  await kept.put(request, answer);
  const all = await kept.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST_PIECES)).map((old) => kept.delete(old)));
}

// A page that was open before this worker was.
async function keep(page, pieces) {
  const kept = await caches.open(PIECES);
  const ours = pieces.filter((url) => new URL(url).origin === location.origin && /\.(js|css|woff2)(\?|$)/.test(url));
  await Promise.allSettled(ours.map((url) => kept.add(url)));
  const request = new Request(page);
  await remember(request, await fetch(request));
}

// What the server pushed: { id, title, body, url }. One that comes again takes the place of the first.
async function tell(data) {
  const told = read(data);
  await self.registration.showNotification(told.title || "Lyceum", {
    body: told.body,
    tag: told.id?.split(":")[0],
    data: told.url || "/",
    icon,
    badge: icon,
  });
  await navigator.setAppBadge?.().catch(() => {});
}

function read(data) {
  try {
    return data.json();
  } catch {
    return { body: data?.text() };
  }
}

// To the page that it is about: in a window that is open, else in a new one. Never to another site.
async function lead(url) {
  const target = new URL(url, location.origin);
  if (target.origin !== location.origin) return;
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = windows.find((each) => each.url === target.href) || windows[0];
  if (!open) return self.clients.openWindow(target.href);
  await open.focus().catch(() => {}); // a browser may hold that a click long ago is none
  if (open.url !== target.href) await open.navigate(target.href);
}

// Whoever sits at this browser next is told nothing that is not theirs.
async function endPushes() {
  const subscription = await self.registration.pushManager?.getSubscription();
  await subscription?.unsubscribe();
}
