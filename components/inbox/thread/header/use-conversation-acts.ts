"use client";

import { useFormatter } from "use-intl/react";
import { useMyself } from "#components/data/agents.ts";
import { ApiError } from "#components/data/api-error.ts";
import {
  assignConversation,
  claimConversation,
  markConversationUnread,
  setConversationLabels,
  setConversationPriority,
  setConversationStatus,
} from "#components/data/conversation-changes.ts";
import type { ConversationPriority, ConversationStatus } from "#components/data/conversation-filter.ts";
import { findConversation } from "#components/data/conversations.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { requestSentence } from "#components/i18n/error-sentences.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { toast } from "#components/ui/toast.tsx";
import type { Agent } from "#server/domain/accounts/contract/agent.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";

/** What one does with a conversation: at once, with a way back, and a sentence when the server refuses. */
export function useConversationActs(conversation: Conversation) {
  return useActsOn()(conversation);
}

/** The same for conversations that are known only when something is done, such as the rows of a list. */
export function useActsOn() {
  const t = useTexts("thread.header");
  const ui = useTexts("ui");
  const sentences = useTexts("errorSentences");
  const cache = useAccountCache();
  const format = useFormatter();
  const me = useMyself();
  return (conversation: Conversation) => {
    const { id, status } = conversation;
    const assignee = conversation.meta.assignee_type === "User" ? (conversation.meta.assignee as Agent) : null;
    const snoozedUntil = conversation.snoozed_until ? Math.floor(Date.parse(conversation.snoozed_until) / 1000) : null;

    const act = async (change: Promise<void>, done?: { text: string; undo: () => Promise<void> }) => {
      try {
        if (done) void toast(done.text, { action: { label: ui("undo"), onClick: () => void act(done.undo()) } });
        await change;
      } catch (error) {
        await toast(requestSentence(sentences, error), { tone: "danger" });
      }
    };
    const claim = async () => {
      try {
        await claimConversation(cache, id, me);
      } catch (error) {
        const isTaken = error instanceof ApiError && error.code === "conflict";
        const faster = isTaken ? findConversation(cache.client, cache.accountId, id)?.meta.assignee?.name : undefined;
        await toast(faster ? t("takenBy", { name: faster }) : requestSentence(sentences, error), { tone: "danger" });
      }
    };

    return {
      assignee,
      me,
      setStatus: (next: ConversationStatus, until: number | null = null) => {
        const text =
          next === "snoozed" && until !== null
            ? t("snoozedUntil", { time: format.dateTime(until * 1000, { dateStyle: "medium", timeStyle: "short" }) })
            : t(`done.${next}`);
        return act(setConversationStatus(cache, id, next, until), {
          text,
          undo: () => setConversationStatus(cache, id, status, snoozedUntil),
        });
      },
      assign: (agent: Agent | null) =>
        agent?.id === me.id && assignee === null
          ? claim()
          : act(assignConversation(cache, id, agent), {
              text: agent ? t("assigned", { name: agent.available_name }) : t("unassignedDone"),
              undo: () => assignConversation(cache, id, assignee),
            }),
      setPriority: (next: ConversationPriority | null) => act(setConversationPriority(cache, id, next)),
      setLabels: (labels: string[]) => act(setConversationLabels(cache, id, labels)),
      markUnread: () => act(markConversationUnread(cache, id)),
    };
  };
}
