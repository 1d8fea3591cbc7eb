"use client";

import { ArrowDownWideNarrow, ChevronDown, SquarePen } from "lucide-react";
import { useFormatter } from "use-intl/react";
import type { Counts } from "#components/data/conversation-counts.ts";
import { type AssigneeTab, type ConversationFilter, conversationSorts } from "#components/data/conversation-filter.ts";
import { useInbox } from "#components/data/inboxes.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { type Address, isSpecial } from "../address.ts";
import { FilterButton } from "./filter-button.tsx";

export const tabs: readonly AssigneeTab[] = ["me", "unassigned", "all"];
const statuses = ["open", "pending", "snoozed", "resolved", "all"] as const;

interface ListHeaderProps {
  address: Address;
  counts: Counts | undefined;
  onFilter: (change: Partial<ConversationFilter>) => void;
  onClearConditions: () => void;
  onStart: () => void;
}

/** What the list is about, in which order, and how it can be narrowed. */
export function ListHeader({ address, counts, onFilter, onClearConditions, onStart }: ListHeaderProps) {
  const t = useTexts("inbox");
  const format = useFormatter();
  return (
    <header className="flex min-h-14 items-center gap-1 ps-4 pe-2">
      <div className="flex min-w-0 flex-1 items-baseline gap-x-1.5">
        <h1 className="truncate text-lg font-semibold">
          <bdi>{useScopeTitle(address)}</bdi>
        </h1>
        {counts ? (
          <span className="numeric text-sm text-faint touch:sr-only" title={t("count", { count: counts.all_count })}>
            <span aria-hidden>{format.number(counts.all_count, { notation: "compact" })}</span>
            <span className="sr-only">{t("count", { count: counts.all_count })}</span>
          </span>
        ) : null}
      </div>
      <StatusChip status={address.filter.status} onChange={(status) => onFilter({ status })} />
      <SortMenu sort={address.filter.sort} onChange={(sort) => onFilter({ sort })} />
      <FilterButton address={address} onFilter={onFilter} onClear={onClearConditions} />
      <IconButton
        size="small"
        label={t("start.button")}
        shortcut="C"
        icon={<SquarePen aria-hidden />}
        onClick={onStart}
      />
    </header>
  );
}

function useScopeTitle({ scope }: Address): string {
  const t = useTexts("inbox");
  const inbox = useInbox(scope.kind === "inbox" ? scope.inboxId : undefined);
  if (scope.kind === "label") return t("label", { label: scope.label });
  if (isSpecial(scope)) return t(scope.kind);
  return inbox?.name ?? t("title");
}

function StatusChip({
  status,
  onChange,
}: {
  status: ConversationFilter["status"];
  onChange: (status: ConversationFilter["status"]) => void;
}) {
  const t = useTexts("inbox.status");
  const options = statuses.map((value) => ({ value, label: t(value) }));
  return (
    <Menu
      align="end"
      entries={[
        {
          kind: "choice",
          label: t("label"),
          value: status,
          options,
          onChange: (value) => onChange(value as typeof status),
        },
      ]}
      trigger={
        <button
          type="button"
          aria-label={t("current", { status: t(status) })}
          className="inline-flex h-7 shrink-0 items-center gap-1 rounded-full border border-line bg-surface ps-2.5 pe-1.5 text-sm font-medium text-muted hover:bg-hover hover:text-ink data-[state=open]:bg-hover touch:h-11"
        >
          {t(status)}
          <ChevronDown aria-hidden className="size-3.5" />
        </button>
      }
    />
  );
}

function SortMenu({
  sort,
  onChange,
}: {
  sort: ConversationFilter["sort"];
  onChange: (sort: ConversationFilter["sort"]) => void;
}) {
  const t = useTexts("inbox.sort");
  const options = conversationSorts.map((value) => ({ value, label: t(value) }));
  return (
    <Menu
      align="end"
      entries={[
        {
          kind: "choice",
          label: t("label"),
          value: sort,
          options,
          onChange: (value) => onChange(value as typeof sort),
        },
      ]}
      trigger={
        <IconButton size="small" label={t("current", { order: t(sort) })} icon={<ArrowDownWideNarrow aria-hidden />} />
      }
    />
  );
}
