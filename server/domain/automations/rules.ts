import { and, asc, eq } from "drizzle-orm";
import { automationRules } from "#db/schema/automations.ts";
import { invalid, notFound } from "../../platform/app-error.ts";
import { type AccountContext, database, statements } from "../../platform/context.ts";
import { toUnix } from "../../platform/contract/fields.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageSettings } from "../../policies/settings.ts";
import { noteChange } from "../audit-logs/note-change.ts";
import { stepSecret } from "../webhooks/step-secret.ts";
import { ruleActions } from "./actions/table.ts";
import { checkActions, checkConditions } from "./check-rule.ts";
import type { AutomationRule, AutomationRun, RuleFields } from "./contract.ts";
import { checkFiles, filesOf } from "./files-of-actions.ts";

type Row = typeof automationRules.$inferSelect;

/** Runs of the log that one page shows. */
const RUNS_PER_PAGE = 50;

/** All rules of the account, as they run: oldest first. */
export async function listAutomationRules(ctx: AccountContext): Promise<{ payload: AutomationRule[] }> {
  authorize(canManageSettings(ctx));
  const rows = await database(ctx)
    .select()
    .from(automationRules)
    .where(eq(automationRules.accountId, ctx.accountId))
    .orderBy(asc(automationRules.id));
  return { payload: rows.map(serializeRule) };
}

/** @throws not_found */
export async function getAutomationRule(ctx: AccountContext, { id }: { id: number }) {
  authorize(canManageSettings(ctx));
  return { payload: serializeRule(await getRow(ctx, id)) };
}

/** @throws invalid without a name or an event; refused for conditions or actions that do not exist */
export async function createAutomationRule(ctx: AccountContext, input: RuleFields): Promise<AutomationRule> {
  const { name, event_name: eventName } = input;
  if (!name?.trim()) throw invalid("name", "Name can't be blank");
  if (!eventName) throw invalid("event_name", "Event name can't be blank");
  return insertRule(ctx, { ...input, name, event_name: eventName });
}

/** @throws not_found, invalid, refused */
export async function updateAutomationRule(ctx: AccountContext, input: RuleFields & { id: number }) {
  return transaction(ctx, async (tx) => {
    authorize(canManageSettings(tx));
    if (input.name !== undefined && !input.name.trim()) throw invalid("name", "Name can't be blank");
    await check(tx, input);
    const [row] = await tx.db
      .update(automationRules)
      .set({
        name: input.name,
        description: input.description,
        eventName: input.event_name,
        active: input.active,
        conditions: input.conditions,
        actions: input.actions,
        disabledReason: input.active ? null : undefined,
        updatedAt: new Date(),
      })
      .where(thisRule(tx, input.id))
      .returning();
    if (!row) throw notFound(`automation rule ${input.id}`);
    noteChange(tx, { record: "AutomationRule", id: row.id, action: "update", changes: { ...input } });
    return { payload: serializeRule(row) };
  });
}

/** A copy that is switched off, to be changed before it runs. @throws not_found */
export async function cloneAutomationRule(ctx: AccountContext, { id }: { id: number }) {
  const source = serializeRule(await getRow(ctx, id));
  const copy = await insertRule(ctx, {
    name: source.name,
    description: source.description,
    event_name: source.event_name as RuleFields["event_name"] & string,
    conditions: source.conditions as RuleFields["conditions"],
    actions: source.actions,
    active: false,
  });
  return { payload: copy };
}

/** @throws not_found */
export async function deleteAutomationRule(ctx: AccountContext, { id }: { id: number }): Promise<void> {
  await transaction(ctx, async (tx) => {
    authorize(canManageSettings(tx));
    const [row] = await tx.db.delete(automationRules).where(thisRule(tx, id)).returning();
    if (!row) throw notFound(`automation rule ${id}`);
    noteChange(tx, { record: "AutomationRule", id, action: "destroy", changes: { name: row.name } });
  });
}

/** What a rule did, newest first. @throws not_found */
export async function listAutomationRuns(ctx: AccountContext, { id, before }: { id: number; before?: number }) {
  authorize(canManageSettings(ctx));
  await getRow(ctx, id);
  const sql = statements(ctx);
  const rows = await sql<(Omit<AutomationRun, "created_at"> & { created_at: string })[]>`
    select r.id, r.event_id, c.display_id as conversation_id, r.outcome, r.errors, r.created_at
    from automation_runs r join conversations c on c.account_id = r.account_id and c.id = r.conversation_id
    where r.account_id = ${ctx.accountId} and r.rule_id = ${id} ${before === undefined ? sql`` : sql`and r.id < ${before}`}
    order by r.id desc
    limit ${RUNS_PER_PAGE}`;
  return { payload: rows.map((row) => ({ ...row, created_at: toUnix(new Date(row.created_at)) })) };
}

async function insertRule(
  ctx: AccountContext,
  input: RuleFields & { name: string; event_name: string },
): Promise<AutomationRule> {
  return transaction(ctx, async (tx) => {
    authorize(canManageSettings(tx));
    await check(tx, input);
    const [row] = await tx.db
      .insert(automationRules)
      .values({
        accountId: tx.accountId,
        name: input.name,
        description: input.description,
        eventName: input.event_name,
        active: input.active,
        conditions: input.conditions ?? [],
        actions: input.actions ?? [],
      })
      .returning();
    if (!row) throw new Error("The insert of a rule returned no row");
    noteChange(tx, { record: "AutomationRule", id: row.id, action: "create", changes: { ...input } });
    return serializeRule(row);
  });
}

async function check(tx: Tx, { actions, conditions }: RuleFields): Promise<void> {
  if (actions) checkActions(actions, ruleActions);
  if (actions) checkFiles(tx.accountId, actions);
  if (conditions) await checkConditions(tx, conditions);
}

async function getRow(ctx: AccountContext, id: number): Promise<Row> {
  const [row] = await database(ctx).select().from(automationRules).where(thisRule(ctx, id));
  if (!row) throw notFound(`automation rule ${id}`);
  return row;
}

const thisRule = (ctx: AccountContext, id: number) =>
  and(eq(automationRules.accountId, ctx.accountId), eq(automationRules.id, id));

function serializeRule(row: Row): AutomationRule {
  const files = filesOf(row.accountId, row.actions).map((file) => ({ ...file, automation_rule_id: row.id }));
  return {
    id: row.id,
    account_id: row.accountId,
    name: row.name,
    description: row.description,
    event_name: row.eventName,
    conditions: row.conditions,
    actions: row.actions.map(({ action_name, action_params }) => ({
      action_name,
      action_params: action_params ?? [],
    })),
    created_on: toUnix(row.createdAt),
    active: row.active,
    ...(files.length > 0 && { files }),
    disabled_reason: row.disabledReason,
    secret: stepSecret(row.accountId, `automation_rule:${row.id}`),
  };
}
