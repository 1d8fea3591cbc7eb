import { type AccountContext, statements } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import type * as contract from "./contract/portals.ts";
import { getPortalRow, listPortalRows } from "./portal-rows.ts";
import { serializePortal, serializePortals } from "./serialize-portals.ts";

/** Every help center of the account; the page is only told again (contract, help center §2). */
export async function listPortals(
  ctx: AccountContext,
  input: Input<typeof contract.listPortals>,
): Promise<Result<typeof contract.listPortals>> {
  const payload = await serializePortals(ctx, await listPortalRows(ctx));
  return { payload, meta: { current_page: input.page || 1, portals_count: payload.length } };
}

/** One help center with its articles counted, those of one locale where one is named. @throws not_found */
export async function getPortal(
  ctx: AccountContext,
  input: Input<typeof contract.getPortal>,
): Promise<Result<typeof contract.getPortal>> {
  const row = await getPortalRow(ctx, input.id);
  const userId = ctx.actor.kind === "user" ? ctx.actor.userId : 0;
  const [counts] = await statements(ctx)<
    { all: number; archived: number; published: number; draft: number; mine: number }[]
  >`
    select count(*)::int "all", count(*) filter (where status = 'archived')::int archived,
      count(*) filter (where status = 'published')::int published, count(*) filter (where status = 'draft')::int draft,
      count(*) filter (where author_id = ${userId})::int mine
    from articles where account_id = ${ctx.accountId} and portal_id = ${row.id}
      and (${input.locale || null}::text is null or locale = ${input.locale || null})`;
  if (!counts) throw new Error("Articles were not counted");
  return serializePortal(ctx, row, {
    all_articles_count: counts.all,
    archived_articles_count: counts.archived,
    published_count: counts.published,
    draft_articles_count: counts.draft,
    ...(counts.all > 0 && { mine_articles_count: counts.mine }),
  });
}
