// A certified OpenID provider (oidc-provider) that answers like Pro Santé Connect, for demonstrations and tests.
//
//   node provider.mjs FILE   FILE holds {port, clients, people}
//   node provider.mjs -      the same as one line of standard input; ends with it
//
// `people` is a folder: LOGIN.json holds the claims of whoever logs in as LOGIN, with any password. It prints its
// issuer once it listens.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { createServer } from "node:http";
import { join } from "node:path";
import Provider from "oidc-provider";

const lines = createInterface({ input: process.stdin });
const named = process.argv[2] ?? "-";
const told = JSON.parse(named === "-" ? (await lines[Symbol.asyncIterator]().next()).value : await readFile(named));
const server = createServer();
await new Promise((listening) => server.listen(told.port ?? 0, "127.0.0.1", listening));
const issuer = `http://127.0.0.1:${server.address().port}`;

async function findAccount(_, login) {
  if (!/^[a-z0-9.-]{1,80}$/.test(login) || login.startsWith(".")) return undefined;
  try {
    const person = JSON.parse(await readFile(join(told.people, `${login}.json`)));
    return { accountId: login, claims: () => ({ sub: `f:people:${login}`, ...person }) };
  } catch (failure) {
    if (failure.code === "ENOENT") return undefined;
    throw failure;
  }
}

const profile = ["SubjectNameID", "SubjectRefPro", "family_name", "given_name", "preferred_username"];
const provider = new Provider(issuer, {
  clients: told.clients,
  acrValues: ["eidas1"],
  scopes: ["openid", "scope_all"],
  claims: { openid: ["sub"], scope_all: profile },
  pkce: { required: () => true, methods: ["S256"] },
  cookies: { keys: ["demonstrations-and-tests-only"] },
  features: { devInteractions: { enabled: true } },
  ttl: { AccessToken: 300, AuthorizationCode: 60, IdToken: 300, Interaction: 600, Session: 600, Grant: 600 },
  findAccount,
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
if (named === "-") lines.on("close", () => process.exit(0));
else lines.close();
