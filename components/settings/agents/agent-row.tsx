"use client";

import { Ellipsis, ShieldCheck, UserMinus, UserRound } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { Agent } from "#server/domain/accounts/contract/agent.ts";
import { usePresence } from "../../data/agents.ts";
import { useChangeRole, useRemoveAgent } from "../../data/manage-agents.ts";
import { useViewer } from "../../data/viewer.tsx";
import { requestSentence } from "../../i18n/error-sentences.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Avatar, type Presence } from "../../ui/avatar.tsx";
import { Badge } from "../../ui/badge.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu } from "../../ui/menu.tsx";
import type { MenuEntry } from "../../ui/menu-entries.tsx";
import { toast } from "../../ui/toast.tsx";

const ConfirmDialog = dynamic(() => import("../../ui/confirm-dialog.tsx").then((module) => module.ConfirmDialog), {
  ssr: false,
});

/** One person: who they are, what they are here, and what can be done about it. */
export function AgentRow({ agent }: { agent: Agent }) {
  const t = useTexts("agents");
  const isMe = useViewer().profile.id === agent.id;
  const presence = (usePresence()[agent.id] ?? agent.availability_status) as Presence;
  const [removing, setRemoving] = useState(false);
  return (
    <li className="flex items-center gap-3 py-3">
      <Avatar id={agent.id} name={agent.name} src={agent.thumbnail} size={40} presence={presence} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          <span className="truncate" dir="auto">
            {agent.name}
          </span>
          {isMe ? <Badge>{t("you")}</Badge> : null}
          {agent.confirmed ? null : (
            <span title={t("invitedHint")}>
              <Badge tone="warning">{t("invited")}</Badge>
            </span>
          )}
        </p>
        <p className="truncate text-sm text-muted">{agent.email}</p>
        <p className="text-sm text-muted sm:hidden">{t(`roles.${agent.role}`)}</p>
      </div>
      <span className="hidden text-muted sm:inline">{t(`roles.${agent.role}`)}</span>
      <Menu
        align="end"
        entries={useActions(agent, isMe, () => setRemoving(true))}
        trigger={<IconButton label={t("actions", { name: agent.name })} icon={<Ellipsis aria-hidden />} />}
      />
      {removing ? <RemoveDialog agent={agent} onOpenChange={setRemoving} /> : null}
    </li>
  );
}

function useActions(agent: Agent, isMe: boolean, remove: () => void): MenuEntry[] {
  const t = useTexts("agents");
  const errors = useTexts("errorSentences");
  const changeRole = useChangeRole();
  const other = agent.role === "administrator" ? ("agent" as const) : ("administrator" as const);
  return [
    {
      label: t(other === "administrator" ? "makeAdministrator" : "makeAgent"),
      icon: other === "administrator" ? <ShieldCheck aria-hidden /> : <UserRound aria-hidden />,
      unavailable: isMe ? t("notYourself") : undefined,
      onSelect: () =>
        changeRole.mutate(
          { id: agent.id, role: other },
          {
            onSuccess: () => void toast(t("roleChanged", { name: agent.name, role: other })),
            onError: (error) => void toast(requestSentence(errors, error), { tone: "danger" }),
          },
        ),
    },
    { kind: "separator" },
    {
      label: t("remove"),
      icon: <UserMinus aria-hidden />,
      danger: true,
      unavailable: isMe ? t("notYourselfRemove") : undefined,
      onSelect: remove,
    },
  ];
}

function RemoveDialog({ agent, onOpenChange }: { agent: Agent; onOpenChange: (open: boolean) => void }) {
  const t = useTexts("agents");
  const errors = useTexts("errorSentences");
  const removeAgent = useRemoveAgent();
  return (
    <ConfirmDialog
      open
      onOpenChange={onOpenChange}
      title={t("removeTitle", { name: agent.name })}
      description={t("removeDescription")}
      confirm={t("remove")}
      explain={(error) => requestSentence(errors, error)}
      onConfirm={async () => {
        await removeAgent.mutateAsync(agent.id);
        void toast(t("removed", { name: agent.name }));
      }}
    />
  );
}
