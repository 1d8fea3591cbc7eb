import type { AccountContext, Context } from "../platform/context.ts";

/** Who runs an admin command may do everything: they can read the database and its secrets. */
export const adminContext: Context = { actor: { kind: "system", cause: "admin" }, requestId: "admin", locale: "en" };

export const adminContextOf = (accountId: number): AccountContext => ({ ...adminContext, accountId, role: null });
