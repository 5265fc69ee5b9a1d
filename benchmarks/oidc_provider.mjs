// A certified OpenID Connect provider (npm's oidc-provider, its defaults) for benchmarks/oidc.py.
// Run: node oidc_provider.mjs PORT REDIRECT_URI FOLDER, where FOLDER has node_modules/oidc-provider.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [port, back, folder] = process.argv.slice(2);
const found = createRequire(`${folder}/`).resolve("oidc-provider");
const { default: Provider } = await import(pathToFileURL(found));

const address = `http://127.0.0.1:${port}`;
const provider = new Provider(address, {
  clients: [{ client_id: "nigao", client_secret: "a secret both sides know", redirect_uris: [back] }],
  claims: { openid: ["sub"], profile: ["preferred_username"] },
  // whoever signs in is who he says he is: the password is the provider's business
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: id }) }),
  pkce: { required: () => true },
  cookies: { keys: ["a key of this run"] },
  ttl: { AuthorizationCode: 60, AccessToken: 60, IdToken: 60, Grant: 600, Interaction: 600, Session: 600 },
});
provider.listen(Number(port), "127.0.0.1", () => console.log("listening"));
