// While a page or a fragment is on its way, html.is-waiting draws the thin bar; what fails says so in a toast.
const root = document.documentElement;
const waits = (yes) => root.classList.toggle("is-waiting", yes);
const say = (id) => {
  const template = document.getElementById(id);
  if (template) document.getElementById("toasts")?.append(template.content.cloneNode(true));
};

// What loads by itself (data-quiet) fails by itself.
const isQuiet = (event) => event.detail.ctx?.sourceElement?.closest?.("[data-quiet]");

document.addEventListener("htmx:before:request", (event) => isQuiet(event) || waits(true));
document.addEventListener("htmx:finally:request", () => waits(false));
document.addEventListener("htmx:error", (event) => isQuiet(event) || say("no_network"));
document.addEventListener("htmx:response:error", (event) => {
  // A refusal brings its own toast; only an answer without one needs ours.
  if (isQuiet(event)) return;
  if (event.detail.ctx.response.status >= 500 && !event.detail.ctx.text?.includes("hx-swap-oob")) say("went_wrong");
});

addEventListener("beforeunload", () => waits(true));
addEventListener("pageshow", () => waits(false));
