"use client";

import { CircleAlert, Copy, RotateCw } from "lucide-react";
import { useState } from "react";
import type { OutboxItem } from "#components/data/outbox-item.ts";
import { deliverySentence, requestSentence } from "#components/i18n/error-sentences.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useCopy } from "#components/ui/use-copy.ts";
import type { Message } from "#server/domain/messages/contract.ts";
import { usePlace } from "../thread-context.ts";
import { text } from "./message-attributes.ts";

interface FailedNoticeProps {
  message: Message;
  /** Set when it never reached our server. */
  item: OutboxItem | null;
}

/** Why a message did not go out, and what can be done: nothing is sent again unless somebody says so. */
export function FailedNotice({ message, item }: FailedNoticeProps) {
  const t = useTexts("thread.failed");
  const sentences = useTexts("errorSentences");
  const place = usePlace();
  const [retrying, setRetrying] = useState(false);
  const hash = message.content_attributes;
  const reason = text(hash.external_error);
  const code = text(hash.error_code);
  const sentence = item?.failure ? requestSentence(sentences, item.failure) : deliverySentence(sentences, code, reason);

  const retry = async () => {
    setRetrying(true);
    try {
      await place.retry(message, item);
    } catch (error) {
      await toast(requestSentence(sentences, error), { tone: "danger" });
    } finally {
      setRetrying(false);
    }
  };
  const copy = useCopy();

  return (
    <div className="mt-1 grid max-w-md gap-1 justify-self-end rounded-md bg-danger-soft px-3 py-2 text-sm text-danger-ink">
      <p className="flex items-start gap-1.5">
        <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
        <span>
          <span className="font-semibold">{t("title")}</span> {sentence}
        </span>
      </p>
      <div className="flex flex-wrap items-center gap-1">
        <Button size="small" busy={retrying} icon={<RotateCw aria-hidden />} onClick={() => void retry()}>
          {t("retry")}
        </Button>
        {item ? (
          <Button size="small" variant="quiet" onClick={() => place.takeBack(item)}>
            {t("takeBack")}
          </Button>
        ) : null}
        {message.content ? (
          <Button
            size="small"
            variant="quiet"
            icon={<Copy aria-hidden />}
            onClick={() => void copy(message.content ?? "", t("copied"))}
          >
            {t("copyText")}
          </Button>
        ) : null}
        {code || reason || item?.failure?.requestId ? (
          <Popover
            label={t("details")}
            className="w-72"
            trigger={
              <Button size="small" variant="quiet">
                {t("details")}
              </Button>
            }
          >
            <dl className="grid gap-1 text-sm [&_dd]:mb-1 [&_dd]:break-words [&_dt]:text-muted">
              <Detail term={t("code")} value={code ?? item?.failure?.code ?? null} />
              <Detail term={t("words")} value={reason ?? item?.failure?.message ?? null} />
              <Detail term={t("reference")} value={item?.failure?.requestId ?? null} />
            </dl>
          </Popover>
        ) : null}
      </div>
    </div>
  );
}

function Detail({ term, value }: { term: string; value: string | null }) {
  if (!value) return null;
  return (
    <>
      <dt>{term}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </>
  );
}
