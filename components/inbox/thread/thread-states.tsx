"use client";

import { Lock, MessageCircleOff } from "lucide-react";
import Link from "next/link";
import { ApiError } from "#components/data/api-error.ts";
import { updateContact } from "#components/data/contacts.ts";
import { useInbox } from "#components/data/inboxes.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { useViewer } from "#components/data/viewer.tsx";
import { requestSentence } from "#components/i18n/error-sentences.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { ReplyState } from "../composer/reply-state.ts";

/** Six bubbles that are coming. */
export function ThreadSkeleton() {
  const t = useTexts("thread.stream");
  return (
    <div role="status" className="flex min-h-0 flex-1 flex-col justify-end gap-3 overflow-hidden p-5">
      <span className="sr-only">{t("loading")}</span>
      {["w-48", "w-72", "w-56", "w-64", "w-40", "w-60"].map((width, index) => (
        <Skeleton key={width} className={`h-11 max-w-[75%] !rounded-lg ${width} ${index % 3 === 2 ? "ms-auto" : ""}`} />
      ))}
    </div>
  );
}

interface NoConversationProps {
  /** Null: there was one, and it was deleted. */
  error: unknown;
  onRetry: () => void;
  /** Where narrow screens, which show no list beside this, lead back to. */
  backHref?: string;
}

/** A conversation that cannot be shown: deleted while it was open, not for this person, or not to be had now. */
export function NoConversation({ error, onRetry, backHref }: NoConversationProps) {
  const t = useTexts("thread.state");
  const header = useTexts("thread.header");
  const sentences = useTexts("errorSentences");
  const back = backHref ? (
    <LinkButton href={backHref} prefetch={false} className="lg:hidden">
      {header("back")}
    </LinkButton>
  ) : null;
  if (error === null) {
    return (
      <EmptyState icon={<MessageCircleOff />} title={t("deleted")} action={back} className="my-auto">
        {t("deletedBody")}
      </EmptyState>
    );
  }
  // Also for what does not exist: nobody learns from here which numbers are in use.
  if (error instanceof ApiError && (error.code === "forbidden" || error.code === "not_found")) {
    return (
      <EmptyState icon={<Lock />} title={t("noAccess")} action={back} className="my-auto">
        {t("noAccessBody")}
      </EmptyState>
    );
  }
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <ErrorState
      reason={requestSentence(sentences, error)}
      requestId={requestId}
      onRetry={onRetry}
      className="my-auto"
    />
  );
}

/** What stands between the agent and the customer, one sentence at a time. */
export function ThreadBanner({ conversation, state }: { conversation: Conversation; state: ReplyState }) {
  const t = useTexts("thread.state");
  const sentences = useTexts("errorSentences");
  const cache = useAccountCache();
  const { membership } = useViewer();
  const inbox = useInbox(conversation.inbox_id);
  const contact = conversation.meta.sender;
  const unblock = async () => {
    try {
      await updateContact(cache, contact.id, { blocked: false });
    } catch (error) {
      await toast(requestSentence(sentences, error), { tone: "danger" });
    }
  };
  if (
    inbox &&
    (inbox.connection.state === "closed" || inbox.connection.state === "error" || inbox.connection.state === "qr")
  ) {
    const link =
      membership.role === "administrator" ? (
        <Link
          href={`/app/accounts/${conversation.account_id}/settings/inboxes/${inbox.id}`}
          className="shrink-0 font-medium underline"
        >
          {t("reconnect")}
        </Link>
      ) : null;
    return (
      <Banner tone="warning" edge action={link}>
        {t("disconnected", { inbox: inbox.name })}
      </Banner>
    );
  }
  if (state === "group_left")
    return (
      <Banner tone="info" edge>
        {t("groupLeft")}
      </Banner>
    );
  if (state === "groups_off") {
    const isAdministrator = membership.role === "administrator";
    const link = isAdministrator ? (
      <Link
        href={`/app/accounts/${conversation.account_id}/settings/inboxes/${conversation.inbox_id}?tab=configuration`}
        className="shrink-0 font-medium underline"
      >
        {t("groupsOn")}
      </Link>
    ) : null;
    return (
      <Banner tone="info" edge action={link}>
        {t("groupsOff", { inbox: inbox?.name ?? "" })} {isAdministrator ? null : t("groupsAsk")}
      </Banner>
    );
  }
  if (state === "announcement")
    return (
      <Banner tone="info" edge>
        {t("announcement")}
      </Banner>
    );
  if (!contact.blocked) return null;
  return (
    <Banner
      tone="info"
      edge
      action={
        <Button size="small" onClick={() => void unblock()}>
          {t("unblock")}
        </Button>
      }
    >
      {t("blocked", { name: contact.name })}
    </Banner>
  );
}
