import { headers } from "next/headers";
import { notFound } from "next/navigation";
import type { PageLayout } from "#components/help-center/page-links.ts";
import { isAppError } from "#server/platform/app-error.ts";
import type { Context } from "#server/platform/context.ts";
import { newRequestId } from "#server/platform/http/open-context.ts";

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** Whoever opens a public page. */
export const reader = async (): Promise<Context> => ({
  actor: { kind: "nobody" },
  requestId: newRequestId(await headers()),
  locale: "en",
});

/** A part of the address as it was meant. What cannot be in the database leads nowhere. */
export function partOf(part: string): string {
  try {
    const decoded = decodeURIComponent(part);
    return decoded.includes("\0") ? notFound() : decoded;
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}

/** What the page is made of, or the page that says that there is none. */
export async function orNotFound<T>(view: Promise<T>): Promise<T> {
  try {
    return await view;
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  }
}

export async function layoutOf(searchParams: SearchParams): Promise<PageLayout> {
  const { show_plain_layout, theme } = await searchParams;
  return { isPlain: show_plain_layout === "true", theme: theme === "light" || theme === "dark" ? theme : null };
}
