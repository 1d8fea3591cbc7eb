import { toIso } from "../../platform/contract/fields.ts";
import { avatarLink } from "../../platform/storage/file-link.ts";
import { permissionsOf } from "../../policies/roles.ts";
import type { CacheKeys } from "./cache-keys.ts";
import type { Agent } from "./contract/agent.ts";
import type { Profile, Session } from "./contract/profile.ts";
import type { Account } from "./contract.ts";
import { enabledFeatures } from "./features.ts";
import { availabilityStatus } from "./presence.ts";
import type { AccountRow, AgentRow, listSessionRows, MembershipRow, UserRow } from "./queries.ts";

/** The name others see. */
export const availableName = (person: { name: string; displayName: string | null }): string =>
  person.displayName || person.name;

/** A person to themselves (contract, settings §2). `memberships`: the account worked in last first. */
export function serializeProfile(user: UserRow, memberships: MembershipRow[], accessToken: string): Profile {
  const active = memberships[0];
  return {
    id: user.id,
    access_token: accessToken,
    account_id: active?.accountId ?? null,
    available_name: availableName(user),
    avatar_url: avatarLink(user.avatarKey),
    confirmed: user.confirmedAt !== null,
    display_name: user.displayName,
    message_signature: user.messageSignature,
    email: user.email,
    inviter_id: active?.inviterId ?? null,
    name: user.name,
    provider: "email",
    pubsub_token: user.pubsubToken,
    custom_attributes: user.customAttributes,
    role: active?.role ?? null,
    ui_settings: user.uiSettings,
    uid: user.email,
    type: null,
    accounts: memberships.map((membership) => ({
      id: membership.accountId,
      name: membership.accountName,
      status: membership.accountStatus,
      active_at: toIso(membership.activeAt),
      role: membership.role,
      permissions: permissionsOf(membership.role),
      availability: membership.availability,
      availability_status: availabilityStatus({ ...membership, userId: user.id }),
      auto_offline: membership.autoOffline,
      custom_role_id: null,
      custom_role: null,
    })),
  };
}

/** A person to the account (contract, settings §3). */
export function serializeAgent(row: AgentRow): Agent {
  return {
    id: row.id,
    account_id: row.accountId,
    availability_status: availabilityStatus({ ...row, userId: row.id }),
    auto_offline: row.autoOffline,
    confirmed: row.confirmedAt !== null,
    email: row.email,
    provider: "email",
    available_name: availableName(row),
    custom_attributes: row.customAttributes,
    name: row.name,
    role: row.role,
    thumbnail: avatarLink(row.avatarKey),
    custom_role_id: null,
  };
}

export function serializeSession(
  row: Awaited<ReturnType<typeof listSessionRows>>[number],
  currentId: string | undefined,
): Session {
  return {
    id: row.id,
    kind: row.kind,
    ip: row.ip,
    user_agent: row.userAgent,
    created_at: row.createdAt.toISOString(),
    last_seen_at: row.lastSeenAt.toISOString(),
    current: row.id === currentId,
  };
}

/** The account to its members (contract, settings §1). What has no column of its own lives in `settings`. */
export function serializeAccount(row: AccountRow, cacheKeys: CacheKeys): Account {
  const { domain, support_email, features, limits: _limits, ...settings } = row.settings;
  return {
    id: row.id,
    name: row.name,
    locale: row.locale.replace("-", "_"),
    domain: typeof domain === "string" ? domain : null,
    support_email: typeof support_email === "string" ? support_email : null,
    status: row.status,
    created_at: row.createdAt.toISOString(),
    settings,
    features: enabledFeatures(features),
    custom_attributes: { ...row.customAttributes, timezone: row.timezone },
    cache_keys: cacheKeys,
  };
}
