import { z } from "zod";
import { attributeHash, flag, isoInstant, picture, textUpTo, wireId } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";
import { availabilities, emailAddress, newPassword, roles, shortName } from "./person-fields.ts";

const ownMembership = z.object({
  id: z.number(),
  name: z.string(),
  status: z.enum(["active", "suspended"]),
  active_at: isoInstant.nullable(),
  role: z.enum(roles),
  permissions: z.array(z.string()),
  availability: z.enum(availabilities),
  availability_status: z.enum(availabilities),
  auto_offline: z.boolean(),
  custom_role_id: z.number().nullable(),
  custom_role: z.null(),
});

/** A person, to themselves (contract, settings §2). */
export const profile = z.object({
  id: z.number(),
  access_token: z.string(),
  account_id: z.number().nullable(),
  available_name: z.string(),
  avatar_url: z.string(),
  confirmed: z.boolean(),
  display_name: z.string().nullable(),
  message_signature: z.string().nullable(),
  email: z.string(),
  inviter_id: z.number().nullable(),
  name: z.string(),
  provider: z.string(),
  pubsub_token: z.string(),
  custom_attributes: attributeHash,
  role: z.enum(roles).nullable(),
  ui_settings: attributeHash,
  uid: z.string(),
  type: z.string().nullable(),
  accounts: z.array(ownMembership),
});
export type Profile = z.infer<typeof profile>;

const profileBase = { tag: "Profile", callers: ["user"] } as const;

export const getProfile = operation({
  ...profileBase,
  id: "profile.get",
  method: "GET",
  path: "/api/v1/profile",
  summary: "The caller",
  response: profile,
});

export const updateProfile = operation({
  ...profileBase,
  id: "profile.update",
  method: "PATCH",
  path: "/api/v1/profile",
  summary: "Change name, picture, e-mail address, password or settings of the caller",
  rootKey: "profile",
  body: z.object({
    name: shortName.optional(),
    display_name: textUpTo(255).nullish(),
    email: emailAddress.optional(),
    avatar: picture.optional(),
    message_signature: textUpTo(20_000).nullish(),
    ui_settings: attributeHash.optional(),
    current_password: z.string().optional(),
    password: newPassword.optional(),
    password_confirmation: z.string().optional(),
  }),
  response: profile,
  maxBytes: 16 * 1024 * 1024,
});

export const setAvailability = operation({
  ...profileBase,
  id: "profile.availability",
  method: "POST",
  path: "/api/v1/profile/availability",
  summary: "Be online, busy or offline in one account",
  rootKey: "profile",
  body: z.object({ account_id: wireId, availability: z.enum(availabilities) }),
  response: profile,
});

export const setAutoOffline = operation({
  ...profileBase,
  id: "profile.auto_offline",
  method: "POST",
  path: "/api/v1/profile/auto_offline",
  summary: "Count as offline in one account while no screen is open",
  rootKey: "profile",
  body: z.object({ account_id: wireId, auto_offline: flag }),
  response: profile,
});

export const setActiveAccount = operation({
  ...profileBase,
  id: "profile.set_active_account",
  method: "PUT",
  path: "/api/v1/profile/set_active_account",
  summary: "Say which account the caller works in",
  rootKey: "profile",
  body: z.object({ account_id: wireId }),
});

export const deleteAvatar = operation({
  ...profileBase,
  id: "profile.delete_avatar",
  method: "DELETE",
  path: "/api/v1/profile/avatar",
  summary: "Remove the caller's picture",
  response: profile,
});

export const resetAccessToken = operation({
  ...profileBase,
  id: "profile.reset_access_token",
  method: "POST",
  path: "/api/v1/profile/reset_access_token",
  summary: "Replace the caller's API token; the old one is dead at once",
  response: profile,
});

export const resendConfirmation = operation({
  ...profileBase,
  id: "profile.resend_confirmation",
  method: "POST",
  path: "/api/v1/profile/resend_confirmation",
  summary: "Mail the link that confirms the caller's address once more",
});

/** Ours: where the caller is signed in. */
export const session = z.object({
  id: z.string(),
  kind: z.enum(["web", "client"]),
  ip: z.string().nullable(),
  user_agent: z.string().nullable(),
  created_at: isoInstant,
  last_seen_at: isoInstant,
  current: z.boolean(),
});
export type Session = z.infer<typeof session>;

export const listSessions = operation({
  ...profileBase,
  id: "profile.sessions",
  method: "GET",
  path: "/api/v1/profile/sessions",
  summary: "Where the caller is signed in",
  response: z.object({ payload: z.array(session) }),
});

export const revokeSession = operation({
  ...profileBase,
  id: "profile.revoke_session",
  method: "DELETE",
  path: "/api/v1/profile/sessions/{id}",
  summary: "Sign out one browser or client",
  params: z.object({ id: z.uuid() }),
});

export const revokeOtherSessions = operation({
  ...profileBase,
  id: "profile.revoke_other_sessions",
  method: "DELETE",
  path: "/api/v1/profile/sessions",
  summary: "Sign out everywhere else",
});
