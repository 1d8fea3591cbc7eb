"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { AccountCache } from "./account-cache.ts";
import { useAccountId, useViewer } from "./viewer.tsx";

/** The query cache as the one who looks sees it: the first argument of everything that changes it. */
export function useAccountCache(): AccountCache {
  const client = useQueryClient();
  const accountId = useAccountId();
  const me = useViewer().profile.id;
  return useMemo(() => ({ client, accountId, me }), [client, accountId, me]);
}
