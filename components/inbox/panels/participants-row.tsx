"use client";

import { Eye, EyeOff, UserPlus, X } from "lucide-react";
import { useState } from "react";
import { useAgents } from "#components/data/agents.ts";
import { useChangeParticipants, useParticipants } from "#components/data/participants.ts";
import { useViewer } from "#components/data/viewer.tsx";
import { requestSentence } from "#components/i18n/error-sentences.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { toast } from "#components/ui/toast.tsx";

/** Who follows the conversation and is told of new messages: add, remove, me on or off. */
export function ParticipantsRow({ conversationId }: { conversationId: number }) {
  const t = useTexts("panels.participants");
  const errors = useTexts("errorSentences");
  const me = useViewer().profile.id;
  const { data: people, isPending } = useParticipants(conversationId);
  const change = useChangeParticipants(conversationId);
  const set = (userId: number, follows: boolean) =>
    change.mutate(
      { userId, follows },
      {
        onSuccess: (isDone) => (isDone ? undefined : void toast(t("refused"), { tone: "danger" })),
        onError: (error) => void toast(requestSentence(errors, error), { tone: "danger" }),
      },
    );
  const isMine = people?.some(({ id }) => id === me) ?? false;
  return (
    <div className="mt-3 grid grid-cols-1 gap-1">
      <div className="flex flex-wrap items-center justify-end gap-1">
        <h4 className="flex-1 text-muted">{t("title")}</h4>
        <Button
          size="small"
          variant="quiet"
          busy={change.isPending}
          icon={isMine ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          onClick={() => set(me, !isMine)}
        >
          {isMine ? t("unfollow") : t("follow")}
        </Button>
        <AddPerson present={people?.map(({ id }) => id) ?? []} onAdd={(id) => set(id, true)} />
      </div>
      {isPending ? <Skeleton className="h-6 w-2/3" /> : null}
      <ul aria-label={t("title")} className="grid gap-0.5">
        {people?.map((person) => (
          <li key={person.id} className="group/person flex min-h-8 items-center gap-2">
            <Avatar size={24} name={person.available_name} id={`user-${person.id}`} src={person.thumbnail || null} />
            <bdi className="min-w-0 flex-1 truncate">{person.available_name}</bdi>
            <IconButton
              size="small"
              label={t("remove", { name: person.available_name })}
              icon={<X aria-hidden />}
              className="opacity-0 group-focus-within/person:opacity-100 group-hover/person:opacity-100 touch:opacity-100"
              onClick={() => set(person.id, false)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

function AddPerson({ present, onAdd }: { present: readonly number[]; onAdd: (id: number) => void }) {
  const t = useTexts("panels.participants");
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState("");
  const { data: agents = [] } = useAgents();
  const wanted = words.trim().toLocaleLowerCase();
  const found = agents.filter(
    (agent) => !present.includes(agent.id) && agent.available_name.toLocaleLowerCase().includes(wanted),
  );
  return (
    <Popover
      label={t("add")}
      align="end"
      open={open}
      onOpenChange={setOpen}
      className="w-64 !p-2"
      trigger={<IconButton size="small" label={t("add")} icon={<UserPlus aria-hidden />} />}
    >
      <Input aria-label={t("find")} value={words} onChange={(event) => setWords(event.target.value)} className="mb-1" />
      <ul className="max-h-56 overflow-y-auto">
        {found.map((agent) => (
          <li key={agent.id}>
            <button
              type="button"
              onClick={() => {
                setOpen(false);
                setWords("");
                onAdd(agent.id);
              }}
              className="flex min-h-9 w-full items-center gap-2 rounded-sm px-2 text-start hover:bg-hover touch:min-h-11"
            >
              <Avatar size={24} name={agent.available_name} id={`user-${agent.id}`} src={agent.thumbnail || null} />
              <bdi className="truncate">{agent.available_name}</bdi>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className="px-2 py-1.5 text-sm text-muted">{t("nobody")}</p> : null}
    </Popover>
  );
}
