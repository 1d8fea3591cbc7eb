"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import type { GroupMember } from "#server/domain/groups/contract.ts";
import { isOwnNumber } from "../panels/own-number.ts";
import { type MemberAct, MemberRow } from "./member-row.tsx";

const ROW_HEIGHT = 48;
/** Fewer are seen at once. */
const WORTH_SAYING = 8;
/** Rows before the end at which the next page is asked for. */
const PREFETCH_ROWS = 10;

interface MemberListProps {
  members: readonly GroupMember[];
  /** Number of the inbox. */
  ownPhone: string | null;
  canChange: boolean;
  canMention: boolean;
  /** These are all there are: said at the end. */
  isWhole: boolean;
  onAct: (act: MemberAct, member: GroupMember) => void;
  more: { hasMore: boolean; isLoading: boolean; hasFailed: boolean; load: () => void };
}

/** The members, of whom only those near the window are in the page. */
export function MemberList({ members, ownPhone, canChange, canMention, isWhole, onAct, more }: MemberListProps) {
  const t = useTexts("groups.members");
  const ui = useTexts("ui");
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: members.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
    getItemKey: (index) => members[index]?.id ?? index,
    initialRect: { width: 320, height: 384 },
  });
  const items = virtual.getVirtualItems();
  const isNearEnd = (items.at(-1)?.index ?? -1) >= members.length - PREFETCH_ROWS;
  const { hasMore, isLoading, hasFailed } = more;
  const load = useRef(more.load);
  load.current = more.load;
  useEffect(() => {
    if (isNearEnd && hasMore && !isLoading && !hasFailed) load.current();
  }, [isNearEnd, hasMore, isLoading, hasFailed]);
  return (
    <div ref={scroller} className="-mx-2 max-h-96 overflow-y-auto overscroll-contain">
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari forgets that lists without markers are lists */}
      <ul role="list" aria-label={t("title")} className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ key, index, start, size }) => {
          const member = members[index];
          if (!member) return null;
          return (
            <li
              key={key}
              data-testid="member-row"
              data-id={member.contact.id}
              aria-setsize={hasMore ? -1 : members.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 top-0"
              style={{ height: size, transform: `translateY(${start}px)` }}
            >
              <MemberRow
                member={member}
                isOwn={isOwnNumber(member.contact.phone_number, ownPhone)}
                canChange={canChange}
                canMention={canMention}
                onAct={onAct}
              />
            </li>
          );
        })}
      </ul>
      {hasFailed ? (
        <Button size="small" variant="quiet" className="m-2" onClick={() => load.current()}>
          {ui("tryAgain")}
        </Button>
      ) : hasMore ? (
        <p className="px-2 py-2 text-center text-sm text-muted">{t("loading")}</p>
      ) : isWhole && members.length > WORTH_SAYING ? (
        <p className="py-2 text-center text-xs text-faint">{t("all")}</p>
      ) : null}
    </div>
  );
}
