"use client";

import { CircleAlert, CircleCheck, Send } from "lucide-react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Badge } from "#components/ui/badge.tsx";
import type { PersonResult } from "#server/domain/groups/contract.ts";
import { useGroupSentences } from "./group-sentence.ts";

/** Codes after which an invite link is the way. */
const INVITABLE = new Set(["invite_only", "recently_left"]);

/** Is there somebody whom only an invite link brings in? */
export const needsInvite = (results: readonly PersonResult[]): boolean =>
  results.some(({ ok, code }) => !ok && INVITABLE.has(code ?? ""));

/** What became of each person: added, to be invited, or refused and why. */
export function PersonResults({ results }: { results: readonly PersonResult[] }) {
  const t = useTexts("groups.add");
  return (
    <ul aria-label={t("title")} className="grid max-h-80 gap-1 overflow-y-auto">
      {results.map((result) => (
        <Line key={`${result.contact_id}-${result.participant}`} result={result} />
      ))}
    </ul>
  );
}

function Line({ result: { ok, code, reason, name, participant } }: { result: PersonResult }) {
  const t = useTexts("groups.add");
  const sentences = useGroupSentences();
  const isInvited = !ok && INVITABLE.has(code ?? "");
  const [tone, Icon, word] = ok
    ? (["success", CircleCheck, t("added")] as const)
    : isInvited
      ? (["warning", Send, t("invited")] as const)
      : (["danger", CircleAlert, t("refused")] as const);
  return (
    <li className="flex items-start gap-3 py-1.5" data-testid="person-result" data-ok={ok}>
      <span className="min-w-0 flex-1">
        <bdi className="block truncate font-medium">{name || participant}</bdi>
        {name && name !== participant ? (
          <bdi className="numeric block truncate text-sm text-muted">{participant}</bdi>
        ) : null}
        {ok ? null : <span className="block text-sm text-muted">{sentences.ofPerson(code, reason)}</span>}
      </span>
      <Badge tone={tone} icon={<Icon aria-hidden />}>
        {word}
      </Badge>
    </li>
  );
}
