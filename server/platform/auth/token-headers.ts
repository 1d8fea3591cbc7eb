/** A sign-in of the contract's clients (conventions §2.2): three values that stay the same for two months. */
export interface TokenHeaders {
  accessToken: string;
  client: string;
  /** E-mail address. */
  uid: string;
}

/** From headers, else from the query, else from `Authorization: Bearer <base64 JSON>`; null when one of the three is missing. */
export function readTokenHeaders(request: Request): TokenHeaders | null {
  const query = new URL(request.url).searchParams;
  return (
    fromLookup((name) => request.headers.get(name)) ??
    fromLookup((name) => query.get(name)) ??
    fromLookup(bearerLookup(request.headers.get("authorization")))
  );
}

/** The headers a signed-in client gets with every answer. `expiresAt` ends the sign-in. */
export function writeTokenHeaders(tokens: TokenHeaders, expiresAt: Date): Record<string, string> {
  const headers = {
    "access-token": tokens.accessToken,
    "token-type": "Bearer",
    client: tokens.client,
    expiry: String(Math.floor(expiresAt.getTime() / 1000)),
    uid: tokens.uid,
  };
  return { ...headers, authorization: `Bearer ${Buffer.from(JSON.stringify(headers)).toString("base64")}` };
}

function fromLookup(find: (name: string) => string | null): TokenHeaders | null {
  const accessToken = find("access-token");
  const client = find("client");
  const uid = find("uid");
  return accessToken && client && uid ? { accessToken, client, uid } : null;
}

function bearerLookup(header: string | null): (name: string) => string | null {
  const match = /^Bearer\s+([A-Za-z0-9+/=_-]+)$/i.exec(header ?? "");
  const values = match?.[1] ? parseObject(Buffer.from(match[1], "base64").toString("utf8")) : {};
  return (name) => (typeof values[name] === "string" ? values[name] : null);
}

/** `{}` for anything else: other schemes and foreign bearer tokens are not ours to complain about. */
function parseObject(text: string): Record<string, unknown> {
  if (!text.startsWith("{")) return {};
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
