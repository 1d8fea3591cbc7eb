import { eq } from "drizzle-orm";
import { accounts } from "#db/schema/accounts.ts";
import type { Context } from "../../platform/context.ts";
import { database } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { sendMail } from "../../platform/mail/send-mail.ts";
import { runtime } from "../../platform/runtime.ts";
import type { AccountMail } from "./account-mail.ts";
import { findPersonByEmail } from "./insert-person.ts";
import { mailTexts } from "./mail-texts.ts";
import { insertMailedToken, linkHours, type Purpose } from "./mailed-token.ts";
import { getUser, type UserRow } from "./queries.ts";
import { availableName } from "./serialize.ts";

/** Makes the link and sends the mail. A repeat after a failure sends a fresh link; the one before stops working. */
export async function sendAccountMail(mail: AccountMail): Promise<void> {
  const ctx: Context = { actor: { kind: "system" }, requestId: mail.mail, locale: "en" };
  if (mail.mail === "password_reset") return sendPasswordReset(ctx, mail.email);
  if (mail.mail === "invitation") return sendInvitation(ctx, mail);
  return sendEmailChange(ctx, mail.userId);
}

/** Nothing happens for an address nobody has: only this job knows. */
async function sendPasswordReset(ctx: Context, email: string): Promise<void> {
  const user = await findPersonByEmail({ db: database(ctx) }, email);
  if (!user) return;
  const { link, hours } = await makeLink(ctx, user, "password_reset");
  await sendMail({
    to: user.email,
    ...mailTexts(localeOf(user)).passwordReset({ name: availableName(user), link, hours }),
  });
}

async function sendInvitation(ctx: Context, mail: Extract<AccountMail, { mail: "invitation" }>): Promise<void> {
  const user = await getUser(ctx, mail.userId);
  const [account] = await database(ctx).select().from(accounts).where(eq(accounts.id, mail.accountId));
  if (!account) return;
  const inviter = mail.inviterId === null ? account.name : availableName(await getUser(ctx, mail.inviterId));
  const words = { name: availableName(user), account: account.name, inviter };
  const texts = mailTexts(localeOf(user, account.locale));
  if (user.passwordHash !== null) {
    await sendMail({ to: user.email, ...texts.added({ ...words, link: `${runtime().config.appUrl}/app/login` }) });
    return;
  }
  await sendMail({ to: user.email, ...texts.invitation({ ...words, ...(await makeLink(ctx, user, "invitation")) }) });
}

/** To the new address; whoever reads it there may take it. */
async function sendEmailChange(ctx: Context, userId: number): Promise<void> {
  const user = await getUser(ctx, userId);
  if (!user.unconfirmedEmail) return;
  const words = { name: availableName(user), ...(await makeLink(ctx, user, "email_change")) };
  await sendMail({ to: user.unconfirmedEmail, ...mailTexts(localeOf(user)).emailChange(words) });
}

async function makeLink(ctx: Context, user: UserRow, purpose: Purpose): Promise<{ link: string; hours: number }> {
  const token = await transaction(ctx, (tx) => insertMailedToken(tx, user.id, purpose));
  const page =
    purpose === "email_change" ? "auth/confirmation?confirmation_token" : "auth/password/edit?reset_password_token";
  return { link: `${runtime().config.appUrl}/app/${page}=${token}`, hours: linkHours[purpose] };
}

const localeOf = (user: UserRow, fallback = "en"): string =>
  typeof user.uiSettings.locale === "string" ? user.uiSettings.locale : fallback;
