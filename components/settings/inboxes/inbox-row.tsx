"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { Inbox } from "#server/domain/inboxes/contract.ts";
import { useInboxHealth } from "../../data/inbox-connection.ts";
import { useInboxMembers } from "../../data/manage-inboxes.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Time } from "../../ui/time.tsx";
import { ChannelIcon } from "./channel-icon.tsx";
import { HealthBadge } from "./health-badge.tsx";
import { healthState } from "./health-state.ts";

/**
 * One inbox: what it is, where it is reached, how it is. The whole row leads to its settings.
 *
 * @param asks  fetches health and members of this row
 */
export function InboxRow({ inbox, asks }: { inbox: Inbox; asks: boolean }) {
  const t = useTexts("inboxes");
  const { data: health } = useInboxHealth(inbox.id, { enabled: asks, calm: true });
  const { data: members } = useInboxMembers(inbox.id, asks);
  return (
    <li className="relative grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 rounded-md py-3 has-[a:hover]:bg-hover sm:-mx-3 sm:grid-cols-[auto_minmax(0,1fr)_auto_auto] sm:px-3">
      <ChannelIcon channel={inbox.channel} />
      <div className="min-w-0">
        <p className="font-medium">
          <Link
            href={`/app/accounts/${inbox.account_id}/settings/inboxes/${inbox.id}`}
            className="block truncate after:absolute after:inset-0 after:rounded-md"
            dir="auto"
          >
            {inbox.name}
          </Link>
        </p>
        <p className="flex flex-wrap gap-x-3 text-sm text-muted">
          {inbox.phone_number ? <bdi className="numeric">{inbox.phone_number}</bdi> : null}
          {members ? <span>{t("members", { count: members.length })}</span> : null}
          {health?.last_inbound_at ? (
            <span>
              {t("lastIn")}: <Time at={health.last_inbound_at} />
            </span>
          ) : null}
        </p>
      </div>
      <span className="col-start-2 row-start-2 mt-1.5 flex sm:col-start-3 sm:row-start-1 sm:mt-0">
        <HealthBadge state={healthState(inbox.connection.state, health?.state)} />
      </span>
      <ChevronRight
        aria-hidden
        className="col-start-3 row-start-1 size-4 shrink-0 text-faint sm:col-start-4 rtl:rotate-180"
      />
    </li>
  );
}
