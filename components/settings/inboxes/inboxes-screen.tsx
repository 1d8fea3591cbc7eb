"use client";

import { Inbox as InboxIcon, Plus } from "lucide-react";
import { useInboxes } from "../../data/inboxes.ts";
import { useViewer } from "../../data/viewer.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { InboxRow } from "./inbox-row.tsx";
import { LoadFailed } from "./load-failed.tsx";

/** Rows that ask how they are; further ones show what the list knows of their line. */
const ASKING = 25;

/** The channels of this account: list, state of each, and the way to connect another. */
export function InboxesScreen() {
  const t = useTexts("inboxes");
  const { membership } = useViewer();
  const { data: inboxes } = useInboxes();
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description", { account: membership.name })}
        actions={inboxes?.length === 0 ? null : <ConnectLink />}
      />
      <Card>
        <InboxList />
      </Card>
    </>
  );
}

function InboxList() {
  const t = useTexts("inboxes");
  const { data: inboxes, error, refetch, isFetching } = useInboxes();
  if (inboxes?.length === 0) {
    return (
      <EmptyState icon={<InboxIcon aria-hidden />} title={t("emptyTitle")} action={<ConnectLink />}>
        {t("emptyBody")}
      </EmptyState>
    );
  }
  if (inboxes) {
    return (
      <ul aria-label={t("list")} className="-my-3 divide-y divide-line">
        {inboxes.map((inbox, index) => (
          <InboxRow key={inbox.id} inbox={inbox} asks={index < ASKING} />
        ))}
      </ul>
    );
  }
  if (error) return <LoadFailed query={{ error, refetch, isFetching }} />;
  return (
    <div className="grid gap-3">
      <Skeleton className="h-12" />
      <Skeleton className="h-12" />
      <Skeleton className="h-12" />
    </div>
  );
}

function ConnectLink() {
  const t = useTexts("inboxes");
  const { membership } = useViewer();
  return (
    <LinkButton
      href={`/app/accounts/${membership.id}/settings/inboxes/new`}
      variant="primary"
      icon={<Plus aria-hidden />}
    >
      {t("connect")}
    </LinkButton>
  );
}
