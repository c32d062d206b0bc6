// A certified OpenID provider (oidc-provider) that answers like Pro Santé Connect, for tests.
// Standard input: one JSON line {clients, people, acr}; it prints its issuer once it listens, and ends with its input.
import { createInterface } from "node:readline";
import { createServer } from "node:http";
import Provider from "oidc-provider";

const lines = createInterface({ input: process.stdin });
const told = JSON.parse((await lines[Symbol.asyncIterator]().next()).value);
const server = createServer();
await new Promise((listening) => server.listen(told.port ?? 0, "127.0.0.1", listening));
const issuer = `http://127.0.0.1:${server.address().port}`;

const profile = ["SubjectNameID", "SubjectRefPro", "family_name", "given_name", "preferred_username"];
const provider = new Provider(issuer, {
  clients: told.clients,
  acrValues: ["eidas1"],
  scopes: ["openid", "scope_all"],
  claims: { openid: ["sub"], scope_all: profile },
  pkce: { required: () => true, methods: ["S256"] },
  cookies: { keys: ["for-tests-only"] },
  features: { devInteractions: { enabled: true } },
  ttl: { AccessToken: 300, AuthorizationCode: 60, IdToken: 300, Interaction: 600, Session: 600, Grant: 600 },
  findAccount: (_, id) =>
    id in told.people ? { accountId: id, claims: () => ({ sub: `f:test:${id}`, ...told.people[id] }) } : undefined,
  // The registered client is the platform itself: nothing to consent to.
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope("openid scope_all");
    await grant.save();
    return grant;
  },
});
server.on("request", provider.callback());
process.stdout.write(`${issuer}\n`);
for await (const _ of lines) {
  // Nothing more is said: the end of the input is the end.
}
process.exit(0);
