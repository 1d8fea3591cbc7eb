"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type * as overview from "#server/domain/scheduled-messages/contract/overview.ts";
import type * as recurring from "#server/domain/scheduled-messages/contract/recurring.ts";
import type * as contract from "#server/domain/scheduled-messages/contract.ts";
import type { QuietHours, RecurrenceRule, ScheduledStatus } from "#server/domain/scheduled-messages/contract.ts";
import type { AccountCache } from "./account-cache.ts";
import { api } from "./api.ts";
import { endpoint } from "./endpoint.ts";
import { patchScheduled, patchSeries } from "./patch-scheduled.ts";
import { scheduledKeys } from "./scheduled-keys.ts";
import { useAccountCache } from "./use-account-cache.ts";

const base = "/api/v1/accounts/{account_id}/conversations/{conversation_id}";
const list = endpoint<typeof contract.listScheduledMessages>("GET", `${base}/scheduled_messages`);
const create = endpoint<typeof contract.createScheduledMessage>("POST", `${base}/scheduled_messages`);
const update = endpoint<typeof contract.updateScheduledMessage>("PATCH", `${base}/scheduled_messages/{id}`);
const remove = endpoint<typeof contract.deleteScheduledMessage>("DELETE", `${base}/scheduled_messages/{id}`);
const sendNow = endpoint<typeof contract.sendScheduledMessageNow>("POST", `${base}/scheduled_messages/{id}/send_now`);
const listSeries = endpoint<typeof recurring.listRecurringScheduledMessages>(
  "GET",
  `${base}/recurring_scheduled_messages`,
);
const createSeries = endpoint<typeof recurring.createRecurringScheduledMessage>(
  "POST",
  `${base}/recurring_scheduled_messages`,
);
const updateSeries = endpoint<typeof recurring.updateRecurringScheduledMessage>(
  "PATCH",
  `${base}/recurring_scheduled_messages/{id}`,
);
const stopSeries = endpoint<typeof recurring.stopRecurringScheduledMessage>(
  "DELETE",
  `${base}/recurring_scheduled_messages/{id}`,
);
const ofAccount = endpoint<typeof overview.listAccountScheduledMessages>(
  "GET",
  "/api/v1/accounts/{account_id}/scheduled_messages",
);
const calendar = endpoint<typeof overview.scheduledMessagesCalendar>(
  "GET",
  "/api/v1/accounts/{account_id}/scheduled_messages/calendar",
);
const preview = endpoint<typeof overview.previewSchedule>(
  "POST",
  "/api/v1/accounts/{account_id}/scheduled_messages/preview",
);

/** What is written in the dialog, as the server takes it. */
export interface SchedulePlan {
  content: string;
  /** Null: a text, no template. */
  templateParams: Record<string, unknown> | null;
  /** ISO 8601; null: no time yet. */
  scheduledAt: string | null;
  isDraft: boolean;
  timezone: string;
  quietHours: QuietHours | null;
  cancelOnReply: boolean;
  /** A new file. */
  file: File | null;
  /** The file that was there goes. */
  removesFile: boolean;
  /** Null: once. */
  rule: RecurrenceRule | null;
}

/** Scheduled messages of a conversation, drafts and the latest time first. */
export function useScheduled(conversationId: number) {
  const { accountId } = useAccountCache();
  return useQuery({
    queryKey: scheduledKeys.list(accountId, conversationId),
    queryFn: ({ signal }) => api(list, { account_id: accountId, conversation_id: conversationId }, { signal }),
    select: (data) => data.payload,
  });
}

/** Series of a conversation, active ones first. */
export function useSeries(conversationId: number) {
  const { accountId } = useAccountCache();
  return useQuery({
    queryKey: scheduledKeys.series(accountId, conversationId),
    queryFn: ({ signal }) => api(listSeries, { account_id: accountId, conversation_id: conversationId }, { signal }),
    select: (data) => data.payload,
  });
}

/**
 * Schedules a message or a series, or changes one.
 *
 * @param id  of what is changed; null for a new one
 * @throws ApiError with the broken rule
 */
