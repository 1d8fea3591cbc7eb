import { and, eq, ne, sql } from "drizzle-orm";
import { users } from "#db/schema/accounts.ts";
import { invalid, refused } from "../../platform/app-error.ts";
import { type AttemptLimit, clearAttempts, countAttempt } from "../../platform/auth/attempts.ts";
import { hashPassword, verifyPassword } from "../../platform/auth/password-hash.ts";
import { type Context, database } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { withAvatarFile } from "../../platform/media/with-avatar-file.ts";
import { runtime } from "../../platform/runtime.ts";
import { announcePerson } from "./announce-person.ts";
import type { updateProfile as operation, Profile } from "./contract/profile.ts";
import { sendMail } from "./jobs.ts";
import { loadProfile } from "./load-profile.ts";
import { actingUserId, getUser, type UserRow } from "./queries.ts";
import { requireSamePasswords } from "./reset-password.ts";
import { storePassword } from "./set-password.ts";

type Changes = Input<typeof operation>;

const passwordGuesses: AttemptLimit = { name: "current-password", limit: 10, seconds: 15 * 60 };

/**
 * Changes the caller's own data (contract, settings §2). A new password needs the current one and ends all other sign-ins. A
 * new e-mail address waits until the mailed link is opened.
 *
 * @throws refused for a wrong current password, invalid
 */
export async function updateProfile(ctx: Context, input: Changes): Promise<Profile> {
  const userId = actingUserId(ctx);
  const before = await getUser(ctx, userId);
  const passwordHash = input.password === undefined ? undefined : await checkedPassword(before, input);
  const newEmail = input.email !== undefined && input.email !== before.email.toLowerCase() ? input.email : undefined;
  if (newEmail) await requireFreeEmail(ctx, userId, newEmail);
  const profile = await withAvatarFile(input.avatar, `users/${userId}`, (avatarKey) =>
    transaction(ctx, async (tx) => {
      await writeChanges(tx, userId, { ...input, newEmail, avatarKey });
      if (newEmail) tx.enqueue(sendMail, { mail: "email_change", userId });
      if (passwordHash) await storePassword(tx, userId, { passwordHash, keep: sessionOf(ctx) });
      else await announcePerson(tx, userId);
      return loadProfile(tx, userId);
    }),
  );
  const { avatarKey: oldPicture } = before;
  if (input.avatar !== undefined && oldPicture) await runtime().storage.delete(oldPicture);
  return profile;
}

const sessionOf = (ctx: Context): string | undefined => (ctx.actor.kind === "user" ? ctx.actor.sessionId : undefined);

/** Guessing it from a signed-in browser is limited like signing in. */
async function checkedPassword(user: UserRow, input: Changes): Promise<string> {
  requireSamePasswords(input);
  await countAttempt(passwordGuesses, `user:${user.id}`);
  if (!(await verifyPassword(input.current_password ?? "", user.passwordHash)))
    throw refused("Invalid current password");
  await clearAttempts(passwordGuesses, `user:${user.id}`);
  return hashPassword(input.password ?? "");
}

async function requireFreeEmail(ctx: Context, userId: number, email: string): Promise<void> {
  const [taken] = await database(ctx)
    .select({ id: users.id })
    .from(users)
    .where(and(eq(sql`lower(${users.email})`, email), ne(users.id, userId)));
  if (taken) throw invalid("email", "Email has already been taken");
}

interface Row extends Changes {
  newEmail: string | undefined;
  avatarKey: string | null | undefined;
}

/** Undefined keys are left as they are. */
async function writeChanges(tx: Tx<Context>, userId: number, changes: Row): Promise<void> {
  await tx.db
    .update(users)
    .set({
      name: changes.name,
      displayName: changes.display_name,
      messageSignature: changes.message_signature,
      uiSettings: changes.ui_settings,
      unconfirmedEmail: changes.newEmail,
      avatarKey: changes.avatarKey,
      updatedAt: new Date(),
    })
    .where(eq(users.id, userId));
}
