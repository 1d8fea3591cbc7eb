import { createHmac } from "node:crypto";
import { AppError } from "../../platform/app-error.ts";
import { decrypt, equalInConstantTime } from "../../platform/secrets.ts";
import type { InboxRow } from "../inboxes/channel-settings.ts";

/**
 * Checks that the owner of the inbox vouches for an identifier (contract, public API §1): hex HMAC-SHA256 of it under the inbox's
 * token. Asked for when a hash is given, and always where the inbox insists.
 *
 * @returns was it proved?
 * @throws unauthenticated for a wrong or missing hash
 */
export function verifyIdentity(
  inbox: Pick<InboxRow, "hmacToken" | "hmacMandatory">,
  given: { identifier?: string | number | null | undefined; identifier_hash?: string | null | undefined },
): boolean {
  if (!given.identifier_hash && !inbox.hmacMandatory) return false;
  const expected = createHmac("sha256", decrypt(inbox.hmacToken))
    .update(String(given.identifier ?? ""))
    .digest("hex");
  if (given.identifier && given.identifier_hash && equalInConstantTime(expected, given.identifier_hash)) return true;
  throw new AppError("unauthenticated", { public: "HMAC failed: Invalid Identifier Hash Provided" });
}
