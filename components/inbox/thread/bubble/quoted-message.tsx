"use client";

import { useQuery } from "@tanstack/react-query";
import { useTexts } from "#components/i18n/use-texts.ts";
import { classNames } from "#components/ui/class-names.ts";
import { usePlace } from "../thread-context.ts";
import type { MessageAttributes } from "./message-attributes.ts";
import { QuoteStrip } from "./quote-strip.tsx";
import { quotedMessageQuery } from "./quoted-message-query.ts";

/** What a message answers: from the thread when it is there, else fetched once. */
export function QuotedMessage({ attributes }: { attributes: MessageAttributes }) {
  const place = usePlace();
  const t = useTexts("thread.quote");
  const here = place.findMessage({ id: attributes.quotedId, externalId: attributes.quotedExternalId });
  const fetched = useQuery({
    ...quotedMessageQuery(place, attributes.quotedId ?? 0),
    enabled: !here && attributes.quotedId !== null,
  });
  const message = here ?? fetched.data;
  if (message) return <QuoteStrip message={message} onOpen={() => place.jumpTo(message.id)} className="mb-1" />;
  return (
    <p
      className={classNames(
        "mb-1 rounded-sm border-s-3 border-control bg-sunken/70 px-2 py-1 text-sm text-muted",
        !fetched.isFetching && "italic",
      )}
    >
      {fetched.isFetching ? t("loading") : t("missing")}
    </p>
  );
}