export async function savePlan(
  cache: AccountCache,
  conversationId: number,
  { id, plan }: { id: number | null; plan: SchedulePlan },
): Promise<void> {
  const at = { account_id: cache.accountId, conversation_id: conversationId };
  // A form has no null: an empty text says the same there.
  const nothing = plan.file ? ("" as unknown as null) : null;
  const fields = {
    content: plan.content,
    scheduled_at: plan.scheduledAt,
    timezone: plan.timezone,
    quiet_hours: plan.quietHours ?? nothing,
    template_params: plan.templateParams ?? nothing,
    cancel_on_reply: plan.cancelOnReply,
    ...(plan.file ? { attachment: plan.file } : plan.removesFile && { remove_attachment: true }),
  };
  if (plan.rule) {
    const body = { ...at, ...fields, status: plan.isDraft ? "draft" : "active", recurrence_rule: plan.rule };
    patchSeries(cache, await (id === null ? api(createSeries, body) : api(updateSeries, { ...body, id })));
  } else {
    const body = { ...at, ...fields, status: plan.isDraft ? "draft" : "pending" };
    patchScheduled(cache, await (id === null ? api(create, body) : api(update, { ...body, id })));
  }
}

interface Target {
  id: number;
  conversation_id: number;
}

const place = (cache: AccountCache, { id, conversation_id }: Target) => ({
  account_id: cache.accountId,
  conversation_id,
  id,
});

/** @throws ApiError once it was sent */
export async function deleteScheduled(cache: AccountCache, target: Target): Promise<void> {
  patchScheduled(cache, await api(remove, place(cache, target)), true);
}

/** @throws ApiError once it was sent, or where no message can be written now */
export async function sendScheduledNow(cache: AccountCache, target: Target): Promise<void> {
  patchScheduled(cache, await api(sendNow, place(cache, target)));
}

/** What waits of it goes; what was sent stays. */
export async function stopRecurring(cache: AccountCache, target: Target): Promise<void> {
  patchSeries(cache, await api(stopSeries, place(cache, target)));
}

/** When it would go out, asked of the server; nothing while `at` is null. */
export function usePreview(input: {
  at: string | null;
  rule: RecurrenceRule | null;
  timezone: string;
  quietHours: QuietHours | null;
}) {
  const { accountId } = useAccountCache();
  const { at, rule, timezone, quietHours } = input;
  return useQuery({
    queryKey: [...scheduledKeys.overviews(accountId), "preview", input],
    queryFn: ({ signal }) =>
      api(
        preview,
        {
          account_id: accountId,
          scheduled_at: at ?? "",
          timezone,
          ...(rule && { recurrence_rule: rule }),
          ...(quietHours && { quiet_hours: quietHours }),
        },
        { signal },
      ),
    enabled: at !== null,
    retry: false,
    placeholderData: keepPreviousData,
  });
}

export interface OverviewFilter {
  status: ScheduledStatus;
  inboxId: number | null;
  authorId: number | null;
}

const narrowed = ({ inboxId, authorId }: Pick<OverviewFilter, "inboxId" | "authorId">) => ({
  ...(inboxId !== null && { inbox_id: inboxId }),
  ...(authorId !== null && { author_id: authorId }),
});

/** Scheduled messages of all conversations, page after page. */
export function useOverview(filter: OverviewFilter) {
  const { accountId } = useAccountCache();
  return useInfiniteQuery({
    queryKey: [...scheduledKeys.overviews(accountId), "list", filter],
    queryFn: ({ pageParam, signal }) =>
      api(
        ofAccount,
        {
          account_id: accountId,
          ...narrowed(filter),
          status: [filter.status],
          page: pageParam,
          ...((filter.status === "sent" || filter.status === "failed") && { latest_first: true }),
        },
        { signal },
      ),
    initialPageParam: 1,
    getNextPageParam: ({ meta }) => (meta.has_more ? meta.page + 1 : undefined),
    placeholderData: keepPreviousData,
  });
}

/** What is planned on the days from `from` to `to` (`YYYY-MM-DD`, both included). */
export function useCalendar(
  days: { from: string; to: string; timezone: string },
  filter: Pick<OverviewFilter, "inboxId" | "authorId">,
) {
  const { accountId } = useAccountCache();
  return useQuery({
    queryKey: [...scheduledKeys.overviews(accountId), "calendar", days, filter],
    queryFn: ({ signal }) => api(calendar, { account_id: accountId, ...days, ...narrowed(filter) }, { signal }),
    select: (data) => data.payload,
    placeholderData: keepPreviousData,
  });
}
