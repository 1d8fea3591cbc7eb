import { and, asc, eq, or } from "drizzle-orm";
import { macros } from "#db/schema/automations.ts";
import { AppError, invalid } from "../../platform/app-error.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canChangeMacro, canDeleteMacro, canShareMacros } from "../../policies/macros.ts";
import { canManageSettings } from "../../policies/settings.ts";
import type { Agent } from "../accounts/contract/agent.ts";
import { listAgents } from "../accounts/list-agents.ts";
import { noteChange } from "../audit-logs/note-change.ts";
import { stepSecret } from "../webhooks/step-secret.ts";
import { macroActions } from "./actions/table.ts";
import { checkActions } from "./check-rule.ts";
import type { AutomationAction } from "./contract.ts";
import { checkFiles, filesOf } from "./files-of-actions.ts";
import { runMacroJob } from "./jobs.ts";
import type { Macro, MacroFields } from "./macros-contract.ts";

type Row = typeof macros.$inferSelect;

/** Macros of everybody and the caller's own (contract, settings §10). */
export async function listMacros(ctx: AccountContext): Promise<{ payload: Macro[] }> {
  const rows = await database(ctx).select().from(macros).where(visibleMacros(ctx)).orderBy(asc(macros.id));
  const people = rows.length > 0 ? await peopleOf(ctx) : new Map<number, Agent>();
  return { payload: rows.map((row) => serializeMacro(ctx, row, people)) };
}

/** @throws not_found */
export const getMacro = async (ctx: AccountContext, { id }: { id: number }) => envelope(ctx, await getRow(ctx, id));

/** What agents make is for themselves only. @throws invalid without a name; refused for actions that do not exist */
export async function createMacro(ctx: AccountContext, input: MacroFields): Promise<{ payload: Macro }> {
  if (!input.name?.trim()) throw invalid("name", "Name can't be blank");
  const { name } = input;
  check(ctx, input.actions ?? []);
  return transaction(ctx, async (tx) => {
    const author = authorOf(tx);
    const [row] = await tx.db
      .insert(macros)
      .values({
        accountId: tx.accountId,
        name,
        visibility: visibilityFor(tx, input) ?? "personal",
        actions: input.actions ?? [],
        createdById: author,
        updatedById: author,
      })
      .returning();
    if (!row) throw new Error("The insert of a macro returned no row");
    noteChange(tx, { record: "Macro", id: row.id, action: "create", changes: { ...input } });
    return envelope(tx, row);
  });
}

function check(ctx: AccountContext, actions: AutomationAction[]): void {
  checkActions(actions, macroActions);
  checkFiles(ctx.accountId, actions);
}

/** @throws not_found, forbidden, invalid, refused */
export async function updateMacro(ctx: AccountContext, input: MacroFields & { id: number }) {
  if (input.name !== undefined && !input.name.trim()) throw invalid("name", "Name can't be blank");
  if (input.actions) check(ctx, input.actions);
  return transaction(ctx, async (tx) => {
    authorize(canChangeMacro(tx, await getRow(tx, input.id)));
    const [row] = await tx.db
      .update(macros)
      .set({
        name: input.name,
        visibility: visibilityFor(tx, input),
        actions: input.actions,
        updatedById: authorOf(tx),
        updatedAt: new Date(),
      })
      .where(thisMacro(tx, input.id))
      .returning();
    if (!row) throw gone();
    noteChange(tx, { record: "Macro", id: row.id, action: "update", changes: { ...input } });
    return envelope(tx, row);
  });
}

/** @throws not_found, forbidden */
export async function deleteMacro(ctx: AccountContext, { id }: { id: number }): Promise<void> {
  await transaction(ctx, async (tx) => {
    const row = await getRow(tx, id);
    authorize(canDeleteMacro(tx, row));
    await tx.db.delete(macros).where(thisMacro(tx, id));
    noteChange(tx, { record: "Macro", id, action: "destroy", changes: { name: row.name } });
  });
}

/** Runs a macro on conversations, a job for each: one that fails takes no other with it. @throws not_found */
export async function executeMacro(ctx: AccountContext, input: { id: number; conversation_ids: number[] }) {
  await transaction(ctx, async (tx) => {
    await getRow(tx, input.id);
    for (const displayId of new Set(input.conversation_ids)) {
      tx.enqueue(runMacroJob, {
        account_id: tx.accountId,
        macro_id: input.id,
        user_id: authorOf(tx),
        conversation_id: displayId,
        locale: tx.locale,
      });
    }
  });
}

const thisMacro = (ctx: AccountContext, id: number) => and(eq(macros.accountId, ctx.accountId), eq(macros.id, id));

const visibleMacros = (ctx: AccountContext) =>
  and(
    eq(macros.accountId, ctx.accountId),
    or(eq(macros.visibility, "global"), eq(macros.createdById, ctx.actor.kind === "user" ? ctx.actor.userId : 0)),
  );

/** Somebody else's personal macro does not exist for the caller. */
async function getRow(ctx: AccountContext, id: number): Promise<Row> {
  const [row] = await database(ctx)
    .select()
    .from(macros)
    .where(and(visibleMacros(ctx), eq(macros.id, id)));
  if (!row) throw gone();
  return row;
}

/** The status alone (contract, settings §10). */
const gone = () => new AppError("not_found", { isBodiless: true });

function authorOf({ actor }: AccountContext): number {
  if (actor.kind !== "user") throw new AppError("forbidden");
  return actor.userId;
}

function visibilityFor(tx: Tx, { visibility }: MacroFields): "personal" | "global" | undefined {
  if (visibility === undefined) return undefined;
  const wanted = visibility === "global" || visibility === 1 ? "global" : "personal";
  return canShareMacros(tx) ? wanted : "personal";
}

const envelope = async (ctx: AccountContext, row: Row) => ({ payload: serializeMacro(ctx, row, await peopleOf(ctx)) });

const peopleOf = async (ctx: AccountContext): Promise<Map<number, Agent>> =>
  new Map((await listAgents(ctx)).map((agent) => [agent.id, agent]));

function serializeMacro(ctx: AccountContext, row: Row, people: Map<number, Agent>): Macro {
  const files = filesOf(row.accountId, row.actions).map((file) => ({ ...file, macro_id: row.id }));
  return {
    id: row.id,
    name: row.name,
    visibility: row.visibility,
    created_by: people.get(row.createdById ?? 0) ?? null,
    updated_by: people.get(row.updatedById ?? 0) ?? null,
    account_id: row.accountId,
    actions: row.actions.map(({ action_name, action_params }) => ({
      action_name,
      action_params: action_params ?? [],
    })),
    ...(files.length > 0 && { files }),
    ...(knowsSecret(ctx, row) && { secret: stepSecret(row.accountId, `macro:${row.id}`) }),
  };
}

/** Administrators, and whoever made it. */
const knowsSecret = (ctx: AccountContext, { createdById }: Row): boolean =>
  canManageSettings(ctx) || (ctx.actor.kind === "user" && ctx.actor.userId === createdById);
