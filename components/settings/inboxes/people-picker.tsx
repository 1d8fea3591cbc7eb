"use client";

import { useState } from "react";
import { useAgents } from "../../data/agents.ts";
import { useViewer } from "../../data/viewer.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Input } from "../../ui/input.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { LoadFailed } from "./load-failed.tsx";

/** More people than this get a box to find one. */
const SEARCHABLE = 8;

interface PeoplePickerProps {
  chosen: ReadonlySet<number>;
  onChange: (chosen: ReadonlySet<number>) => void;
}

/** Some of the people of the account. */
export function PeoplePicker({ chosen, onChange }: PeoplePickerProps) {
  const t = useTexts("inboxes.people");
  const me = useViewer().profile.id;
  const { data: agents, error, refetch, isFetching } = useAgents();
  const [words, setWords] = useState("");
  if (!agents) return error ? <LoadFailed query={{ error, refetch, isFetching }} /> : <Loading />;
  const wanted = words.trim().toLowerCase();
  const shown = agents.filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(wanted));
  const toggle = (id: number) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  return (
    <div className="grid gap-3">
      {agents.length > SEARCHABLE ? (
        <Input
          type="search"
          aria-label={t("search")}
          placeholder={t("search")}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      ) : null}
      <ul aria-label={t("list")} className="max-h-96 divide-y divide-line overflow-y-auto">
        {shown.map((agent) => (
          <li key={agent.id} className="py-2.5 ps-1">
            <Checkbox
              checked={chosen.has(agent.id)}
              onChange={() => toggle(agent.id)}
              label={
                <span className="flex min-w-0 items-center gap-3">
                  <Avatar id={agent.id} name={agent.name} src={agent.thumbnail} size={32} />
                  <span className="min-w-0">
                    <span className="flex flex-wrap items-center gap-2 font-medium" dir="auto">
                      {agent.name}
                      {agent.id === me ? <Badge>{t("you")}</Badge> : null}
                    </span>
                    <span className="block text-sm break-all text-muted">{agent.email}</span>
                  </span>
                </span>
              }
            />
          </li>
        ))}
      </ul>
      {shown.length === 0 ? <p className="text-muted">{t("noMatch")}</p> : null}
      <p role="status" className="text-sm text-muted">
        {t("chosen", { count: chosen.size })}
        {chosen.size === 0 ? `. ${t("nobody")}` : null}
      </p>
    </div>
  );
}

function Loading() {
  return (
    <div className="grid gap-3">
      <Skeleton className="h-10" />
      <Skeleton className="h-10" />
    </div>
  );
}
