"use client";

import { AtSign, Copy, Ellipsis, MessageCircle, ShieldCheck, ShieldOff, UserMinus } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import type { MenuEntry } from "#components/ui/menu-entries.tsx";
import type { GroupMember } from "#server/domain/groups/contract.ts";

export type MemberAct = "message" | "mention" | "copy" | "promote" | "demote" | "remove";

interface MemberRowProps {
  member: GroupMember;
  isOwn: boolean;
  /** We may promote, demote and remove. */
  canChange: boolean;
  /** The group can be written to, and its channel knows mentions. */
  canMention: boolean;
  onAct: (act: MemberAct, member: GroupMember) => void;
}

/** Somebody in the group, and what may be done with them. */
export function MemberRow({ member, isOwn, canChange, canMention, onAct }: MemberRowProps) {
  const t = useTexts("groups.members");
  const { contact, role } = member;
  const phone = contact.phone_number && contact.phone_number !== contact.name ? contact.phone_number : null;
  const entries = useEntries({ member, isOwn, canChange, canMention, onAct });
  return (
    <div className="flex h-full items-center gap-2.5 rounded-md px-2 hover:bg-hover">
      <Avatar size={32} name={contact.name} id={contact.id} src={contact.thumbnail || null} />
      <span className="min-w-0 flex-1">
        <bdi className="block truncate">{contact.name}</bdi>
        {phone ? <bdi className="numeric block truncate text-sm text-muted">{phone}</bdi> : null}
      </span>
      {isOwn ? <Badge tone="accent">{t("you")}</Badge> : null}
      {role === "admin" ? <Badge>{t("admin")}</Badge> : null}
      {entries.length > 0 ? (
        <Menu
          align="end"
          entries={entries}
          trigger={
            <IconButton size="small" label={t("menu", { name: contact.name })} icon={<Ellipsis aria-hidden />} />
          }
        />
      ) : null}
    </div>
  );
}

function useEntries({ member, isOwn, canChange, canMention, onAct }: MemberRowProps): MenuEntry[] {
  const t = useTexts("groups.members");
  const hasPhone = member.contact.phone_number !== null;
  const entry = (act: MemberAct, icon: ReactNode): MenuEntry => ({
    label: t(act === "copy" ? "copyPhone" : act),
    icon,
    danger: act === "remove",
    onSelect: () => onAct(act, member),
  });
  if (isOwn) return [];
  return [
    ...(hasPhone ? [entry("message", <MessageCircle aria-hidden />)] : []),
    ...(canMention ? [entry("mention", <AtSign aria-hidden />)] : []),
    ...(hasPhone ? [entry("copy", <Copy aria-hidden />)] : []),
    ...(canChange
      ? [
          { kind: "separator" as const },
          member.role === "admin"
            ? entry("demote", <ShieldOff aria-hidden />)
            : entry("promote", <ShieldCheck aria-hidden />),
          entry("remove", <UserMinus aria-hidden />),
        ]
      : []),
  ];
}
