"use client";

import { CalendarClock, EllipsisVertical } from "lucide-react";
import Link from "next/link";
import { useFormatter } from "use-intl/react";
import { useOverview } from "#components/data/scheduled.ts";
import { requestSentence } from "#components/i18n/error-sentences.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import type { OverviewItem } from "#server/domain/scheduled-messages/contract/overview.ts";
import { useAuthorWords } from "./author-line.tsx";
import { ContentPreview } from "./content-preview.tsx";
import type { Narrowing, OpenLayer } from "./overview-screen.tsx";
import { useScheduledEntries } from "./scheduled-card.tsx";
import { StatusBadge, statusOf } from "./status-badge.tsx";
import { type OverviewPlace, overviewStates } from "./use-overview-place.ts";

/** The server counts no further. */
const MOST_COUNTED = 1000;

interface OverviewListProps {
  status: OverviewPlace["status"];
  onStatus: (status: OverviewPlace["status"]) => void;
  narrowing: Narrowing;
  onAct: OpenLayer;
}

/** All of one state, soonest first; what went out, latest first. */
export function OverviewList({ status, onStatus, narrowing, onAct }: OverviewListProps) {
  const t = useTexts("scheduled");
  const sentences = useTexts("errorSentences");
  const { data, error, refetch, isFetching, hasNextPage, fetchNextPage, isFetchingNextPage } = useOverview({
    status,
    ...narrowing,
  });
  const counts = data?.pages[0]?.meta.counts;
  const items = data?.pages.flatMap((page) => page.payload) ?? [];
  return (
    <Tabs
      label={t("overview.state")}
      value={status}
      onChange={onStatus}
      className="mb-2 overflow-x-auto"
      tabs={overviewStates.map((value) => ({
        value,
        label: t(`overview.tabs.${value}`),
        ...(counts && counts[value] < MOST_COUNTED && { count: counts[value] }),
      }))}
    >
      {error && !data ? (
        <ErrorState reason={requestSentence(sentences, error)} onRetry={() => void refetch()} retrying={isFetching} />
      ) : null}
      {!data && !error ? <Skeleton className="h-40" /> : null}
      {data && items.length === 0 ? (
        <EmptyState as="h2" icon={<CalendarClock />} title={t("overview.emptyTitle")}>
          {t(`overview.empty.${status}`)}
        </EmptyState>
      ) : null}
      {items.length > 0 ? (
        <ul data-testid="scheduled-overview" className="divide-y divide-line">
          {items.map((item) => (
            <OverviewRow key={item.id} item={item} onAct={onAct} />
          ))}
        </ul>
      ) : null}
      {hasNextPage ? (
        <Button className="mt-4" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("overview.loadMore")}
        </Button>
      ) : null}
    </Tabs>
  );
}

function OverviewRow({ item, onAct }: { item: OverviewItem; onAct: OpenLayer }) {
  const t = useTexts("scheduled");
  const format = useFormatter();
  const { contact } = item.conversation;
  const entries = useScheduledEntries(item, (layer) => onAct(layer, contact.name));
  const author = useAuthorWords(item);
  return (
    <li data-testid="overview-row" data-id={item.id} className="flex gap-3 py-3">
      <Avatar size={40} name={contact.name} id={contact.id} src={contact.thumbnail || null} />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link
            prefetch={false}
            href={`/app/accounts/${item.account_id}/conversations/${item.conversation.id}`}
            className="min-w-0 truncate font-medium hover:underline"
          >
            {contact.name}
          </Link>
          <StatusBadge status={statusOf(item)} />
          <span className="numeric text-sm text-muted sm:ms-auto">
            {item.scheduled_at === null
              ? t("noTime")
              : format.dateTime(item.scheduled_at * 1000, {
                  weekday: "short",
                  day: "numeric",
                  month: "short",
                  year: "numeric",
                  hour: "2-digit",
                  minute: "2-digit",
                })}
          </span>
        </div>
        <ContentPreview item={item} />
        {item.failure ? <p className="mt-1 text-sm text-danger-ink">{item.failure}</p> : null}
        <Trail item={item} author={author} />
      </div>
      {entries.length > 0 ? (
        <Menu
          align="end"
          entries={entries}
          trigger={<IconButton size="small" label={t("actions")} icon={<EllipsisVertical aria-hidden />} />}
        />
      ) : null}
    </li>
  );
}

/** Inbox and author; folded below, who did what with it. */
function Trail({ item, author }: { item: OverviewItem; author: string }) {
  const t = useTexts("scheduled");
  const format = useFormatter();
  const line = `${item.inbox.name} · ${author}`;
  if (item.history.length < 2) return <p className="mt-1 text-sm text-muted">{line}</p>;
  return (
    <details className="mt-1 text-sm text-muted">
      <summary className="cursor-pointer ring-within">
        {line} · {t("overview.trail")}
      </summary>
      <ol className="mt-1 grid gap-0.5 ps-4">
        {item.history.map((step) => (
          <li key={`${step.at}-${step.action}`} className="numeric">
            {format.dateTime(step.at * 1000, { dateStyle: "medium", timeStyle: "short" })}:{" "}
            {t(`overview.steps.${step.action}`, { name: step.by?.name ?? t("overview.system") })}
          </li>
        ))}
      </ol>
    </details>
  );
}
