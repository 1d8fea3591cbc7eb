"use client";

import { useEffect, useState } from "react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { InStrip } from "#components/shell/strip.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { type Connection, type ConnectionNotice, nextChangeIn, noticeOf } from "./connection.ts";

const tones = { reconnecting: "warning", off: "danger", back: "success" } as const;

/** Says at the top of the page that live updates are missing, and when they are back. */
export function ConnectionBanner({ connection, onRetry }: { connection: Connection; onRetry: () => void }) {
  const t = useTexts("realtime");
  const notice = useNotice(connection);
  if (!notice) return null;
  return (
    <InStrip rank="connection">
      <Banner
        edge
        tone={tones[notice]}
        data-testid="connection-banner"
        action={
          notice === "off" ? (
            <Button size="small" onClick={onRetry}>
              {t("retryNow")}
            </Button>
          ) : null
        }
      >
        {t(notice)}
      </Banner>
    </InStrip>
  );
}

function useNotice(connection: Connection): ConnectionNotice | null {
  const [notice, setNotice] = useState<ConnectionNotice | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      const now = Date.now();
      setNotice(noticeOf(connection, now));
      const pause = nextChangeIn(connection, now);
      if (pause !== null) timer = setTimeout(look, pause);
    };
    look();
    return () => clearTimeout(timer);
  }, [connection]);
  return notice;
}
