import { useLocale } from "use-intl/react";
import type { AvailableChannel } from "#server/domain/inboxes/contract/connection.ts";

/** What a channel is called in the reader's language. */
export function useChannelName(): (channel: Pick<AvailableChannel, "name" | "names">) => string {
  const locale = useLocale();
  return ({ name, names }) => names[locale] ?? name;
}
