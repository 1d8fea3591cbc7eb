"use client";

import { type KeyboardEvent, useDeferredValue, useState } from "react";
import { useColleagueCandidates, useMemberCandidates } from "./mention-candidates.ts";
import { cleanName, type Mention, mentionBeingWritten } from "./mentions.ts";

interface MentionListInput {
  /** Contact id of the group whose members may be mentioned; null elsewhere. */
  groupId: number | null;
  /** Conversation whose note may mention colleagues and teams; null in replies. */
  noteIn: number | null;
  shown: string;
  /** Where the caret is; null while text is selected. */
  caret: number | null;
  onMention: (from: number, to: number, mention: Mention) => void;
}

/** The list behind an `@`: what it shows, and which keys belong to it while it is open. */
export function useMentionList({ groupId, noteIn, shown, caret, onMention }: MentionListInput) {
  const canMention = groupId !== null || noteIn !== null;
  const writing = canMention && caret !== null ? mentionBeingWritten(shown, caret) : null;
  const [dismissedAt, setDismissedAt] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const words = useDeferredValue(writing?.words ?? "");
  const isWanted = writing !== null && writing.from !== dismissedAt;
  const members = useMemberCandidates(isWanted ? groupId : null, words);
  const colleagues = useColleagueCandidates(isWanted ? noteIn : null, words);
  const { candidates: found, isFetching } = noteIn === null ? members : colleagues;
  const candidates = found.filter(({ mention }) => cleanName(mention.name) !== "");
  const isOpen =
    isWanted &&
    (candidates.length > 0 || (!isFetching && words.length > 0 && words.length < 20 && !words.includes(" ")));
  const current = Math.min(active, Math.max(0, candidates.length - 1));

  const choose = (mention: Mention) => {
    if (!writing || caret === null) return;
    setActive(0);
    onMention(writing.from, caret, mention);
  };
  /** True when the key was for the list. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!isOpen || event.nativeEvent.isComposing) return false;
    const candidate = candidates[current];
    if (event.key === "Escape") setDismissedAt(writing?.from ?? null);
    else if (event.key === "ArrowDown" && candidate) setActive((current + 1) % candidates.length);
    else if (event.key === "ArrowUp" && candidate) setActive((current - 1 + candidates.length) % candidates.length);
    else if ((event.key === "Enter" || event.key === "Tab") && candidate && !event.shiftKey) choose(candidate.mention);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return { isOpen, candidates, words, active: current, setActive, choose, onKeyDown };
}
