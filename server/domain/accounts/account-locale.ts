import { cached } from "../../platform/cache.ts";
import { type AccountContext, statements } from "../../platform/context.ts";

/** Milliseconds for which the language may be out of date. */
const FRESH_MS = 60_000;

/** The language of an account, in which threads tell what happened: `en`, `pt_BR`… At most a minute old. */
export const accountLocale = (ctx: AccountContext): Promise<string> =>
  cached("account-locale", String(ctx.accountId), FRESH_MS, async () => {
    const [row] = await statements(ctx)<{ locale: string }[]>`select locale from accounts where id = ${ctx.accountId}`;
    return row?.locale ?? "en";
  });
