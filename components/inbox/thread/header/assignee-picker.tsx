"use client";

import { Check, UserRoundX } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useAgents, usePresence } from "#components/data/agents.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Agent } from "#server/domain/accounts/contract/agent.ts";

interface AssigneePickerProps {
  assignee: Agent | null;
  me: Agent;
  onAssign: (agent: Agent | null) => void;
  /** Show the name beside the picture on every screen. */
  isWide?: boolean;
}

/** Who takes care of a conversation: a button that says it, and a list to choose from. */
export function AssigneePicker({ assignee, me, onAssign, isWide }: AssigneePickerProps) {
  const t = useTexts("thread.header");
  const [open, setOpen] = useState(false);
  const choose = (agent: Agent | null) => {
    setOpen(false);
    if (agent?.id !== assignee?.id) onAssign(agent);
  };
  const name = assignee?.available_name ?? t("unassigned");
  return (
    <Popover
      label={t("assignee")}
      align="end"
      open={open}
      onOpenChange={setOpen}
      className="w-72 !p-2"
      trigger={
        <button
          type="button"
          title={`${t("assignee")}: ${name}`}
          className="inline-flex h-9 max-w-40 shrink-0 items-center justify-center gap-2 rounded-md px-2 text-muted hover:bg-hover hover:text-ink data-[state=open]:bg-hover touch:min-h-11 touch:min-w-11"
        >
          {assignee ? (
            <Avatar size={24} name={name} id={`user-${assignee.id}`} src={assignee.thumbnail || null} />
          ) : (
            <UserRoundX aria-hidden className="size-5" />
          )}
          <span className="sr-only">{t("assignee")}: </span>
          <span className={isWide ? "truncate" : "sr-only @3xl:not-sr-only @3xl:truncate"}>{name}</span>
        </button>
      }
    >
      <People assignee={assignee} me={me} onChoose={choose} />
    </Popover>
  );
}

interface PeopleProps extends Omit<AssigneePickerProps, "onAssign" | "isWide"> {
  onChoose: (agent: Agent | null) => void;
}

function People({ assignee, me, onChoose }: PeopleProps) {
  const t = useTexts("thread.header");
  const presence = usePresence();
  const { data: agents } = useAgents();
  const [words, setWords] = useState("");
  const wanted = words.trim().toLocaleLowerCase();
  const found = (agents ?? []).filter((agent) =>
    `${agent.available_name} ${agent.email}`.toLocaleLowerCase().includes(wanted),
  );
  return (
    <>
      {assignee?.id === me.id ? null : (
        <Button variant="primary" size="small" className="mb-2 w-full" onClick={() => onChoose(me)}>
          {t("assignToMe")}
        </Button>
      )}
      {(agents?.length ?? 0) > 6 ? (
        <Input
          aria-label={t("assign")}
          placeholder={t("assign")}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          className="mb-1"
        />
      ) : null}
      <ul aria-label={t("people")} className="max-h-72 overflow-y-auto">
        {agents ? null : <Skeleton className="m-2 h-6" />}
        {wanted === "" && assignee ? (
          <li>
            <Choice onClick={() => onChoose(null)} chosen={false}>
              <UserRoundX aria-hidden className="size-6 p-0.5 text-muted" />
              {t("unassigned")}
            </Choice>
          </li>
        ) : null}
        {found.map((agent) => (
          <li key={agent.id}>
            <Choice onClick={() => onChoose(agent)} chosen={agent.id === assignee?.id}>
              <Avatar
                size={24}
                name={agent.available_name}
                id={`user-${agent.id}`}
                src={agent.thumbnail || null}
                presence={presence[agent.id] ?? null}
              />
              <span className="min-w-0 truncate">{agent.available_name}</span>
            </Choice>
          </li>
        ))}
      </ul>
    </>
  );
}

function Choice({ onClick, chosen, children }: { onClick: () => void; chosen: boolean; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onClick}
      className="flex min-h-9 w-full items-center gap-2 rounded-sm px-2 text-start ring-within hover:bg-hover touch:min-h-11"
    >
      {children}
      {chosen ? <Check aria-hidden className="ms-auto size-4 text-accent-ink" /> : null}
    </button>
  );
}
