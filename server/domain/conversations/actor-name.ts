import type { AccountContext } from "../../platform/context.ts";

/** How activity lines call who acts; empty when nobody in particular does, and then no line is written. */
export function actorName(ctx: AccountContext): string {
  return ctx.actor.kind === "user" || ctx.actor.kind === "agent_bot" ? ctx.actor.name : "";
}
