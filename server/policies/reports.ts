import type { AccountContext } from "../platform/context.ts";
import { hasRight } from "./roles.ts";

/** Numbers of the whole account are for administrators (contract, reports §1). */
export const canSeeReports = (ctx: AccountContext): boolean => hasRight(ctx, "seeReports");
