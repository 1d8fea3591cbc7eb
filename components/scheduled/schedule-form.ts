import type { SchedulePlan } from "#components/data/scheduled.ts";
import type { MessageTemplate } from "#server/domain/inboxes/contract/templates.ts";
import type { RecurringScheduledMessage } from "#server/domain/scheduled-messages/contract/recurring.ts";
import type { RecurrenceRule, ScheduledMessage } from "#server/domain/scheduled-messages/contract.ts";
import { placesOf, templateParams, templateText } from "../inbox/composer/template-values.ts";
import { type Repeat, type RepeatEnd, ruleOf } from "./repeat-rule.ts";
import { localText } from "./time-shortcuts.ts";

export type ScheduledItem = ScheduledMessage | RecurringScheduledMessage;

/** A template instead of a text: one that was chosen here, or as it was saved. */
export type FormTemplate =
  | { chosen: MessageTemplate; values: Record<string, string> }
  | { saved: Record<string, unknown> };

/** What stands in the dialog. */
export interface ScheduleForm {
  text: string;
  template: FormTemplate | null;
  file: File | null;
  /** The file that the message has already. */
  kept: ScheduledItem["attachment"] | null;
  /** Milliseconds since 1970. */
  at: number | null;
  zone: string;
  repeat: Repeat;
  frequency: RecurrenceRule["frequency"];
  interval: number;
  days: readonly number[];
  end: RepeatEnd;
  isQuiet: boolean;
  from: string;
  until: string;
  cancelOnReply: boolean;
}

export type FormProblem = "needsText" | "needsValues" | "needsTime" | "past" | "needsDays" | "needsEnd";

export const isSeries = (item: ScheduledItem | undefined): item is RecurringScheduledMessage =>
  item !== undefined && "occurrences_sent" in item;

/** An empty form, or what is to be changed. */
export function startForm(
  item: ScheduledItem | undefined,
  zone: string,
  begun: { text: string; file: File | null },
): ScheduleForm {
  const rule = isSeries(item) ? item.recurrence_rule : null;
  return {
    text: item?.content ?? begun.text,
    template: item?.template_params ? { saved: item.template_params } : null,
    file: item ? null : begun.file,
    kept: item?.attachment ?? null,
    at: timeOf(item),
    zone: item ? (item.timezone ?? "UTC") : zone,
    repeat: rule ? "custom" : "never",
    frequency: rule?.frequency ?? "daily",
    interval: rule?.interval ?? 1,
    days: rule?.week_days ?? [],
    end: { end_type: rule?.end_type ?? "never", end_date: rule?.end_date, end_count: rule?.end_count },
    isQuiet: Boolean(item?.quiet_hours),
    from: item?.quiet_hours?.from ?? "22:00",
    until: item?.quiet_hours?.until ?? "08:00",
    cancelOnReply: item?.cancel_on_reply ?? false,
  };
}

function timeOf(item: ScheduledItem | undefined): number | null {
  if (item === undefined) return null;
  const seconds = isSeries(item)
    ? (item.pending_scheduled_message?.scheduled_at ?? item.starts_at)
    : (item.planned_at ?? item.scheduled_at);
  return seconds === null ? null : seconds * 1000;
}

/** The rule that the form describes; null for once. */
export function ruleOfForm(form: ScheduleForm, item: ScheduledItem | undefined): RecurrenceRule | null {
  const end = cleanEnd(form.end);
  const local = localText(form.at ?? Date.now(), form.zone);
  if (form.repeat !== "custom") return ruleOf(form.repeat, local, end);
  const { frequency, interval, days } = form;
  const before = isSeries(item) && item.recurrence_rule.frequency === "monthly" ? item.recurrence_rule : null;
  return {
    frequency,
    interval,
    ...(frequency === "weekly" && { week_days: [...days] }),
    ...(frequency === "monthly" &&
      before?.monthly_type && {
        monthly_type: before.monthly_type,
        monthly_week: before.monthly_week,
        monthly_weekday: before.monthly_weekday,
      }),
    ...end,
  };
}

function cleanEnd({ end_type, end_date, end_count }: RepeatEnd): RepeatEnd {
  return {
    end_type,
    ...(end_type === "on_date" && { end_date }),
    ...(end_type === "after_count" && { end_count }),
  };
}

/** What still stands in the way. A draft needs something to say, and no time. */
export function problemsOf(
  form: ScheduleForm,
  { item, isDraft, now }: { item: ScheduledItem | undefined; isDraft: boolean; now: number },
): FormProblem[] {
  const problems: FormProblem[] = [];
  if (form.text.trim() === "" && !form.file && !form.kept && !form.template) problems.push("needsText");
  if (!isDraft && form.template && lacksValues(form.template)) problems.push("needsValues");
  // An overdue one keeps its time: only its text is changed.
  const isUnchanged = item?.status === "pending" && form.at === timeOf(item);
  if (!isDraft && form.at === null) problems.push("needsTime");
  else if (!isDraft && !isUnchanged && (form.at ?? 0) <= now) problems.push("past");
  if (form.repeat === "custom" && form.frequency === "weekly" && form.days.length === 0) problems.push("needsDays");
  const { end_type, end_date, end_count } = form.end;
  const lacksEnd = (end_type === "on_date" && !end_date) || (end_type === "after_count" && !end_count);
  if (form.repeat !== "never" && lacksEnd) problems.push("needsEnd");
  return problems;
}

const lacksValues = (template: FormTemplate): boolean =>
  "chosen" in template && placesOf(template.chosen).some((place) => !template.values[place]?.trim());

/** What is shown of a template, and what the server takes. */
function contentOf({ text, template }: ScheduleForm): Pick<SchedulePlan, "content" | "templateParams"> {
  if (!template) return { content: text, templateParams: null };
  if ("saved" in template) return { content: text, templateParams: template.saved };
  const { chosen, values } = template;
  return { content: templateText(chosen, values), templateParams: templateParams(chosen, values) };
}

export function planOf(form: ScheduleForm, item: ScheduledItem | undefined, isDraft: boolean): SchedulePlan {
  return {
    ...contentOf(form),
    scheduledAt: form.at === null ? null : new Date(form.at).toISOString(),
    isDraft,
    timezone: form.zone,
    quietHours: form.isQuiet ? { from: form.from, until: form.until } : null,
    cancelOnReply: form.cancelOnReply,
    file: form.file,
    removesFile: Boolean(item?.attachment) && !form.kept,
    rule: ruleOfForm(form, item),
  };
}
