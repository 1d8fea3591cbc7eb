"use client";

import { removeGroupMember } from "#components/data/groups.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { OnDemand } from "#components/ui/on-demand.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { useAddress } from "../use-address.ts";
import { useGroupSentences } from "./group-sentence.ts";
import type { AskedMember } from "./use-member-acts.ts";

const confirmDialog = async () => (await import("#components/ui/confirm-dialog.tsx")).ConfirmDialog;
const startDialog = async () => (await import("../list/start-dialog.tsx")).StartDialog;

interface MemberLayersProps {
  asked: AskedMember | null;
  groupName: string;
  onClose: () => void;
}

/** What a member's menu opens: the question before removing, and a message to them alone. */
export function MemberLayers({ asked, groupName, onClose }: MemberLayersProps) {
  const t = useTexts("groups.members");
  const cache = useAccountCache();
  const sentences = useGroupSentences();
  const { go } = useAddress();
  if (!asked) return null;
  const { member } = asked;
  const { contact } = member;
  if (asked.what === "message") {
    return (
      <OnDemand
        load={startDialog}
        onFail={onClose}
        with={{
          to: { ...contact, email: null },
          onClose,
          onStarted: (conversation: Conversation) => go({ conversationId: conversation.id }),
        }}
      />
    );
  }
  const remove = async () => {
    await removeGroupMember(cache, member);
    await toast(t("removed", { name: contact.name }));
  };
  return (
    <OnDemand
      load={confirmDialog}
      onFail={onClose}
      with={{
        open: true,
        onOpenChange: onClose,
        title: t("removeTitle", { name: contact.name, group: groupName }),
        description: t("removeBody"),
        confirm: t("removeConfirm"),
        onConfirm: remove,
        explain: sentences.ofError,
      }}
    />
  );
}
