import { createSign } from "node:crypto";
import { refused } from "../../platform/app-error.ts";
import { safeFetch } from "../../platform/http-client/safe-fetch.ts";
import { parseAnswer } from "./parse-answer.ts";

export interface ServiceAccount {
  client_email: string;
  private_key: string;
  token_uri: string;
}

const LIFE_SECONDS = 3600;

/**
 * An access token for a service account: a JWT signed with its key, handed in at the token address
 * (https://developers.google.com/identity/protocols/oauth2/service-account).
 *
 * @throws refused when the key is none, or is not accepted; FetchError
 */
export async function googleToken(account: ServiceAccount, scope: string): Promise<string> {
  const { status, body } = await safeFetch(account.token_uri, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
      assertion: assertion(account, scope),
    }).toString(),
  });
  if (status !== 200) throw refused(`The service account was not accepted (${status})`);
  const token = (parseAnswer(body) as { access_token?: unknown } | null)?.access_token;
  if (typeof token !== "string") throw refused("The service account got no access token");
  return token;
}

function assertion({ client_email, private_key, token_uri }: ServiceAccount, scope: string): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { iss: client_email, scope, aud: token_uri, iat: now, exp: now + LIFE_SECONDS };
  const text = `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}`;
  try {
    return `${text}.${createSign("RSA-SHA256").update(text).sign(private_key, "base64url")}`;
  } catch {
    throw refused("The private key of the service account cannot be read");
  }
}
