// Whether the other one is here, as it changes; the list beside says it, too, each time that it is drawn anew.
//   followPresence(thread): <span data-presence="<person>" data-when="here">here now</span><span … data-when="gone">…</span>
export function followPresence(thread) {
  const marks = [...thread.querySelectorAll("[data-presence]")];
  const person = marks[0]?.dataset.presence;
  if (!person) return;
  const show = (kind) => marks.forEach((mark) => (mark.hidden = mark.dataset.when !== kind));
  document.body.addEventListener(`live:presence:${person}`, ({ detail: { kind } }) => kind && show(kind));
  document.dispatchEvent(new CustomEvent("live:listen", { detail: { topics: [`presence:${person}`] } }));
  document.addEventListener("htmx:after:swap", () => {
    const dot = document.querySelector(`#conversations [data-dot="${person}"]`);
    if (dot) show(dot.hidden ? "gone" : "here");
  });
}
