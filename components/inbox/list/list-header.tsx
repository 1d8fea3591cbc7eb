"use client";

import { ArrowDownWideNarrow, ChevronDown, SquarePen } from "lucide-react";
import type { ReactElement } from "react";
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
  return (
    <ChoiceMenu label={t("label")} value={status} values={statuses} nameOf={t} onChange={onChange}>
      <button
        type="button"
        aria-label={t("current", { status: t(status) })}
        className="inline-flex h-7 shrink-0 items-center gap-1 rounded-full border border-line bg-surface ps-2.5 pe-1.5 text-sm font-medium text-muted hover:bg-hover hover:text-ink data-[state=open]:bg-hover touch:h-11"
      >
        {t(status)}
        <ChevronDown aria-hidden className="size-3.5" />
      </button>
    </ChoiceMenu>
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
  return (
    <ChoiceMenu label={t("label")} value={sort} values={conversationSorts} nameOf={t} onChange={onChange}>
      <IconButton size="small" label={t("current", { order: t(sort) })} icon={<ArrowDownWideNarrow aria-hidden />} />
    </ChoiceMenu>
  );
}

interface ChoiceMenuProps<Value extends string> {
  label: string;
  value: Value;
  values: readonly Value[];
  nameOf: (value: Value) => string;
  onChange: (value: Value) => void;
  /** The button that opens it. */
  children: ReactElement;
}

/** One of a few, behind a button. */
function ChoiceMenu<Value extends string>(props: ChoiceMenuProps<Value>) {
  const { label, value, values, nameOf, onChange, children } = props;
  const options = values.map((one) => ({ value: one, label: nameOf(one) }));
  return (
    <Menu
      align="end"
      entries={[{ kind: "choice", label, value, options, onChange: (chosen) => onChange(chosen as Value) }]}
      trigger={children}
    />
  );
}
