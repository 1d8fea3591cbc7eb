"use client";

import { Check, CheckCheck, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { useMessageReaders } from "#components/data/message-readers.ts";
import { requestSentence } from "#components/i18n/error-sentences.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { MessageReader } from "#server/domain/messages/contract/readers.ts";
import type { Message } from "#server/domain/messages/contract.ts";
import { CopyButton } from "../../panels/copy-button.tsx";
import { deliveryState } from "../bubble/delivery-state.ts";

interface InfoDialogProps {
  message: Message;
  /** Display id. */
  conversationId: number;
  isGroup: boolean;
  onClose: () => void;
}

/** What is known of a message on its way: its state, its id at the provider, and in a group who got and read it. */
export function InfoDialog({ message, conversationId, isGroup, onClose }: InfoDialogProps) {
  const t = useTexts("thread.info");
  const delivery = useTexts("thread.delivery");
  const state = deliveryState(message);
  return (
    <Dialog open onOpenChange={onClose} title={t("title")}>
      <div className="grid gap-4">
        <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1 [&_dt]:text-muted">
          <dt>{t("at")}</dt>
          <dd>
            <Time at={new Date(message.created_at_ms)} as="full" />
          </dd>
          {state ? (
            <>
              <dt>{t("state")}</dt>
              <dd>{delivery(state)}</dd>
            </>
          ) : null}
          {message.source_id ? (
            <>
              <dt>{t("providerId")}</dt>
              <dd className="flex min-w-0 items-center gap-1">
                <bdi className="min-w-0 truncate">{message.source_id}</bdi>
                <CopyButton field={t("providerId")} value={message.source_id} />
              </dd>
            </>
          ) : null}
        </dl>
        {isGroup ? <Readers message={message} conversationId={conversationId} /> : null}
      </div>
    </Dialog>
  );
}

function Readers({ message, conversationId }: Pick<InfoDialogProps, "message" | "conversationId">) {
  const t = useTexts("thread.info");
  const ui = useTexts("ui");
  const sentences = useTexts("errorSentences");
  const { data, error, isFetching, refetch } = useMessageReaders(conversationId, message, true);
  if (!data) {
    if (!error) return <Skeleton className="h-10" />;
    return (
      <div role="alert" className="text-sm text-muted">
        <p className="mb-2">{requestSentence(sentences, error)}</p>
        <Button size="small" onClick={() => void refetch()}>
          {ui("tryAgain")}
        </Button>
      </div>
    );
  }
  const { payload, meta } = data;
  const read = payload.filter((reader) => reader.read_at !== null);
  const delivered = payload.filter((reader) => reader.read_at === null);
  return (
    <>
      {payload.length === 0 ? <p className="text-muted">{t("unknown")}</p> : null}
      <People
        title={t("readBy", { count: String(meta.read_count), of: String(meta.member_count) })}
        icon={<CheckCheck aria-hidden className="size-4 text-info-ink" />}
        readers={read}
        at={(reader) => reader.read_at}
      />
      <People
        title={t("deliveredTo", { count: delivered.length })}
        icon={<Check aria-hidden className="size-4 text-muted" />}
        readers={delivered}
        at={(reader) => reader.delivered_at}
      />
      <Button
        size="small"
        variant="quiet"
        className="justify-self-start"
        busy={isFetching}
        icon={<RotateCw aria-hidden />}
        onClick={() => void refetch()}
      >
        {t("refresh")}
      </Button>
    </>
  );
}

interface PeopleProps {
  title: string;
  icon: ReactNode;
  readers: readonly MessageReader[];
  at: (reader: MessageReader) => string | null;
}

function People({ title, icon, readers, at }: PeopleProps) {
  if (readers.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="flex items-center gap-2 font-medium">
        {icon}
        {title}
      </h3>
      <ul className="mt-1 max-h-64 overflow-y-auto">
        {readers.map((reader) => {
          const when = at(reader);
          return (
            <li key={reader.contact.id} data-testid="reader" className="flex min-h-10 items-center gap-2.5">
              <Avatar
                size={24}
                name={reader.contact.name}
                id={reader.contact.id}
                src={reader.contact.thumbnail || null}
              />
              <bdi className="min-w-0 flex-1 truncate">{reader.contact.name}</bdi>
              {when ? <Time at={when} className="numeric shrink-0 text-sm text-muted" /> : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
