import type { GroupActivity } from "../groups/group-activity.ts";
import { activityTextsEn } from "./contract/activity-texts-en.ts";
import { activityTextsPtBr } from "./contract/activity-texts-pt-br.ts";

/** What an activity line tells. Kept beside its text, so that screens can say it in the reader's language. */
export type Activity =
  | { kind: "resolved" | "reopened" | "pending" | "snoozed"; by: string }
  | { kind: "muted" | "unmuted"; by: string }
  | { kind: "reopened_by_message" | "auto_resolve_unsaid" | "survey_unsent" | "bot_failed" }
  | { kind: "auto_resolved"; period: string }
  | { kind: "self_assigned" | "unassigned"; by: string }
  | { kind: "assigned"; by: string; to: string }
  | { kind: "team_assigned"; by: string; to: string }
  | { kind: "team_removed"; by: string; from: string }
  | { kind: "priority_set"; by: string; to: string }
  | { kind: "priority_changed"; by: string; from: string; to: string }
  | { kind: "priority_removed"; by: string; from: string }
  | { kind: "labels_added" | "labels_removed"; by: string; labels: string }
  | { kind: "scheduled_cancelled_by_reply" | "series_cancelled_by_reply" | "series_failed" }
  | { kind: "series_failed_next"; next: string }
  | { kind: "series_completed"; count: string }
  | { kind: "series_stopped"; by: string }
  | GroupActivity;

/** The sentence of an activity line (contract, conversations §9). @param locale `en` or `pt-BR`; others read English */
export function activityText(activity: Activity, locale: string): string {
  const texts: Record<Activity["kind"], string> = locale.toLowerCase().startsWith("pt")
    ? activityTextsPtBr
    : activityTextsEn;
  const values: Record<string, string> = { ...activity };
  return texts[activity.kind].replaceAll(/\{(\w+)\}/g, (_match, name: string) => values[name] ?? "");
}
