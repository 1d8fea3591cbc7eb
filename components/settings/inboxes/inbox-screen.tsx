"use client";

import { ArrowLeft, Inbox as InboxIcon } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";
import type { Inbox } from "#server/domain/inboxes/contract.ts";
import { ApiError } from "../../data/api-error.ts";
import { useInboxHealth } from "../../data/inbox-connection.ts";
import { useInboxDetail } from "../../data/manage-inboxes.ts";
import { useAccountId } from "../../data/viewer.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { ChannelIcon } from "./channel-icon.tsx";
import { ConfigurationTab } from "./configuration-tab.tsx";
import { GeneralTab } from "./general-tab.tsx";
import { HealthBadge } from "./health-badge.tsx";
import { healthState } from "./health-state.ts";
import { HealthTab } from "./health-tab.tsx";
import { LoadFailed } from "./load-failed.tsx";
import { MembersTab } from "./members-tab.tsx";

const tabs = ["general", "members", "configuration", "health"] as const;
type TabName = (typeof tabs)[number];

/** Everything about one inbox. The tab is in the address; without one, an inbox that is not connected opens at its health. */
export function InboxScreen({ id }: { id: number }) {
  const t = useTexts("inboxes");
  const accountId = useAccountId();
  const { data: inbox, error, refetch, isFetching } = useInboxDetail(id);
  const all = `/app/accounts/${accountId}/settings/inboxes`;
  if (inbox) return <Settings inbox={inbox} all={all} />;
  if (error instanceof ApiError && error.code === "not_found") {
    return (
      <EmptyState
        as="h1"
        icon={<InboxIcon aria-hidden />}
        title={t("gone.title")}
        action={<LinkButton href={all}>{t("gone.back")}</LinkButton>}
      >
        {t("gone.body")}
      </EmptyState>
    );
  }
  if (error) return <LoadFailed query={{ error, refetch, isFetching }} />;
  return (
    <div className="grid gap-4">
      <Skeleton className="h-10 w-64" />
      <Skeleton className="h-9" />
      <Card>
        <Skeleton className="h-40" />
      </Card>
    </div>
  );
}

function Settings({ inbox, all }: { inbox: Inbox; all: string }) {
  const t = useTexts("inboxes");
  const { data: health } = useInboxHealth(inbox.id);
  const [tab, setTab] = useTab(inbox.connection.state);
  return (
    <>
      <header className="mb-5 grid grid-cols-1 gap-3">
        <LinkButton
          href={all}
          variant="quiet"
          size="small"
          className="-ms-2.5 justify-self-start"
          icon={<ArrowLeft aria-hidden className="rtl:rotate-180" />}
        >
          {t("gone.back")}
        </LinkButton>
        <div className="flex items-center gap-3.5">
          <ChannelIcon channel={inbox.channel} className="size-11" />
          <div className="min-w-0">
            <h1 className="text-2xl font-semibold break-words" dir="auto">
              {inbox.name}
            </h1>
            <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
              {inbox.phone_number ? <bdi className="numeric">{inbox.phone_number}</bdi> : null}
              <HealthBadge state={healthState(inbox.connection.state, health?.state)} />
            </div>
          </div>
        </div>
      </header>
      <Tabs
        label={t("tabs.label")}
        tabs={tabs.map((value) => ({ value, label: t(`tabs.${value}`) }))}
        value={tab}
        onChange={setTab}
        className="mb-5 overflow-x-auto"
      >
        {tab === "general" ? <GeneralTab inbox={inbox} all={all} /> : null}
        {tab === "members" ? <MembersTab inbox={inbox} /> : null}
        {tab === "configuration" ? <ConfigurationTab inbox={inbox} /> : null}
        {tab === "health" ? <HealthTab inbox={inbox} /> : null}
      </Tabs>
    </>
  );
}

function useTab(line: Inbox["connection"]["state"]): [TabName, (tab: TabName) => void] {
  const pathname = usePathname();
  const wanted = useSearchParams().get("tab");
  const [first] = useState<TabName>(() => (["closed", "error", "qr"].includes(line) ? "health" : "general"));
  const setTab = (tab: TabName) => window.history.replaceState(null, "", `${pathname}?tab=${tab}`);
  return [tabs.find((tab) => tab === wanted) ?? first, setTab];
}
