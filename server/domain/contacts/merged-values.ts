import type { Attributes } from "#db/schema/columns.ts";
import type { Changed } from "../../platform/events/event-types.ts";
import { type ContactRow, type ContactValues, changesOf, onlyDifferent } from "./change-contact.ts";

/**
 * What a contact holds after it has taken in another one (contract, contacts §4): its own values win, blanks are filled,
 * attributes are merged key by key. Who is blocked stays blocked.
 *
 * @param isLinkUp  both are one person to a provider: a name then replaces a number that stood in for it
 */
export function mergedValues(
  kept: ContactRow,
  gone: ContactRow,
  isLinkUp: boolean,
): { values: ContactValues & Pick<ContactRow, "lastActivityAt" | "createdAt">; changed: Changed } {
  const stoodIn = isLinkUp && /^(\+?\d|$)/.test(kept.name) && !/^(\+?\d|$)/.test(gone.name);
  const values: ContactValues = {
    name: stoodIn ? gone.name : kept.name || gone.name,
    email: kept.email || gone.email,
    phoneNumber: kept.phoneNumber || gone.phoneNumber,
    identifier: kept.identifier || gone.identifier,
    blocked: kept.blocked || gone.blocked,
    avatarKey: kept.avatarKey ?? gone.avatarKey,
    avatarUrl: kept.avatarKey ? kept.avatarUrl : gone.avatarUrl,
    labels: [...new Set([...kept.labels, ...gone.labels])],
    additionalAttributes: deeplyMerged(kept.additionalAttributes, gone.additionalAttributes),
    customAttributes: deeplyMerged(kept.customAttributes, gone.customAttributes),
  };
  const times = {
    lastActivityAt: latest(kept.lastActivityAt, gone.lastActivityAt),
    createdAt: new Date(Math.min(kept.createdAt.getTime(), gone.createdAt.getTime())),
  };
  return { values: { ...values, ...times }, changed: changesOf(kept, onlyDifferent(kept, values)) };
}

const latest = (one: Date | null, other: Date | null): Date | null =>
  one && other ? (one > other ? one : other) : (one ?? other);

function deeplyMerged(kept: Attributes, gone: Attributes): Attributes {
  const merged: Attributes = { ...gone };
  for (const [key, value] of Object.entries(kept)) {
    const other = gone[key];
    if (isHash(value) && isHash(other)) merged[key] = deeplyMerged(value, other);
    else if (other === undefined || !isBlank(value)) merged[key] = value;
  }
  return merged;
}

const isHash = (value: unknown): value is Attributes =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isBlank = (value: unknown): boolean => value === null || value === "";
