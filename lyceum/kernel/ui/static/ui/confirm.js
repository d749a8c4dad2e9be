// <button hx-delete="…" hx-confirm="The group and its places will be gone."> or <form data-confirm="…">
// Asks in our own dialog (#confirm), never in the browser's.
const dialog = document.getElementById("confirm");

export const ask = (question) =>
  new Promise((resolve) => {
    dialog.querySelector("[data-question]").textContent = question;
    dialog.returnValue = "no";
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
    dialog.showModal();
  });

dialog?.addEventListener("click", (event) => {
  const answer = event.target.closest("[data-answer]")?.dataset.answer;
  if (answer) dialog.close(answer);
});

document.addEventListener("htmx:confirm", async (event) => {
  if (!dialog) return;
  event.preventDefault();
  const { ctx, issueRequest, dropRequest } = event.detail;
  (await ask(ctx.confirm)) ? issueRequest() : dropRequest();
});

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-confirm]");
  if (!form || !dialog || form.dataset.confirmed) return;
  event.preventDefault();
  if (!(await ask(form.dataset.confirm))) return;
  form.dataset.confirmed = "yes";
  form.requestSubmit(event.submitter);
});
