import { sign, verifySignature } from "../../platform/secrets.ts";

/** Contract, public API §3. */
const DAYS = 180;
const PURPOSE = "widget";

interface Claims {
  source_id: string;
  inbox_id: number;
  exp: number;
}

/** What a visitor's browser keeps to be known again: a JWT, HS256. */
export function issueWidgetToken(of: { sourceId: string; inboxId: number }): string {
  const exp = Math.floor(Date.now() / 1000) + DAYS * 86_400;
  const claims: Claims = { source_id: of.sourceId, inbox_id: of.inboxId, exp };
  const text = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${text}.${sign(PURPOSE, text)}`;
}

/** Null for a token that we did not issue, or that is too old. */
export function readWidgetToken(token: string | null | undefined): { sourceId: string; inboxId: number } | null {
  const [header, claims, signature] = (token ?? "").split(".");
  if (!header || !claims || !signature || !verifySignature(PURPOSE, `${header}.${claims}`, signature)) return null;
  const { source_id, inbox_id, exp } = JSON.parse(Buffer.from(claims, "base64url").toString("utf8")) as Claims;
  return exp * 1000 > Date.now() ? { sourceId: source_id, inboxId: inbox_id } : null;
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
