"use client";

import { RefreshCw } from "lucide-react";
import { useEffect, useState } from "react";
import { syncGroupNow } from "#components/data/groups.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Time } from "#components/ui/time.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useGroupSentences } from "./group-sentence.ts";

/** After this the provider counts as slow; what comes later still arrives. */
const SLOW_MS = 30_000;

interface SyncLineProps {
  groupId: number;
  /** Unix seconds; null: never. */
  syncedAt: number | null;
  canSync: boolean;
}

/** When the group was read from its provider, and a way to have it read now. */
export function SyncLine({ groupId, syncedAt, canSync }: SyncLineProps) {
  const t = useTexts("groups.sync");
  const { isRunning, isSlow, start } = useSync(groupId, syncedAt);
  return (
    <div className="flex min-h-11 items-center gap-2 border-t border-line py-1.5 ps-4 pe-2 text-sm text-muted">
      <p className="min-w-0 flex-1" role="status">
        {isRunning ? (
          t("running")
        ) : isSlow ? (
          t("slow")
        ) : syncedAt ? (
          <>
            {t("synced")} <Time at={syncedAt} />
          </>
        ) : (
          t("never")
        )}
      </p>
      {canSync ? (
        <IconButton
          size="small"
          label={t("button")}
          busy={isRunning}
          icon={<RefreshCw aria-hidden />}
          onClick={() => void start()}
        />
      ) : null}
    </div>
  );
}

/** Runs until the group says that it was read again. */
function useSync(groupId: number, syncedAt: number | null) {
  const t = useTexts("groups.sync");
  const cache = useAccountCache();
  const sentences = useGroupSentences();
  const [asked, setAsked] = useState<{ before: number | null; isSlow: boolean } | null>(null);
  const isDone = asked !== null && syncedAt !== asked.before;
  useEffect(() => {
    if (!isDone) return;
    setAsked(null);
    void toast(t("done"));
  }, [isDone, t]);
  const isRunning = asked !== null && !asked.isSlow && !isDone;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setTimeout(() => setAsked((held) => held && { ...held, isSlow: true }), SLOW_MS);
    return () => clearTimeout(timer);
  }, [isRunning]);
  const start = async () => {
    setAsked({ before: syncedAt, isSlow: false });
    try {
      await syncGroupNow(cache, groupId);
    } catch (error) {
      setAsked(null);
      await toast(sentences.ofError(error), { tone: "danger" });
    }
  };
  return { isRunning, isSlow: asked?.isSlow === true && !isDone, start };
}
