"use client";

import { Laptop, LogOut, Smartphone, Terminal } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { Session } from "#server/domain/accounts/contract/profile.ts";
import { ApiError } from "../data/api-error.ts";
import { useRevokeOtherSessions, useRevokeSession, useSessions } from "../data/profile.ts";
import { requestSentence } from "../i18n/error-sentences.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { Time } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import { deviceName } from "./device-name.ts";

const ConfirmDialog = dynamic(() => import("../ui/confirm-dialog.tsx").then((module) => module.ConfirmDialog), {
  ssr: false,
});

/** Every place this person is signed in, with a way out of each. */
export function SessionsCard() {
  const t = useTexts("profile.sessions");
  const errors = useTexts("errorSentences");
  const { data: sessions, error, refetch, isFetching } = useSessions();
  const others = sessions?.filter((session) => !session.current).length ?? 0;
  return (
    <Card
      id="sessions"
      title={t("title")}
      description={t("description")}
      actions={others > 0 ? <SignOutOthers count={others} /> : null}
    >
      {sessions ? (
        <ul className="-my-3 divide-y divide-line">
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      ) : error ? (
        <ErrorState
          reason={requestSentence(errors, error)}
          requestId={error instanceof ApiError ? error.requestId : null}
          onRetry={() => void refetch()}
          retrying={isFetching}
        />
      ) : (
        <div className="grid gap-3">
          <Skeleton className="h-10" />
          <Skeleton className="h-10" />
        </div>
      )}
    </Card>
  );
}

function SessionRow({ session }: { session: Session }) {
  const t = useTexts("profile.sessions");
  const errors = useTexts("errorSentences");
  const revoke = useRevokeSession();
  const device = deviceName(session.user_agent);
  const name = device ? t("device", device) : session.kind === "client" ? t("client") : t("unknown");
  const Icon =
    session.kind === "client" ? Terminal : /iPhone|Android|Mobile/.test(session.user_agent ?? "") ? Smartphone : Laptop;
  const signOut = () =>
    revoke.mutate(session.id, {
      onSuccess: () => void toast(t("signedOut")),
      onError: (error) => void toast(requestSentence(errors, error), { tone: "danger" }),
    });
  return (
    <li className="flex items-center gap-3 py-3">
      <Icon aria-hidden className="size-5 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          {name}
          {session.current ? <Badge tone="success">{t("current")}</Badge> : null}
        </p>
        <p className="text-sm text-muted">
          {t("lastSeen")}: <Time at={session.last_seen_at} />
          {session.ip ? (
            <>
              {" · "}
              <bdi>{session.ip}</bdi>
            </>
          ) : null}
        </p>
      </div>
      {session.current ? null : (
        <Button size="small" aria-label={t("signOutNamed", { device: name })} busy={revoke.isPending} onClick={signOut}>
          {t("signOut")}
        </Button>
      )}
    </li>
  );
}

function SignOutOthers({ count }: { count: number }) {
  const t = useTexts("profile.sessions");
  const errors = useTexts("errorSentences");
  const revokeOthers = useRevokeOtherSessions();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="small" icon={<LogOut aria-hidden />} onClick={() => setAsking(true)}>
        {t("others")}
      </Button>
      {asking ? (
        <ConfirmDialog
          open
          onOpenChange={setAsking}
          title={t("othersTitle", { count })}
          description={t("othersDescription")}
          confirm={t("others")}
          explain={(error) => requestSentence(errors, error)}
          onConfirm={async () => {
            await revokeOthers.mutateAsync();
            void toast(t("othersDone"));
          }}
        />
      ) : null}
    </>
  );
}
