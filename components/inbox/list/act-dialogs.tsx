"use client";

import { UserRoundX } from "lucide-react";
import { useAgents } from "#components/data/agents.ts";
import { assigneeIdOf, type ConversationPriority } from "#components/data/conversation-filter.ts";
import { useConversation } from "#components/data/conversations.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { LabelEditor } from "../thread/header/label-editor.tsx";
import { SnoozeDialog } from "../thread/header/snooze-dialog.tsx";
import { useActsOn } from "../thread/header/use-conversation-acts.ts";
import { ChoiceList } from "./choice-list.tsx";
import { PriorityMark } from "./priority-mark.tsx";

export type ActDialog = "assign" | "labels" | "priority" | "snooze";

interface ActDialogsProps {
  dialog: ActDialog;
  conversation: Conversation;
  onClose: () => void;
}

/** The acts on a conversation that need a choice, opened from the list or by a key. */
export function ActDialogs({ dialog, conversation: asked, onClose }: ActDialogsProps) {
  const { data } = useConversation(asked.id);
  const conversation = data ?? asked;
  const acts = useActsOn()(conversation);
  const close = (open: boolean) => (open ? undefined : onClose());
  switch (dialog) {
    case "assign":
      return <AssignDialog conversation={conversation} onClose={onClose} onAssign={acts.assign} />;
    case "priority":
      return <PriorityDialog conversation={conversation} onClose={onClose} onPriority={acts.setPriority} />;
    case "labels":
      return <LabelsDialog labels={conversation.labels} onOpenChange={close} onChange={acts.setLabels} />;
    default:
      return <SnoozeDialog onOpenChange={close} onSnooze={(until) => void acts.setStatus("snoozed", until)} />;
  }
}

type Acts = ReturnType<ReturnType<typeof useActsOn>>;

function AssignDialog({
  conversation,
  onClose,
  onAssign,
}: Omit<ActDialogsProps, "dialog"> & { onAssign: Acts["assign"] }) {
  const t = useTexts("inbox.acts");
  const { data: agents = [] } = useAgents();
  const assigneeId = assigneeIdOf(conversation);
  const people = agents.map((agent) => ({
    value: String(agent.id),
    label: agent.available_name,
    icon: <Avatar size={24} name={agent.available_name} id={`user-${agent.id}`} src={agent.thumbnail || null} />,
  }));
  const nobody = {
    value: "",
    label: t("nobody"),
    icon: <UserRoundX aria-hidden className="size-6 p-0.5 text-muted" />,
  };
  const choose = (value: string) => {
    onClose();
    const agent = agents.find(({ id }) => String(id) === value) ?? null;
    if ((agent?.id ?? null) !== assigneeId) void onAssign(agent);
  };
  return (
    <Dialog open onOpenChange={onClose} title={t("assignTitle")} size="small">
      <ChoiceList
        label={t("findPeople")}
        none={t("noPerson")}
        choices={assigneeId === null ? people : [nobody, ...people]}
        chosen={String(assigneeId ?? "")}
        onChoose={choose}
      />
    </Dialog>
  );
}

const priorities: readonly ConversationPriority[] = ["urgent", "high", "medium", "low"];

function PriorityDialog({
  conversation,
  onClose,
  onPriority,
}: Omit<ActDialogsProps, "dialog"> & { onPriority: Acts["setPriority"] }) {
  const t = useTexts("inbox.acts");
  const names = useTexts("thread.priority");
  const choices = priorities.map((priority) => ({
    value: priority,
    label: names(priority),
    icon: <PriorityMark priority={priority} />,
  }));
  const choose = (value: string) => {
    onClose();
    void onPriority(priorities.find((priority) => priority === value) ?? null);
  };
  return (
    <Dialog open onOpenChange={onClose} title={t("priority")} size="small">
      <ChoiceList
        label={t("priority")}
        none=""
        choices={[...choices, { value: "", label: names("none") }]}
        chosen={conversation.priority ?? ""}
        onChoose={choose}
      />
    </Dialog>
  );
}

function LabelsDialog({
  labels,
  onOpenChange,
  onChange,
}: {
  labels: string[];
  onOpenChange: (open: boolean) => void;
  onChange: Acts["setLabels"];
}) {
  const t = useTexts("inbox.acts");
  return (
    <Dialog open onOpenChange={onOpenChange} title={t("labelsTitle")} size="small">
      <LabelEditor labels={labels} onChange={(next) => void onChange(next)} />
    </Dialog>
  );
}
