import type { GroupPersonResult } from "../../channels/group-actions.ts";
import { AppError, refused } from "../../platform/app-error.ts";
import { CREATOR, CREATOR_REFUSAL } from "./ask-group.ts";
import type { PersonResult } from "./contract.ts";

/** Words of ours for the network's numbers; others go out as they are. */
const codes: Record<string, string> = {
  "401": "blocked_us",
  "403": "invite_only",
  "404": "not_on_whatsapp",
  [CREATOR]: "group_creator",
  "408": "recently_left",
  "409": "already_member",
  "419": "group_full",
};

/** What happened to one person, in our words where we have one. */
export function personOutcome(result: GroupPersonResult | undefined): Pick<PersonResult, "ok" | "code" | "reason"> {
  if (result?.ok) return { ok: true, code: null, reason: null };
  const code = result?.code ?? null;
  return {
    ok: false,
    code: code === null ? "refused" : Object.hasOwn(codes, code) ? (codes[code] ?? code) : code,
    reason: result?.reason?.trim() || null,
  };
}

/** Is this person where we wanted them, be it that they were there already? */
export const isInPlace = ({ ok, code }: Pick<PersonResult, "ok" | "code">): boolean => ok || code === "already_member";

/**
 * For calls whose answer has no place for each person: all went well, or the first reason.
 *
 * @param reasonOf  what a code means where it is not about being added
 * @throws refused
 */
export function requireAll(
  results: PersonResult[],
  reasonOf = (code: PersonResult["code"]) => code ?? undefined,
): void {
  const failed = results.find((result) => !isInPlace(result));
  if (!failed) return;
  if (failed.code === "group_creator") throw refused(CREATOR_REFUSAL);
  throw new AppError("refused", {
    public: failed.reason ?? failed.code ?? "refused",
    reason: reasonOf(failed.code),
  });
}
