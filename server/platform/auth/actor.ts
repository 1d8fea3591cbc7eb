/** Who acts. `platform/auth` makes one of it from a session, a token or a job; nothing else decides who somebody is. */
export type Actor =
  | { kind: "user"; userId: number; name: string; email: string; sessionId?: string }
  | { kind: "agent_bot"; agentBotId: number; name: string; accountId: number | null }
  | { kind: "platform_app"; platformAppId: number }
  /** A customer on a website or in a caller's own app: sees their own conversations. */
  | { kind: "contact"; contactId: number; contactInboxId: number; name: string }
  /** The product itself: ingest, timers. `cause` stops automations from triggering each other. */
  | { kind: "system"; cause?: string }
  | { kind: "nobody" };

export type Role = "administrator" | "agent";

/** Key of a caller, for rate limits and idempotency keys. */
export function actorKey(actor: Actor): string {
  switch (actor.kind) {
    case "user":
      return `user:${actor.userId}`;
    case "agent_bot":
      return `agent_bot:${actor.agentBotId}`;
    case "platform_app":
      return `platform_app:${actor.platformAppId}`;
    case "contact":
      return `contact:${actor.contactId}`;
    default:
      return actor.kind;
  }
}
