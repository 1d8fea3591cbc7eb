import { QueryClient } from "@tanstack/react-query";
import { isTemporary } from "./api-error.ts";

const RETRIES = 3;

/**
 * An empty cache with the settings of the product; also for prefetching on the server. Nothing is stale by time alone:
 * realtime events patch it, and what they missed is refetched on reconnect. Reads are repeated when nobody answered, writes
 * never by themselves.
 */
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
