import { invalid } from "../../platform/app-error.ts";
import type { Context } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { actingUserId } from "../accounts/queries.ts";
import type * as contract from "./contract/subscriptions.ts";

type Subscription = Result<typeof contract.createSubscription>;

/** Longest address of a push service or token of a device. */
const MAX_IDENTIFIER = 4096;

interface Row {
  id: number;
  user_id: number;
  subscription_type: string;
  subscription_attributes: Record<string, unknown>;
  identifier: string;
  created_at: string;
  updated_at: string;
}

/**
 * Remembers where the caller takes pushes (contract, settings §2). A device that somebody else had registered is the caller's now.
 *
 * @throws invalid when the attributes name no device, or a browser's address is not on the web
 */
export async function createSubscription(
  ctx: Context,
  input: Input<typeof contract.createSubscription>,
): Promise<Subscription> {
  const identifier = identifierOf(input);
  return transaction(ctx, async (tx) => {
    const [row] = await tx.sql<Row[]>`
      insert into notification_subscriptions (user_id, subscription_type, identifier, subscription_attributes)
      values (${actingUserId(tx)}, ${input.subscription_type}, ${identifier},
        ${JSON.stringify(input.subscription_attributes)}::text::jsonb)
      on conflict (identifier) do update set user_id = excluded.user_id, subscription_type = excluded.subscription_type,
        subscription_attributes = excluded.subscription_attributes, updated_at = now()
      returning id, user_id, subscription_type, subscription_attributes, identifier, created_at, updated_at`;
    if (!row) throw new Error("A subscription could not be written");
    return {
      ...row,
      created_at: new Date(row.created_at).toISOString(),
      updated_at: new Date(row.updated_at).toISOString(),
    };
  });
}

/** Forgets one of the caller's own devices, by its token or address; what is not known is gone already. */
export async function deleteSubscription(
  ctx: Context,
  input: Input<typeof contract.deleteSubscription>,
): Promise<void> {
  await transaction(ctx, async (tx) => {
    await tx.sql`
      delete from notification_subscriptions
      where user_id = ${actingUserId(tx)} and (identifier = ${input.endpoint ?? ""}
        or (subscription_type = 'fcm' and subscription_attributes ->> 'push_token' = ${input.push_token ?? ""}))`;
  });
}

/** A browser is its address at the push service, a phone its device id. */
function identifierOf({
  subscription_type,
  subscription_attributes: attributes,
}: Input<typeof contract.createSubscription>) {
  const text = (name: string) => (typeof attributes[name] === "string" ? attributes[name] : "");
  const identifier = subscription_type === "browser_push" ? text("endpoint") : text("device_id");
  if (identifier === "" || identifier.length > MAX_IDENTIFIER) throw invalid("identifier", "Identifier can't be blank");
  if (subscription_type === "fcm") return identifier;
  if (!/^https?:$/.test(URL.canParse(identifier) ? new URL(identifier).protocol : ""))
    throw invalid("endpoint", "Endpoint is invalid");
  if (!isKey(text("p256dh"), 65) || !isKey(text("auth"), 16)) throw invalid("keys", "Keys are invalid");
  return identifier;
}

/** Keys of a browser are base64url of fixed length (Push API, `PushSubscription.getKey`). */
const isKey = (text: string, bytes: number): boolean =>
  /^[\w+/=-]+$/.test(text) && Buffer.from(text, "base64url").length === bytes;
