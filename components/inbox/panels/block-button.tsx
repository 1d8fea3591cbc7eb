"use client";

import { Ban, CircleCheck } from "lucide-react";
import { useState } from "react";
import { updateContact } from "#components/data/contacts.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { requestSentence } from "#components/i18n/error-sentences.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { OnDemand } from "#components/ui/on-demand.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Contact } from "#server/domain/contacts/contract.ts";

const confirmDialog = async () => (await import("#components/ui/confirm-dialog.tsx")).ConfirmDialog;

/** Blocks a contact after asking, unblocks without. */
export function BlockButton({ contact }: { contact: Pick<Contact, "id" | "name" | "blocked"> }) {
  const t = useTexts("panels");
  const sentences = useTexts("errorSentences");
  const cache = useAccountCache();
  const [isAsking, setIsAsking] = useState(false);
  const unblock = async () => {
    try {
      await updateContact(cache, contact.id, { blocked: false });
    } catch (error) {
      await toast(requestSentence(sentences, error), { tone: "danger" });
    }
  };
  return (
    <div className="border-t border-line p-4">
      {contact.blocked ? (
        <Button icon={<CircleCheck aria-hidden />} onClick={() => void unblock()}>
          {t("unblock")}
        </Button>
      ) : (
        <Button variant="danger-quiet" icon={<Ban aria-hidden />} onClick={() => setIsAsking(true)}>
          {t("block")}
        </Button>
      )}
      {isAsking ? (
        <OnDemand
          load={confirmDialog}
          onFail={() => setIsAsking(false)}
          with={{
            open: true,
            onOpenChange: setIsAsking,
            title: t("blockTitle", { name: contact.name }),
            description: t("blockBody"),
            confirm: t("block"),
            onConfirm: () => updateContact(cache, contact.id, { blocked: true }),
            explain: (error: unknown) => requestSentence(sentences, error),
          }}
        />
      ) : null}
    </div>
  );
}
