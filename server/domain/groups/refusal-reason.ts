import type { ChannelError } from "../../channels/channel-error.ts";
import type { GroupActionName } from "../../channels/group-actions.ts";
import type { PersonResult } from "./contract.ts";

/**
 * One word for what a provider refused, for the screens' table of sentences; undefined where only the provider's own words say it.
 *
 * @param action  what was asked: the same number means another thing elsewhere
 */
export function refusalReason(action: GroupActionName, { kind, code }: ChannelError): string | undefined {
  if (kind === "throttled" || kind === "temporary") return kind;
  if (kind === "unknown") return "unknown_outcome";
  if (code === "401") return "unauthorized";
  if (action === "join" || action === "previewInvite") return joinReasons[code ?? ""];
  return code === "403" ? "not_allowed" : undefined;
}

/** The network's numbers for a link that leads nowhere, and for a group we are in. */
const joinReasons: Record<string, string | undefined> = {
  "400": "invite_invalid",
  "404": "invite_invalid",
  "406": "invite_invalid",
  "409": "already_in",
  "410": "invite_invalid",
};

/** What the number of one person means when they are a member: promoting, demoting, removing. */
export const memberReason = (code: PersonResult["code"]): string | undefined =>
  code === "invite_only" || code === "blocked_us"
    ? "not_allowed"
    : code === "not_on_whatsapp"
      ? "not_member"
      : (code ?? undefined);

/** And when they ask to join. */
export const requestReason = (code: PersonResult["code"]): string | undefined =>
  code === "not_on_whatsapp" ? "request_gone" : memberReason(code);
