// <a data-unread="3">: the number on the icon of the installed application follows the bell.
function show(count) {
  const shown = count ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
  shown?.catch(() => {}); // not installed, or not allowed: there is no icon to write on
}

document.addEventListener("htmx:after:swap", () => {
  const bell = document.querySelector("[data-unread]");
  if (bell) show(Number(bell.dataset.unread));
});
