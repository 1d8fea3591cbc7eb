import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { AreaTexts } from "#components/i18n/area-texts.tsx";
import { texts } from "#components/i18n/texts.ts";
import { parseAddress } from "#components/inbox/address.ts";
import { ConversationScreen } from "#components/inbox/conversation-screen.tsx";
import { LIST_WIDTH_COOKIE, listWidth } from "#components/inbox/list-width.ts";
import { requestLocale } from "../../../../request-locale.ts";
import { requireAccount } from "../../../../session.ts";
import { prefetchConversations } from "./prefetch-conversations.ts";

/** What every page of the conversation screen gets, whatever its path. */
export interface ConversationPageProps {
  params: Promise<Record<string, string>>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function conversationMetadata(): Promise<Metadata> {
  return { title: texts(await requestLocale())("inbox.title") };
}

/**
 * The conversation screen with what the address asks for already in it.
 *
 * @param place  the path behind `/app/accounts/:id/`, with the names of its parameters in braces
 */
export async function conversationPage(place: string, { params, searchParams }: ConversationPageProps) {
  const { accountId = "", ...names } = await params;
  const query = toQuery(await searchParams);
  const path = `/app/accounts/${accountId}/${place.replace(/\{(\w+)\}/g, (_, name: string) => names[name] ?? "")}`;
  const ctx = await requireAccount(accountId, query.size > 0 ? `${path}?${query}` : path);
  const address = parseAddress(path, query);
  if (!address) notFound();
  const cache = await prefetchConversations(ctx, address);
  return (
    <AreaTexts locale={await requestLocale()} areas={["inbox", "thread", "composer", "panels", "groups", "scheduled"]}>
      <HydrationBoundary state={dehydrate(cache)}>
        <ConversationScreen initialListWidth={listWidth((await cookies()).get(LIST_WIDTH_COOKIE)?.value)} />
      </HydrationBoundary>
    </AreaTexts>
  );
}

function toQuery(searchParams: Record<string, string | string[] | undefined>): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(searchParams)) {
    for (const one of [value].flat()) if (one !== undefined) query.append(name, one);
  }
  return query;
}
