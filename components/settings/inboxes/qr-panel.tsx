"use client";

import { RotateCw } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import type { Inbox } from "#server/domain/inboxes/contract.ts";
import { useConnectInbox } from "../../data/inbox-connection.ts";
import { useInboxDetail } from "../../data/manage-inboxes.ts";
import { useIsOffline } from "../../data/use-is-offline.ts";
import { requestSentence } from "../../i18n/error-sentences.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { PairingCode } from "./pairing-code.tsx";
import { useSecondsLeft } from "./use-seconds-left.ts";

/** Beside the events, in case they are late: somebody stands there with a phone in the hand. */
const POLL_MS = 5000;

/**
 * Links a phone: asks for a code at once, shows it with the time it has left, replaces it when the server has the next, and says
 * when the phone is linked or linking was given up.
 */
export function QrPanel({ inbox: given }: { inbox: Inbox }) {
  const t = useTexts("inboxes.qr");
  const errors = useTexts("errorSentences");
  const { data: inbox = given } = useInboxDetail(given.id, POLL_MS);
  const connect = useConnectInbox(given.id);
  const offline = useIsOffline();
  const { state, error } = inbox.connection;
  // While a code to type is good the other is not renewed: that might replace it.
  const typed = useSecondsLeft(inbox.connection.pairingCodeExpiresAt);
  const asked = useRef(false);
  const { mutate } = connect;
  useEffect(() => {
    if (asked.current) return;
    // Once, for the line as it was found: a code that is given up later is asked for again by people.
    asked.current = true;
    if (state !== "open" && state !== "qr") mutate(undefined);
  }, [mutate, state]);

  if (state === "open") return <Banner tone="success">{t("linked")}</Banner>;
  if (state === "qr") {
    return (
      <>
        {typed ? null : <Code inbox={inbox} />}
        {inbox.capabilities.pairingCode ? <PairingCode inbox={inbox} /> : null}
      </>
    );
  }
  if (connect.isPending || (state === "connecting" && !connect.error)) return <Asking>{t("asking")}</Asking>;
  return (
    <div className="grid justify-items-start gap-3">
      <Banner tone="warning" className="w-full">
        <p>{t("closed")}</p>
        {connect.error ? <p>{requestSentence(errors, connect.error)}</p> : null}
        {error && !connect.error ? <p className="break-words">{t("reason", { reason: error })}</p> : null}
      </Banner>
      <Button icon={<RotateCw aria-hidden />} disabled={offline} onClick={() => connect.mutate(undefined)}>
        {t("again")}
      </Button>
    </div>
  );
}

function Code({ inbox }: { inbox: Inbox }) {
  const t = useTexts("inboxes.qr");
  const left = useSecondsLeft(inbox.connection.qrExpiresAt);
  const picture = inbox.provider_connection?.qr_data_url;
  if (typeof picture !== "string") return <Asking>{t("asking")}</Asking>;
  return (
    <div className="grid items-start gap-6 sm:grid-cols-[auto_minmax(0,1fr)]">
      <div className="grid justify-items-center gap-2">
        {/* The plate stays white: scanners want dark on light. */}
        <div className="rounded-lg border border-line bg-[#fff] p-2">
          {/* biome-ignore lint/performance/noImgElement: made by the server for this moment */}
          <img
            src={picture}
            alt={t("picture", { name: inbox.name })}
            className={`size-56 ${left === 0 ? "opacity-25" : ""}`}
          />
        </div>
        <p className="numeric max-w-60 text-center text-sm text-muted" aria-live="off">
          {left === 0 ? t("renewing") : left === null ? null : t("countdown", { seconds: left })}
        </p>
      </div>
      <div>
        <ol className="grid list-decimal gap-2 ps-5">
          <li>{t("step1")}</li>
          <li>{t("step2")}</li>
          <li>{t("step3")}</li>
        </ol>
        <p className="mt-4 text-sm text-muted">{t("phoneOff")}</p>
      </div>
    </div>
  );
}

function Asking({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="flex items-center gap-2.5 py-6 text-muted">
      <Spinner />
      {children}
    </p>
  );
}
