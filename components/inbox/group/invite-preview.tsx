"use client";

import { useEffect, useState } from "react";
import { useInvitePreview } from "#components/data/new-group.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { Inbox } from "#server/domain/inboxes/contract.ts";
import { useGroupSentences } from "./group-sentence.ts";

/** Typing has come to an end after this many milliseconds. */
const PAUSE = 500;
/** As short as an invite code can be. */
const SHORTEST = 14;

/** The group a link leads to, before anybody joins it; where the channel cannot look, nothing. */
export function InvitePreview({ inbox, link }: { inbox: Inbox; link: string }) {
  const t = useTexts("groups.join");
  const sentences = useGroupSentences();
  const settled = useSettled(link.trim());
  const canLook = inbox.capabilities.groupActions.includes("previewInvite") && settled.length >= SHORTEST;
  const { data, error, isFetching } = useInvitePreview(inbox.id, canLook ? settled : null);
  if (!canLook) return null;
  if (isFetching)
    return (
      <p role="status" className="flex items-center gap-2.5 text-muted">
        <Spinner />
        {t("looking")}
      </p>
    );
  if (error) return <p className="text-sm text-danger-ink">{sentences.ofError(error)}</p>;
  if (!data) return null;
  return (
    <section
      aria-label={t("preview")}
      data-testid="invite-preview"
      className="flex items-start gap-3 rounded-md border border-line p-3"
    >
      <Avatar name={data.name} id={data.name} group />
      <span className="min-w-0">
        <bdi className="block truncate font-medium">{data.name}</bdi>
        {data.member_count === null ? null : (
          <span className="block text-sm text-muted">{t("memberCount", { count: data.member_count })}</span>
        )}
        {data.description ? (
          <span dir="auto" className="line-clamp-3 whitespace-pre-wrap text-sm text-muted">
            {data.description}
          </span>
        ) : null}
      </span>
    </section>
  );
}

/** The value once it has stayed the same for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
