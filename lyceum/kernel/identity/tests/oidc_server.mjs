/*
 * A real OpenID Connect server for the tests: npm `oidc-provider`, on a port of its own choice, which it prints.
 *
 *   node oidc_server.mjs <redirect address>
 *
 * It has two clients, demands PKCE S256, and signs in whoever `POST /person` said last, without asking.
 */
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const [redirect] = process.argv.slice(2);
let person = { sub: "nobody" };

const client = (id) => ({
  client_id: id,
  client_secret: `secret of ${id}`,
  redirect_uris: [redirect],
  grant_types: ["authorization_code"],
  response_types: ["code"],
});

const settings = {
  clients: [client("lyceum"), client("another")],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "given_name", "family_name"] },
  cookies: { keys: ["only for tests"] },
  features: { devInteractions: { enabled: false } },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...person, sub }) }),
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  pkce: { methods: ["S256"], required: () => true },
};

async function agreed(provider, request, response) {
  const { params, prompt, session } = await provider.interactionDetails(request, response);
  if (prompt.name === "login") {
    const result = { login: { accountId: person.sub } };
    return provider.interactionFinished(request, response, result);
  }
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  const result = { consent: { grantId: await grant.save() } };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}

async function told(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString());
}

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const address = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(address, settings);
  const answer = provider.callback();
  server.on("request", async (request, response) => {
    if (request.method === "POST" && request.url === "/person") {
      person = await told(request);
      response.end();
    } else if (request.url.startsWith("/interaction/")) {
      await agreed(provider, request, response);
    } else {
      answer(request, response);
    }
  });
  console.log(address);
});
