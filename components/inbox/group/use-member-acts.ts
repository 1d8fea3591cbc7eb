"use client";

import { useState } from "react";
import { useComposerMode, useDraftHandle } from "#components/data/drafts.ts";
import { setMemberRole } from "#components/data/groups.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { toast } from "#components/ui/toast.tsx";
import { useCopy } from "#components/ui/use-copy.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { GroupMember } from "#server/domain/groups/contract.ts";
import { cleanName, toWire } from "../composer/mentions.ts";
import { useGroupSentences } from "./group-sentence.ts";
import type { MemberAct } from "./member-row.tsx";

/** What a member's menu has opened. */
export interface AskedMember {
  what: "remove" | "message";
  member: GroupMember;
}

/** What the menu of a member does; `asked` is what needs a dialog. */
export function useMemberActs(conversation: Conversation) {
  const t = useTexts("groups.members");
  const cache = useAccountCache();
  const copy = useCopy();
  const sentences = useGroupSentences();
  const [asked, setAsked] = useState<AskedMember | null>(null);
  const mention = useMention(conversation.id);
  const act = async (what: MemberAct, member: GroupMember): Promise<void> => {
    const { name, phone_number: phone } = member.contact;
    if (what === "remove" || what === "message") return setAsked({ what, member });
    if (what === "mention") return mention(member.contact);
    if (what === "copy") return void (await copy(phone ?? "", t("copied")));
    try {
      await setMemberRole(cache, member, what === "promote" ? "admin" : "member");
      await toast(t(what === "promote" ? "promoted" : "demoted", { name }));
    } catch (error) {
      await toast(sentences.ofError(error), { tone: "danger" });
    }
  };
  return { asked, act, close: () => setAsked(null) };
}

/** Puts somebody into the reply that is being written. */
function useMention(conversationId: number) {
  const reply = useDraftHandle(conversationId, "reply");
  const [, chooseMode] = useComposerMode(conversationId);
  return ({ id, name }: { id: number; name: string }) => {
    const { text } = reply.read();
    const gap = text === "" || /\s$/.test(text) ? "" : " ";
    chooseMode("reply");
    reply.change({ text: `${text}${gap}${toWire(`@${cleanName(name)}`, [{ kind: "contact", id, name }])} ` });
  };
}
