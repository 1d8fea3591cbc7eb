import { z } from "zod";
import { attributeHash, isoInstant } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";

const path = "/api/v1/notification_subscriptions";
const common = { tag: "Notifications", callers: ["user"] } as const;

export const createSubscription = operation({
  ...common,
  id: "notification_subscriptions.create",
  method: "POST",
  path,
  summary: "Let a browser or a phone take pushes; one that is known moves to the caller",
  rootKey: "notification_subscription",
  body: z.object({
    subscription_type: z.enum(["browser_push", "fcm"]),
    /** `endpoint, p256dh, auth` of a browser; `push_token, device_id, …` of a phone. */
    subscription_attributes: attributeHash,
  }),
  response: z.object({
    id: z.number(),
    user_id: z.number(),
    subscription_type: z.string(),
    subscription_attributes: attributeHash,
    identifier: z.string(),
    created_at: isoInstant,
    updated_at: isoInstant,
  }),
});

export const deleteSubscription = operation({
  ...common,
  id: "notification_subscriptions.delete",
  method: "DELETE",
  path,
  summary: "Take no more pushes on a device",
  body: z.object({
    push_token: z.string().max(4096).nullish(),
    /** Ours: a browser names itself by the address of its push service. */
    endpoint: z.string().max(4096).nullish(),
  }),
});

export const getPushKey = operation({
  ...common,
  id: "notification_subscriptions.public_key",
  method: "GET",
  path: `${path}/public_key`,
  summary: "The key with which browsers check who pushes to them",
  response: z.object({ public_key: z.string() }),
});
