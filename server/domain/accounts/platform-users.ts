import { and, eq } from "drizzle-orm";
import { platformAppPermissions, users } from "#db/schema/accounts.ts";
import { invalid } from "../../platform/app-error.ts";
import { forgetMembership } from "../../platform/auth/membership.ts";
import { hashPassword } from "../../platform/auth/password-hash.ts";
import { type Context, systemContext } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { runtime } from "../../platform/runtime.ts";
import { announcePerson } from "./announce-person.ts";
import type * as contract from "./contract/platform.ts";
import type { Profile } from "./contract/profile.ts";
import { deleteIfNowhere, endMembership } from "./delete-agent.ts";
import { findPersonByEmail, insertPerson } from "./insert-person.ts";
import { loadProfile } from "./load-profile.ts";
import { insertMailedToken } from "./mailed-token.ts";
import { permitPlatformApp } from "./platform-apps.ts";
import { actingAppId, requirePermission } from "./platform-permission.ts";
import { findAccessToken, getUser, listMemberships } from "./queries.ts";
import { storePassword } from "./set-password.ts";

/** A person who can sign in at once; a known address is made one that the app may touch (contract, settings §17). */
export async function createPlatformUser(
  ctx: Context,
  input: Input<typeof contract.createPlatformUser>,
): Promise<Profile> {
  const passwordHash = input.password === undefined ? null : await hashPassword(input.password);
  return transaction(ctx, async (tx) => {
    const person = { name: input.name, email: input.email, passwordHash, isConfirmed: true };
    const created = await insertPerson(tx, person);
    const id = created?.id ?? (await findPersonByEmail(tx, input.email))?.id;
    if (id === undefined) throw invalid("email", "Email has already been taken");
    if (created) {
      const values = { displayName: input.display_name ?? null, customAttributes: input.custom_attributes ?? {} };
      await tx.db.update(users).set(values).where(eq(users.id, id));
    }
    await permitPlatformApp(tx, { platformAppId: actingAppId(tx), permissibleType: "user", permissibleId: id });
    return loadProfile(tx, id);
  });
}

/** @throws unauthenticated for whom the app may not touch, not_found */
export async function getPlatformUser(ctx: Context, { id }: { id: number }): Promise<Profile> {
  await requireUser(ctx, id);
  return loadProfile(ctx, id);
}

/** The address changes without being confirmed again. @throws unauthenticated, not_found, invalid for a taken address */
export async function updatePlatformUser(
  ctx: Context,
  input: Input<typeof contract.updatePlatformUser>,
): Promise<Profile> {
  const passwordHash = input.password === undefined ? null : await hashPassword(input.password);
  return transaction(ctx, async (tx) => {
    await requireUser(tx, input.id);
    const before = await getUser(tx, input.id);
    const owner = input.email === undefined ? null : await findPersonByEmail(tx, input.email);
    if (owner && owner.id !== input.id) throw invalid("email", "Email has already been taken");
    await tx.db
      .update(users)
      .set({
        name: input.name,
        displayName: input.display_name,
        email: input.email,
        customAttributes: { ...before.customAttributes, ...input.custom_attributes },
        updatedAt: new Date(),
      })
      .where(eq(users.id, input.id));
    if (passwordHash) await storePassword(tx, input.id, { passwordHash });
    else await announcePerson(tx, input.id);
    return loadProfile(tx, input.id);
  });
}

/** Removes a person from all accounts, and altogether. @throws unauthenticated, not_found */
export async function deletePlatformUser(ctx: Context, { id }: { id: number }): Promise<void> {
  await requireUser(ctx, id);
  const memberships = await listMemberships(ctx, id);
  for (const { accountId } of memberships) {
    await transaction(systemContext(accountId, "platform"), (tx) => endMembership(tx, id));
    forgetMembership(accountId, id);
  }
  await transaction(ctx, async (tx) => {
    await deleteIfNowhere(tx, id);
    const { permissibleType, permissibleId } = platformAppPermissions;
    await tx.db.delete(platformAppPermissions).where(and(eq(permissibleType, "user"), eq(permissibleId, id)));
  });
}

/** A link that signs the person in: once, within five minutes. @throws unauthenticated, not_found */
export async function getPlatformLogin(ctx: Context, { id }: { id: number }): Promise<{ url: string }> {
  return transaction(ctx, async (tx) => {
    await requireUser(tx, id);
    const { email } = await getUser(tx, id);
    const query = new URLSearchParams({ email, sso_auth_token: await insertMailedToken(tx, id, "single_sign_on") });
    return { url: `${runtime().config.appUrl}/app/login?${query}` };
  });
}

/** @throws unauthenticated, not_found */
export async function createPlatformToken(
  ctx: Context,
  { id }: { id: number },
): Promise<Result<typeof contract.createPlatformToken>> {
  const user = await getPlatformUser(ctx, { id });
  return { access_token: await findAccessToken(ctx, "user", id), expiry: null, user };
}

async function requireUser(ctx: Context, id: number): Promise<void> {
  await getUser(ctx, id);
  await requirePermission(ctx, "user", id);
}
