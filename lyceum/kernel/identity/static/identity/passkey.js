/*
 * A button that asks the device for a passkey, and sends what it says with the form around it.
 *
 *   <form method="post">
 *     <input type="hidden" name="credential">
 *     <passkey-button ask="get" options="/account/login/passkey/" hidden>
 *       <button type="button">…</button> <p data-fault hidden></p>
 *       <template data-word="refused">…</template> <template data-word="unreachable">…</template>
 *     </passkey-button>
 *   </form>
 *
 * `ask`: get (an existing one) or create. `options`: where to ask what to ask for; without it, the page says so in
 * <script type="application/json" id="passkey-options">. Without JavaScript or passkeys it stays hidden.
 */

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const listed = (credentials) => credentials?.map((one) => ({ ...one, id: bytes(one.id) }));

function asked(publicKey, kind) {
  const options = { ...publicKey, challenge: bytes(publicKey.challenge) };
  if (kind === "get") return { ...options, allowCredentials: listed(publicKey.allowCredentials) };
  options.user = { ...publicKey.user, id: bytes(publicKey.user.id) };
  options.excludeCredentials = listed(publicKey.excludeCredentials);
  // A passkey signs in by itself: it is kept by the device, and opened by its owner alone.
  options.authenticatorSelection = {
    ...publicKey.authenticatorSelection,
    residentKey: "required",
    requireResidentKey: true,
    userVerification: "required",
  };
  return options;
}

function plain(credential) {
  const { response } = credential;
  const said = { clientDataJSON: text(response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[part]) said[part] = text(response[part]);
  }
  if (response.getTransports) said.transports = response.getTransports();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: said,
  };
}

class PasskeyButton extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential) return;
    this.hidden = false;
    this.button.addEventListener("click", () => this.ask());
  }

  get button() {
    return this.querySelector("button");
  }

  async ask() {
    const form = this.closest("form");
    if (!form.reportValidity()) return;
    this.button.disabled = true;
    this.querySelector("[data-fault]").hidden = true;
    try {
      const kind = this.getAttribute("ask");
      const publicKey = asked((await this.options()).publicKey, kind);
      const credential = await navigator.credentials[kind]({ publicKey });
      form.elements.credential.value = JSON.stringify(plain(credential));
      form.submit();
    } catch (fault) {
      this.say(fault instanceof TypeError ? "unreachable" : "refused");
      this.button.disabled = false;
    }
  }

  async options() {
    const address = this.getAttribute("options");
    if (!address) return JSON.parse(document.getElementById("passkey-options").textContent);
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new TypeError(answer.statusText);
    return (await answer.json()).request_options;
  }

  say(word) {
    const fault = this.querySelector("[data-fault]");
    fault.textContent = this.querySelector(`template[data-word="${word}"]`).innerHTML;
    fault.hidden = false;
  }
}

customElements.define("passkey-button", PasskeyButton);
