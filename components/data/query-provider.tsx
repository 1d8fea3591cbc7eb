"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { isTemporary } from "./api-error.ts";

const RETRIES = 3;

/**
 * What the page knows of the server. Nothing is stale by time alone: realtime events patch it, and what they missed is
 * refetched on reconnect. Reads are repeated when nobody answered; writes never by themselves.
 */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(createQueryClient);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

/** A cache with the settings of the product; also for prefetching on the server and for tests. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 30 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) => failures < RETRIES && isTemporary(error),
        retryDelay: (failures) => Math.min(1000 * 2 ** failures, 8000),
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
