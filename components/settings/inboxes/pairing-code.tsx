"use client";

import { Keyboard } from "lucide-react";
import type { Inbox } from "#server/domain/inboxes/contract.ts";
import { useConnectInbox } from "../../data/inbox-connection.ts";
import { useIsOffline } from "../../data/use-is-offline.ts";
import { requestSentence } from "../../i18n/error-sentences.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { useSecondsLeft } from "./use-seconds-left.ts";

/** The other way to link a phone: a code that is typed there. For whom the camera is broken, or the screen is the phone's own. */
export function PairingCode({ inbox }: { inbox: Inbox }) {
  const t = useTexts("inboxes.pairing");
  const errors = useTexts("errorSentences");
  const connect = useConnectInbox(inbox.id);
  const offline = useIsOffline();
  const { pairingCode: code, pairingCodeExpiresAt } = inbox.connection;
  const left = useSecondsLeft(pairingCodeExpiresAt);
  const isShown = code !== undefined && left !== null && left > 0;
  return (
    <section
      aria-label={t("title")}
      className={`grid justify-items-start gap-3 ${isShown ? "" : "mt-6 border-t border-line pt-5"}`}
    >
      {isShown ? (
        <>
          <p>{t("steps", { phone: inbox.phone_number ?? "" })}</p>
          <output className="numeric rounded-lg border border-line bg-sunken px-4 py-2 font-mono text-2xl tracking-widest">
            {code}
          </output>
          <p className="numeric text-sm text-muted" aria-live="off">
            {t("countdown", { seconds: left })}
          </p>
        </>
      ) : (
        <>
          {code ? <p className="text-muted">{t("expired")}</p> : null}
          <Button
            icon={<Keyboard aria-hidden />}
            busy={connect.isPending}
            disabled={offline}
            onClick={() => connect.mutate({ method: "pairing_code" })}
          >
            {t(code ? "again" : "offer")}
          </Button>
        </>
      )}
      {connect.error ? <Banner tone="danger">{requestSentence(errors, connect.error)}</Banner> : null}
    </section>
  );
}
