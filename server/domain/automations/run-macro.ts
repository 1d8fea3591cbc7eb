import { and, eq } from "drizzle-orm";
import { accountUsers, users } from "#db/schema/accounts.ts";
import { macros } from "#db/schema/automations.ts";
import type { AccountContext } from "../../platform/context.ts";
import { systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { runtime } from "../../platform/runtime.ts";
import { performActions } from "./actions/perform-actions.ts";
import { macroActions } from "./actions/table.ts";

interface MacroRun {
  accountId: number;
  macroId: number;
  userId: number;
  /** Display id. */
  conversationId: number;
  locale: string;
}

/**
 * Does the steps of a macro in one conversation, with the rights of the person who asked. A conversation they may not open is left
 * alone.
 */
export async function runMacro(run: MacroRun): Promise<void> {
  const ctx = await contextOf(run);
  const [macro] = await runtime()
    .db.select({ actions: macros.actions })
    .from(macros)
    .where(and(eq(macros.accountId, run.accountId), eq(macros.id, run.macroId)));
  if (!ctx || !macro) return;
  const failures = await transaction(ctx, (tx) =>
    performActions(
      tx,
      {
        conversationId: run.conversationId,
        ruleId: null,
        eventName: "macro.executed",
        source: `macro:${run.macroId}`,
      },
      { actions: macro.actions, table: macroActions },
    ),
  );
  if (failures.length > 0) runtime().log.info({ macro: run.macroId, failures }, "a macro could not do everything");
}

/** The person as they are now: rights that were taken away since are gone. Null when they left. */
async function contextOf({ accountId, userId, locale }: MacroRun): Promise<AccountContext | null> {
  const [person] = await runtime()
    .db.select({ name: users.name, email: users.email, role: accountUsers.role })
    .from(accountUsers)
    .innerJoin(users, eq(users.id, accountUsers.userId))
    .where(and(eq(accountUsers.accountId, accountId), eq(accountUsers.userId, userId)));
  if (!person) return null;
  const { name, email, role } = person;
  return { ...systemContext(accountId, "macro"), actor: { kind: "user", userId, name, email }, role, locale };
}
