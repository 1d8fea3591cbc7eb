import type { AccountContext } from "../platform/context.ts";

/** Who may do what in an account, as data. Rights about single records are functions in the noun's policy file. */
const rights = {
  /** Name, language and settings of the account. */
  updateAccount: ["administrator"],
  /** Invite people, change their role, remove them. */
  manageAgents: ["administrator"],
  /** Connect channels, choose who answers in them. */
  manageInboxes: ["administrator"],
  /** Labels, teams, bots, dashboard apps; read the audit log. */
  manageSettings: ["administrator"],
  /** Help centers, their categories and articles. */
  manageHelpCenter: ["administrator"],
  deleteConversations: ["administrator"],
  seeReports: ["administrator"],
  deleteContacts: ["administrator"],
  editContacts: ["administrator", "agent"],
  /** Conversations of inboxes one is no member of. */
  seeEveryInbox: ["administrator"],
} as const satisfies Record<string, readonly ("administrator" | "agent")[]>;

export type Right = keyof typeof rights;

/** Does the caller's role include the right? The product itself may do everything; bots and customers have no role. */
export function hasRight(ctx: AccountContext, right: Right): boolean {
  if (ctx.actor.kind === "system") return true;
  const roles: readonly string[] = rights[right];
  return ctx.actor.kind === "user" && ctx.role !== null && roles.includes(ctx.role);
}

/** What clients are told about a membership (contract, conventions §3). */
export const permissionsOf = (role: "administrator" | "agent"): string[] => [role];
