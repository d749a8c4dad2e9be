// <script src="…/embed.js" data-shop="ampere/events/jazz" async></script>
// Puts the shop where the script stands, as high as it needs to be. Sets no cookie, reads nothing of the page.
(() => {
  const script = document.currentScript;
  const origin = new URL(script.src).origin;
  const language = script.dataset.language || document.documentElement.lang.slice(0, 2);
  const frame = document.createElement("iframe");
  frame.src = `${origin}/${script.dataset.shop}/embed/${language ? `?language=${language}` : ""}`;
  frame.title = script.dataset.title || "Tickets";
  frame.loading = "lazy";
  frame.width = "100%";
  frame.height = "640";
  frame.setAttribute("frameborder", "0");
  frame.setAttribute("allow", "payment");
  script.after(frame);
  addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== origin || event.data?.lyceum !== "height") return;
    frame.height = Math.min(6000, Math.max(200, Math.ceil(event.data.height)));
  });
})();
