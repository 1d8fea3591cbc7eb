"use client";

import { AtSign, Eye, Hourglass, Inbox, ListFilter, Lock, UserCheck } from "lucide-react";
import Link from "next/link";
import type { Counts } from "#components/data/conversation-counts.ts";
import { useInboxes } from "#components/data/inboxes.ts";
import { useViewer } from "#components/data/viewer.tsx";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { type Address, countConditions, isSpecial } from "../address.ts";

const SKELETON_ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** The shape of the rows that are coming. */
export function ListSkeleton() {
  return (
    <div aria-busy className="flex-1 overflow-hidden">
      {SKELETON_ROWS.map((row) => (
        <div key={row} className="flex h-19 items-center gap-3 border-b border-line px-4 compact:h-14">
          <Skeleton className="size-10 rounded-full" />
          <div className="grid flex-1 gap-2">
            <Skeleton className="h-3.5 w-2/5" />
            <Skeleton className="h-3 w-4/5" />
          </div>
        </div>
      ))}
    </div>
  );
}

interface EmptyListProps {
  address: Address;
  counts: Counts | undefined;
  onClearConditions: () => void;
  onShowUnassigned: () => void;
}

/** Why there is nothing in the list, and where to go from here. */
export function EmptyList({ address, counts, onClearConditions, onShowUnassigned }: EmptyListProps) {
  const t = useTexts("inbox.empty");
  const filter = useTexts("inbox.filter");
  const { data: inboxes } = useInboxes();
  const { assignee, status } = address.filter;
  const waiting = counts?.unassigned_count ?? 0;
  if (countConditions(address) > 0) {
    return (
      <EmptyState
        icon={<ListFilter />}
        title={t("filtered")}
        action={<Button onClick={onClearConditions}>{filter("clear")}</Button>}
      />
    );
  }
  const { scope } = address;
  if (isSpecial(scope)) {
    return (
      <EmptyState icon={specialIcons[scope.kind]} title={t(scope.kind)}>
        {t(`${scope.kind}Body`)}
      </EmptyState>
    );
  }
  if (scope.kind === "inbox" && inboxes && !inboxes.some(({ id }) => id === scope.inboxId)) {
    return (
      <EmptyState icon={<Lock />} title={t("noInbox")}>
        {t("noInboxBody")}
      </EmptyState>
    );
  }
  if (inboxes?.length === 0) return <NoChannel accountId={address.accountId} />;
  if (assignee === "me") {
    return (
      <EmptyState
        icon={<UserCheck />}
        title={t("mine")}
        action={waiting > 0 ? <Button onClick={onShowUnassigned}>{t("showUnassigned")}</Button> : null}
      >
        {waiting > 0 ? t("mineWaiting", { count: waiting }) : t("mineBody")}
      </EmptyState>
    );
  }
  if (assignee === "unassigned") {
    return (
      <EmptyState icon={<UserCheck />} title={t("unassigned")}>
        {t("unassignedBody")}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<Inbox />} title={t("status")}>
      {status === "open" ? t("allBody") : t("statusBody")}
    </EmptyState>
  );
}

const specialIcons = { mentions: <AtSign />, participating: <Eye />, unattended: <Hourglass /> };

/** Before the first inbox every tab leads to the same next step. */
function NoChannel({ accountId }: { accountId: number }) {
  const t = useTexts("inbox.empty");
  const { membership } = useViewer();
  const connect = (
    <Link href={`/app/accounts/${accountId}/settings/inboxes/new`} className={buttonStyle("primary", "medium")}>
      {t("connect")}
    </Link>
  );
  return (
    <EmptyState icon={<Inbox />} title={t("all")} action={membership.role === "administrator" ? connect : null}>
      {t("allBody")}
    </EmptyState>
  );
}
