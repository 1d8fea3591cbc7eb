"use client";

import { UsersRound } from "lucide-react";
import { useEffect } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { classNames } from "#components/ui/class-names.ts";
import type { Candidate } from "./mention-candidates.ts";
import type { Mention } from "./mentions.ts";

interface MentionListProps {
  id: string;
  /** What the list holds, as its head line. */
  label: string;
  /** Said when nobody fits. */
  none: string;
  candidates: readonly Candidate[];
  active: number;
  onChoose: (mention: Mention) => void;
  onHover: (index: number) => void;
}

/** Those who fit what stands behind the `@`. The focus stays in the text; arrows and Enter work from there. */
export function MentionList({ id, label, none, candidates, active, onChoose, onHover }: MentionListProps) {
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [id, active]);
  return (
    <div className="absolute inset-x-3 bottom-full z-20 mb-1 max-w-sm animate-rise rounded-lg border border-line bg-raised p-1 shadow-float">
      <p aria-hidden className="px-2 pt-1 pb-1.5 text-xs font-semibold text-muted">
        {label}
      </p>
      {candidates.length === 0 ? (
        <p role="status" className="px-2 py-1.5 text-sm text-muted">
          {none}
        </p>
      ) : null}
      <div id={id} role="listbox" aria-label={label} className="max-h-56 overflow-y-auto">
        {candidates.map(({ mention, picture, detail, badge }, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled in the text field
          <div
            key={`${mention.kind}-${mention.id}`}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            onPointerMove={() => onHover(index)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onChoose(mention)}
            className={classNames(
              "flex min-h-10 cursor-pointer items-center gap-2 rounded-sm px-2",
              index === active ? "bg-hover" : "",
            )}
          >
            {mention.kind === "team" ? (
              <span className="grid size-6 shrink-0 place-items-center rounded-full bg-sunken text-muted">
                <UsersRound aria-hidden className="size-3.5" />
              </span>
            ) : (
              <Avatar
                size={24}
                name={mention.name}
                id={mention.kind === "user" ? `user-${mention.id}` : mention.id}
                src={picture}
              />
            )}
            <span className="min-w-0 flex-1">
              <bdi className="block truncate">{mention.name}</bdi>
              {detail ? <bdi className="numeric block truncate text-xs text-muted">{detail}</bdi> : null}
            </span>
            {badge ? <Badge>{badge}</Badge> : null}
          </div>
        ))}
      </div>
    </div>
  );
}
