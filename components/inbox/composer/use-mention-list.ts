"use client";

import { type KeyboardEvent, useDeferredValue, useState } from "react";
import type { GroupMember } from "#server/domain/groups/contract.ts";
import { useGroupMembers } from "../panels/group-members.ts";
import { isOwnNumber } from "../panels/own-number.ts";
import { cleanName, mentionBeingWritten } from "./mentions.ts";

interface MentionListInput {
  /** Contact id of the group; null where nobody can be mentioned. */
  groupId: number | null;
  shown: string;
  /** Where the caret is; null while text is selected. */
  caret: number | null;
  onMention: (from: number, to: number, member: GroupMember) => void;
}

/** The list behind an `@` in a group: what it shows, and which keys belong to it while it is open. */
export function useMentionList({ groupId, shown, caret, onMention }: MentionListInput) {
  const writing = groupId !== null && caret !== null ? mentionBeingWritten(shown, caret) : null;
  const [dismissedAt, setDismissedAt] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const words = useDeferredValue(writing?.words ?? "");
  const isWanted = writing !== null && writing.from !== dismissedAt;
  const { members: found, meta, isFetching } = useGroupMembers(isWanted ? groupId : null, words);
  const members = found.filter(
    ({ contact }) =>
      cleanName(contact.name) !== "" && !isOwnNumber(contact.phone_number, meta?.inbox_phone_number ?? null),
  );
  const isOpen =
    isWanted && (members.length > 0 || (!isFetching && words.length > 0 && words.length < 20 && !words.includes(" ")));
  const current = Math.min(active, Math.max(0, members.length - 1));

  const choose = (member: GroupMember) => {
    if (!writing || caret === null) return;
    setActive(0);
    onMention(writing.from, caret, member);
  };
  /** True when the key was for the list. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!isOpen || event.nativeEvent.isComposing) return false;
    const member = members[current];
    if (event.key === "Escape") setDismissedAt(writing?.from ?? null);
    else if (event.key === "ArrowDown" && member) setActive((current + 1) % members.length);
    else if (event.key === "ArrowUp" && member) setActive((current - 1 + members.length) % members.length);
    else if ((event.key === "Enter" || event.key === "Tab") && member && !event.shiftKey) choose(member);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return { isOpen, members, words, active: current, setActive, choose, onKeyDown };
}
