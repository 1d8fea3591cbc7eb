"use client";

import { useState } from "react";
import { useInboxes } from "#components/data/inboxes.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { CreateGroupForm } from "../group/create-group-form.tsx";
import { JoinGroupForm } from "../group/join-group-form.tsx";
import { offersGroups } from "../group/use-group-inboxes.ts";
import type { KnownRecipient } from "./recipient.ts";
import { StartForm } from "./start-form.tsx";

/** What can be begun. */
export type Start = "conversation" | "group" | "join";

interface StartDialogProps {
  start?: Start;
  /** Somebody to write to who is chosen already. */
  to?: KnownRecipient;
  onClose: () => void;
  onStarted: (conversation: Conversation) => void;
}

/** Begins something new: a conversation with somebody, a group of our own, or a group one has a link to. */
export function StartDialog({ start = "conversation", to, onClose, onStarted }: StartDialogProps) {
  const t = useTexts("inbox.start");
  const create = useTexts("groups.create");
  const join = useTexts("groups.join");
  const [what, setWhat] = useState<Start>(start);
  const [isDone, setIsDone] = useState(false);
  const offers = useOffers();
  const titles = { conversation: t("title"), group: create("title"), join: join("title") };
  const options = [
    { value: "conversation" as const, label: t("tab") },
    ...(offers.create ? [{ value: "group" as const, label: create("tab") }] : []),
    ...(offers.join ? [{ value: "join" as const, label: join("tab") }] : []),
  ];
  const shown = options.some(({ value }) => value === what) ? what : "conversation";
  const started = { onClose, onStarted, onDone: () => setIsDone(true) };
  return (
    <Dialog open onOpenChange={onClose} title={titles[shown]} onOpenAutoFocus={focusField}>
      <div className="grid gap-4 pb-1">
        {to || isDone || options.length === 1 ? null : (
          <SegmentedControl label={t("what")} labelHidden options={options} value={shown} onChange={setWhat} />
        )}
        {shown === "conversation" ? <StartForm to={to} onClose={onClose} onStarted={onStarted} /> : null}
        {shown === "group" ? <CreateGroupForm {...started} /> : null}
        {shown === "join" ? <JoinGroupForm {...started} /> : null}
      </div>
    </Dialog>
  );
}

/** On what one writes into, not on the choice above it. */
function focusField(event: Event): void {
  event.preventDefault();
  const dialog = event.currentTarget as HTMLElement;
  const field = dialog.querySelector<HTMLElement>("[data-body] :is(input:not([type=radio]), select, textarea)");
  (field ?? dialog).focus();
}

/** What some inbox of the viewer can do beside writing to people. */
function useOffers() {
  const { data: inboxes = [] } = useInboxes();
  const has = (act: "create" | "join") => inboxes.some((inbox) => offersGroups(inbox, act));
  return { create: has("create"), join: has("join") };
}
