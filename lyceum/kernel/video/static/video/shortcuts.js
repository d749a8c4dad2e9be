// One key for each button of a call, unless somebody writes, a dialog is open, or they were switched off.
export const KEYS = { m: "microphone", v: "camera", s: "screen", h: "hand", p: "people", c: "talk" };
const KEPT = "lyceum.call.keys";

export function actOf({ key, ctrlKey, altKey, metaKey }) {
  return ctrlKey || altKey || metaKey ? "" : (KEYS[key.toLowerCase()] ?? (key === "?" ? "help" : ""));
}

export function listenToKeys(act) {
  const box = document.querySelector("[data-shortcuts]");
  box.checked = localStorage.getItem(KEPT) !== "off";
  box.addEventListener("change", () => localStorage.setItem(KEPT, box.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    const writes = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (writes || !box.checked || event.repeat || document.querySelector("dialog[open]")) return;
    const found = actOf(event);
    if (found) act(found);
  });
}
