// The service worker: the shell and the offline page. Signing out empties what it kept.
if ("serviceWorker" in navigator) {
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js"));
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-farewell]")) navigator.serviceWorker.controller?.postMessage("farewell");
  });
}
