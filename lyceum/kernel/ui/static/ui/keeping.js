// Sees to it that this page, and what it is made of, opens without a network, even if the worker came after it.
export async function keepOffline() {
  const workers = navigator.serviceWorker;
  if (!workers || workers.controller) return;
  const { active } = await workers.ready;
  const pieces = performance.getEntriesByType("resource").map((entry) => entry.name);
  active.postMessage({ keep: location.href, pieces });
}
