// Dialogs: <button data-opens="new_group">; <dialog id="new_group" class="dialog">…</dialog>
// Menus: <details class="menu-host"> close when one looks elsewhere. [data-reload] loads the page again.
const menus = () => document.querySelectorAll("details.menu-host[open]");

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  if (event.target.closest("[data-reload]")) location.reload();
  if (event.target.matches?.("dialog.dialog")) event.target.close();
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("focusin", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});

// A dialog that the server sent open, and a fragment that htmx brought with one.
const openMarked = (root) => root.querySelectorAll?.("dialog[data-open]:not([open])").forEach((dialog) => dialog.showModal());
openMarked(document);
document.addEventListener("htmx:after:swap", () => openMarked(document));

// <dialog data-closes-on-success>: a form in it that succeeded closes it.
document.addEventListener("htmx:after:request", (event) => {
  const { sourceElement, response } = event.detail.ctx;
  if (response?.status < 300) sourceElement?.closest?.("dialog[data-closes-on-success]")?.close();
});
