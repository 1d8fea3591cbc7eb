import { z } from "zod";
import { attributeHash, wireId } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";
import { emailAddress, languageTag, newPassword, roles, shortName } from "./person-fields.ts";
import { profile } from "./profile.ts";

const base = { tag: "Platform", callers: ["platform_app"], isOutsideAccount: true } as const;
const accountsPath = "/platform/api/v1/accounts";
const usersPath = "/platform/api/v1/users";

const account = z.object({
  id: z.number(),
  name: z.string(),
  locale: z.string(),
  domain: z.string().nullable(),
  support_email: z.string().nullable(),
  features: z.record(z.string(), z.boolean()),
  custom_attributes: attributeHash,
  limits: attributeHash,
  status: z.enum(["active", "suspended"]),
});
export type PlatformAccount = z.infer<typeof account>;

const accountFields = {
  locale: languageTag.optional(),
  domain: z.string().max(100).nullish(),
  support_email: z.string().max(255).nullish(),
  status: z.enum(["active", "suspended"]).optional(),
  features: z
    .record(z.string(), z.union([z.boolean(), z.enum(["true", "false"]).transform((v) => v === "true")]))
    .optional(),
  limits: attributeHash.optional(),
  custom_attributes: attributeHash.optional(),
};
const accountParams = z.object({ account_id: wireId });

export const listPlatformAccounts = operation({
  ...base,
  id: "platform.accounts",
  method: "GET",
  path: accountsPath,
  summary: "Accounts that the app may touch",
  response: z.array(account),
});

export const createPlatformAccount = operation({
  ...base,
  id: "platform.create_account",
  method: "POST",
  path: accountsPath,
  summary: "Create an account; the app may touch it",
  body: z.object({ name: shortName, ...accountFields }),
  response: account,
});

export const getPlatformAccount = operation({
  ...base,
  id: "platform.account",
  method: "GET",
  path: `${accountsPath}/{account_id}`,
  summary: "An account that the app may touch",
  params: accountParams,
  response: account,
});

export const updatePlatformAccount = operation({
  ...base,
  id: "platform.update_account",
  method: "PATCH",
  path: `${accountsPath}/{account_id}`,
  summary: "Change an account; attributes are merged",
  params: accountParams,
  body: z.object({ name: shortName.optional(), ...accountFields }),
  response: account,
});

export const deletePlatformAccount = operation({
  ...base,
  id: "platform.delete_account",
  method: "DELETE",
  path: `${accountsPath}/{account_id}`,
  summary: "Suspend an account at once, and delete it in the background",
  params: accountParams,
});

const membership = z.object({
  id: z.number(),
  account_id: z.number(),
  user_id: z.number(),
  role: z.enum(roles),
  inviter_id: z.number().nullable(),
  active_at: z.string().nullable(),
  availability: z.string(),
  auto_offline: z.boolean(),
  custom_role_id: z.null(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type PlatformMembership = z.infer<typeof membership>;

export const listPlatformMembers = operation({
  ...base,
  id: "platform.account_users",
  method: "GET",
  path: `${accountsPath}/{account_id}/account_users`,
  summary: "Members of an account",
  params: accountParams,
  response: z.array(membership),
});

export const setPlatformMember = operation({
  ...base,
  id: "platform.create_account_user",
  method: "POST",
  path: `${accountsPath}/{account_id}/account_users`,
  summary: "Make somebody a member, or give a member another role",
  params: accountParams,
  body: z.object({ user_id: wireId, role: z.enum(roles).default("agent") }),
  response: membership,
});

export const removePlatformMember = operation({
  ...base,
  id: "platform.delete_account_user",
  method: "DELETE",
  path: `${accountsPath}/{account_id}/account_users`,
  summary: "End a membership",
  params: accountParams,
  query: z.object({ user_id: wireId.optional() }),
  body: z.object({ user_id: wireId.optional() }),
});

const userFields = {
  display_name: z.string().max(255).nullish(),
  custom_attributes: attributeHash.optional(),
};
const userParams = z.object({ id: wireId });

export const createPlatformUser = operation({
  ...base,
  id: "platform.create_user",
  method: "POST",
  path: usersPath,
  summary: "Create a person who can sign in at once; somebody known becomes one the app may touch",
  body: z.object({ name: shortName, email: emailAddress, password: newPassword.optional(), ...userFields }),
  response: profile,
});

export const getPlatformUser = operation({
  ...base,
  id: "platform.user",
  method: "GET",
  path: `${usersPath}/{id}`,
  summary: "A person that the app may touch",
  params: userParams,
  response: profile,
});

export const updatePlatformUser = operation({
  ...base,
  id: "platform.update_user",
  method: "PATCH",
  path: `${usersPath}/{id}`,
  summary: "Change a person; attributes are merged",
  params: userParams,
  body: z.object({
    name: shortName.optional(),
    email: emailAddress.optional(),
    password: newPassword.optional(),
    ...userFields,
  }),
  response: profile,
});

export const deletePlatformUser = operation({
  ...base,
  id: "platform.delete_user",
  method: "DELETE",
  path: `${usersPath}/{id}`,
  summary: "Delete a person everywhere",
  params: userParams,
});

export const getPlatformLogin = operation({
  ...base,
  id: "platform.login",
  method: "GET",
  path: `${usersPath}/{id}/login`,
  summary: "A link that signs the person in: once, within five minutes",
  params: userParams,
  response: z.object({ url: z.string() }),
});

export const createPlatformToken = operation({
  ...base,
  id: "platform.token",
  method: "POST",
  path: `${usersPath}/{id}/token`,
  summary: "The person's API token",
  params: userParams,
  response: z.object({ access_token: z.string(), expiry: z.null(), user: profile }),
});
