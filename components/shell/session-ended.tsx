"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ApiError } from "../data/api-error.ts";
import { profileKeys } from "../data/profile.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { InStrip, useIsInStrip } from "./strip.tsx";

/** Says that the sign-in was ended, as soon as the server refuses a request for it. The page stays as it is. */
export function SessionEnded() {
  const t = useTexts("shell.session");
  const cache = useQueryClient();
  const [ended, setEnded] = useState(false);

  useEffect(() => {
    const notice = (error: unknown) => {
      if (error instanceof ApiError && error.code === "unauthenticated") setEnded(true);
    };
    const stops = [
      cache
        .getQueryCache()
        .subscribe((event) => event.type === "updated" && event.action.type === "error" && notice(event.action.error)),
      cache
        .getMutationCache()
        .subscribe((event) => event.type === "updated" && event.action.type === "error" && notice(event.action.error)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [cache]);

  // Live updates end with the sign-in: ask once which of both it was.
  const isSilent = useIsInStrip("connection");
  useEffect(() => {
    if (isSilent) void cache.invalidateQueries({ queryKey: profileKeys.own, exact: true });
  }, [isSilent, cache]);

  const signIn = () => {
    const { pathname, search } = window.location;
    window.location.assign(`/app/login?next=${encodeURIComponent(pathname + search)}`);
  };
  if (!ended) return null;
  return (
    <InStrip rank="session">
      <Banner
        tone="danger"
        edge
        data-testid="session-banner"
        action={
          <Button size="small" onClick={signIn}>
            {t("signIn")}
          </Button>
        }
      >
        {t("ended")}
      </Banner>
    </InStrip>
  );
}
