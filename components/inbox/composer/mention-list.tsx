"use client";

import { useEffect } from "react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { classNames } from "#components/ui/class-names.ts";
import type { GroupMember } from "#server/domain/groups/contract.ts";

interface MentionListProps {
  id: string;
  members: readonly GroupMember[];
  active: number;
  words: string;
  onChoose: (member: GroupMember) => void;
  onHover: (index: number) => void;
}

/** Members that fit what stands behind the `@`. The focus stays in the text; arrows and Enter work from there. */
export function MentionList({ id, members, active, words, onChoose, onHover }: MentionListProps) {
  const t = useTexts("composer.mention");
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [id, active]);
  return (
    <div className="absolute inset-x-3 bottom-full z-20 mb-1 max-w-sm animate-rise rounded-lg border border-line bg-raised p-1 shadow-float">
      {members.length === 0 ? (
        <p role="status" className="px-2 py-1.5 text-sm text-muted">
          {t("none", { words })}
        </p>
      ) : null}
      <div id={id} role="listbox" aria-label={t("label")} className="max-h-56 overflow-y-auto">
        {members.map((member, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled in the text field
          <div
            key={member.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            onPointerMove={() => onHover(index)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onChoose(member)}
            className={classNames(
              "flex min-h-10 cursor-pointer items-center gap-2 rounded-sm px-2",
              index === active ? "bg-hover" : "",
            )}
          >
            <Avatar
              size={24}
              name={member.contact.name}
              id={member.contact.id}
              src={member.contact.thumbnail || null}
            />
            <span className="min-w-0 flex-1">
              <bdi className="block truncate">{member.contact.name}</bdi>
              {member.contact.phone_number && member.contact.phone_number !== member.contact.name ? (
                <bdi className="numeric block truncate text-xs text-muted">{member.contact.phone_number}</bdi>
              ) : null}
            </span>
            {member.role === "admin" ? <Badge>{t("admin")}</Badge> : null}
          </div>
        ))}
      </div>
    </div>
  );
}
