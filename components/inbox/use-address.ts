"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo, useRef } from "react";
import { useAccountId } from "#components/data/viewer.tsx";
import { type Address, formatAddress, parseAddress } from "./address.ts";

/**
 * What the address says, and how to change it. Changes go through the browser's history alone: the screen has everything it
 * needs, so the server is not asked for a page.
 */
export function useAddress(): { address: Address; go: (change: Partial<Address>) => void } {
  const accountId = useAccountId();
  const pathname = usePathname();
  const query = useSearchParams();
  const last = useRef<Address>(null);
  const address = useMemo(() => parseAddress(pathname, query), [pathname, query]) ?? last.current ?? startOf(accountId);
  last.current = address;
  const go = useCallback(
    (change: Partial<Address>) => {
      const next = formatAddress({ ...(last.current ?? startOf(accountId)), messageId: null, ...change });
      if (next !== window.location.pathname + window.location.search) window.history.pushState(null, "", next);
    },
    [accountId],
  );
  return { address, go };
}

function startOf(accountId: number): Address {
  const start = parseAddress(`/app/accounts/${accountId}/dashboard`, new URLSearchParams());
  if (!start) throw new Error("the start page has an address");
  return start;
}
