"use client";

import { LogOut } from "lucide-react";
import { useState } from "react";
import { leaveGroup } from "#components/data/groups.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { OnDemand } from "#components/ui/on-demand.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useGroup } from "../panels/group-members.ts";
import { useGroupSentences } from "./group-sentence.ts";

const confirmDialog = async () => (await import("#components/ui/confirm-dialog.tsx")).ConfirmDialog;

/** Leaves the group after asking; what was written stays. */
export function LeaveButton({ group }: { group: { id: number; name: string } }) {
  const t = useTexts("groups.leave");
  const cache = useAccountCache();
  const sentences = useGroupSentences();
  const facts = useGroup(group.id);
  const [isAsking, setIsAsking] = useState(false);
  const others = Math.max(1, (facts?.count ?? 1) - 1);
  const leave = async () => {
    await leaveGroup(cache, group.id);
    await toast(t("done", { group: group.name }));
  };
  return (
    <div className="border-t border-line p-4">
      <Button variant="danger-quiet" icon={<LogOut aria-hidden />} onClick={() => setIsAsking(true)}>
        {t("button")}
      </Button>
      {isAsking ? (
        <OnDemand
          load={confirmDialog}
          onFail={() => setIsAsking(false)}
          with={{
            open: true,
            onOpenChange: setIsAsking,
            title: t("title", { group: group.name }),
            description: t("body", { count: others }),
            confirm: t("confirm"),
            onConfirm: leave,
            explain: sentences.ofError,
          }}
        />
      ) : null}
    </div>
  );
}
