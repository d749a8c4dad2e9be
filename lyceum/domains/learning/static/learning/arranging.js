// Gaps in a sentence, and parts that are put in order by drag, by button or by arrow key.
const GAP = "____";

export function shuffled(list) {
  const cards = [...list];
  for (let at = cards.length - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1));
    [cards[at], cards[other]] = [cards[other], cards[at]];
  }
  return cards;
}

export function gapsOf(prompt, content, makeGap) {
  content.prompt.split(GAP).forEach((words, at, all) => {
    prompt.append(words);
    if (at === all.length - 1) return;
    const gap = makeGap();
    const input = gap.querySelector("input");
    input.size = Math.max(8, ...(content.gaps[at] || []).map((word) => word.length + 2));
    input.setAttribute("aria-label", `${input.getAttribute("aria-label")} ${at + 1}`);
    prompt.append(gap);
  });
}

export function inOrder(place, texts, makePart) {
  const list = document.createElement("ol");
  list.className = "grid gap-2";
  for (const words of texts) {
    const part = makePart().firstElementChild;
    part.dataset.part = words;
    part.querySelector("[data-text]").textContent = words;
    part.draggable = true;
    list.append(part);
  }
  list.addEventListener("click", (event) => step(event.target.closest("[data-move]")));
  list.addEventListener("keydown", (event) => {
    const part = event.altKey && event.target.closest("[data-part]");
    if (part && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      move(part, event.key === "ArrowUp" ? -1 : 1);
      event.target.focus();
    }
  });
  dragging(list);
  place.append(list);
}

function step(button) {
  if (!button) return;
  move(button.closest("[data-part]"), Number(button.dataset.move));
  button.focus();
}

function move(part, by) {
  if (by < 0) part.previousElementSibling?.before(part);
  else part.nextElementSibling?.after(part);
}

function dragging(list) {
  let held = null;
  list.addEventListener("dragstart", (event) => {
    held = event.target.closest("[data-part]");
    event.dataTransfer.effectAllowed = "move";
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("[data-part]");
    if (!held || !over || over === held) return;
    event.preventDefault();
    const box = over.getBoundingClientRect();
    if (event.clientY < box.top + box.height / 2) over.before(held);
    else over.after(held);
  });
  list.addEventListener("drop", (event) => event.preventDefault());
  list.addEventListener("dragend", () => (held = null));
}
