import type { AccountContext } from "../../platform/context.ts";

/** What activity lines call the rules of an account (contract, conversations §9). */
const AUTOMATIONS = "Automation System";

/** How activity lines call who acts; empty when nobody in particular does, and then no line is written. */
export function actorName(ctx: AccountContext): string {
  if (ctx.actor.kind === "system" && ctx.actor.cause?.startsWith("automation:")) return AUTOMATIONS;
  return "name" in ctx.actor ? ctx.actor.name : "";
}
