import { AppError } from "../../platform/app-error.ts";
import { type AccountContext, statements } from "../../platform/context.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { renderTemplateParams, renderVariables } from "../messages/render-variables.ts";
import type { StoredUpload } from "../messages/store-uploads.ts";
import { MAX_SCHEDULED_CONTENT, type PlannedBody, type QuietHours } from "./contract.ts";
import type { PlannedRow } from "./queries/load-planned.ts";
import { isZone } from "./wall-time.ts";

/** What is sent and under which conditions, of a message or a series. */
export interface PlannedValues {
  content: string | null;
  templateParams: Record<string, unknown> | null;
  attachment: StoredUpload | null;
  timezone: string | null;
  quietHours: QuietHours | null;
  cancelOnReply: boolean;
}

/** A broken rule: the field and the whole sentence. */
export interface Problem {
  field: string;
  sentence: string;
}

/** @throws invalid with all sentences, when there are any */
export function refuseProblems(problems: Problem[]): void {
  if (problems.length === 0) return;
  throw new AppError("invalid", {
    public: problems.map((problem) => problem.sentence).join(", "),
    fields: [...new Set(problems.map((problem) => problem.field))],
  });
}

type Change = Omit<PlannedBody, "attachment" | "status" | "scheduled_at"> & { upload: StoredUpload | null };

/**
 * What a caller sent over what is there, variables filled in whenever the text changes.
 *
 * @param before  null for a new one
 * @param problems  collects what is wrong with it
 */
export async function plannedValues(
  tx: Tx,
  conversationId: number,
  { change, before, problems }: { change: Change; before: PlannedRow | null; problems: Problem[] },
): Promise<PlannedValues> {
  const values = merged(change, before);
  const { content, template_params: params } = change;
  if (content !== undefined && content !== (before?.content ?? null)) {
    values.content = content === null ? null : await renderVariables(tx, { conversationId }, content);
  }
  if (params !== undefined) {
    const isEmpty = params === null || Object.keys(params).length === 0;
    values.templateParams = isEmpty ? null : await renderTemplateParams(tx, { conversationId }, params);
  }
  problems.push(...problemsOf(values));
  return values;
}

/** Everything but the texts, whose variables must be filled in. */
function merged(change: Change, before: PlannedRow | null): PlannedValues {
  const isRemoved = change.remove_attachment !== undefined && change.remove_attachment !== null;
  return {
    content: before?.content ?? null,
    templateParams: before?.templateParams ?? null,
    attachment: change.upload ?? (isRemoved ? null : (before?.attachment ?? null)),
    timezone: change.timezone === undefined ? (before?.timezone ?? null) : change.timezone || null,
    quietHours: change.quiet_hours === undefined ? (before?.quietHours ?? null) : change.quiet_hours,
    cancelOnReply: change.cancel_on_reply ?? before?.cancelOnReply ?? false,
  };
}

function problemsOf(values: PlannedValues): Problem[] {
  const problems: Problem[] = [];
  if (!values.content?.trim() && !values.templateParams && !values.attachment) {
    problems.push({ field: "content", sentence: "Content can't be blank" });
  }
  if ((values.content?.length ?? 0) > MAX_SCHEDULED_CONTENT) {
    const sentence = `Content is too long (maximum is ${MAX_SCHEDULED_CONTENT} characters)`;
    problems.push({ field: "content", sentence });
  }
  if (values.timezone !== null && !isZone(values.timezone)) {
    problems.push({ field: "timezone", sentence: "Timezone is not included in the list" });
  }
  return problems;
}

/**
 * A time as clients send it: ISO 8601 (UTC when it names no zone), or unix seconds.
 *
 * @returns undefined when nothing was sent, null for "no time"
 */
export function readTime(value: string | number | null | undefined, problems: Problem[]): Date | null | undefined {
  if (value === undefined) return undefined;
  if (value === null || value === "") return null;
  const at = /^\d+$/.test(String(value)) ? new Date(Number(value) * 1000) : new Date(withZone(String(value)));
  const isUsable = Number.isFinite(at.getTime()) && at.getUTCFullYear() >= 1970 && at.getUTCFullYear() < 10_000;
  if (isUsable) return at;
  problems.push({ field: "scheduled_at", sentence: "Scheduled at is invalid" });
  return null;
}

const withZone = (text: string): string =>
  /T\d\d:\d\d/.test(text) && !/(z|[+-]\d\d:?\d\d)$/i.test(text.trim()) ? `${text.trim()}Z` : text;

/** Whose clock quiet hours mean: the zone that was chosen, else the account's. */
export async function quietZone(ctx: AccountContext, timezone: string | null): Promise<string> {
  if (timezone) return timezone;
  const [account] = await statements(ctx)<{ timezone: string }[]>`
    select timezone from accounts where id = ${ctx.accountId}`;
  return account && isZone(account.timezone) ? account.timezone : "UTC";
}
