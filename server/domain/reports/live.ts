import { AppError, notFound, refused } from "../../platform/app-error.ts";
import { type AccountContext, statements } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { avatarLink } from "../../platform/storage/file-link.ts";
import { authorize } from "../../policies/authorize.ts";
import { canSeeReports } from "../../policies/reports.ts";
import { availabilityStatus } from "../accounts/presence.ts";
import { findTeam } from "../conversations/find-assignable.ts";
import type { groupedLiveMetrics, liveMetrics as liveOperation, conversationReport as operation } from "./contract.ts";

const AGENTS_PER_PAGE = 25;

interface Live {
  open: number;
  unattended: number;
  unassigned: number;
  pending: number;
}

/**
 * Conversations as they stand now (contract, reports §3): of the account, or by agent, busiest first.
 *
 * @throws refused without a type
 */
export async function conversationReport(
  ctx: AccountContext,
  input: Input<typeof operation>,
): Promise<Result<typeof operation>> {
  authorize(canSeeReports(ctx));
  if (input.type === "account") return { ...(await liveCounts(ctx)), pending: 0 };
  if (input.type === "agent") return agentsNow(ctx, input.page);
  throw new AppError("refused", { public: "Type must be account or agent", isBodiless: !input.type });
}

/** The same for the overview, pending ones counted (contract, reports §5). @throws not_found for an unknown team */
export async function liveMetrics(ctx: AccountContext, input: Input<typeof liveOperation>): Promise<Live> {
  authorize(canSeeReports(ctx));
  if (input.team_id !== undefined && !(await findTeam(ctx, input.team_id))) throw notFound(`team ${input.team_id}`);
  return liveCounts(ctx, input.team_id);
}

/** Open ones by team or agent; those of nobody under null (contract, reports §5). @throws refused for another grouping */
export async function groupedLive(ctx: AccountContext, { group_by: by }: Input<typeof groupedLiveMetrics>) {
  authorize(canSeeReports(ctx));
  if (by !== "team_id" && by !== "assignee_id") throw refused("invalid group_by");
  const sql = statements(ctx);
  const rows = await sql<(Omit<Live, "pending"> & { id: number | null })[]>`
    select ${sql(by)} as id, count(*) as open,
      count(*) filter (where first_reply_created_at is null or waiting_since is not null) as unattended,
      count(*) filter (where assignee_id is null) as unassigned
    from conversations where account_id = ${ctx.accountId} and status = 'open'
    group by 1 order by 1 nulls last`;
  return rows.map(({ id, open, unattended, unassigned }) => ({
    open: Number(open),
    unattended: Number(unattended),
    unassigned: Number(unassigned),
    [by]: id,
  }));
}

async function liveCounts(ctx: AccountContext, teamId?: number): Promise<Live> {
  const sql = statements(ctx);
  const [row] = await sql<Live[]>`
    select count(*) filter (where status = 'open') as open,
      count(*) filter (where status = 'open' and (first_reply_created_at is null or waiting_since is not null)) as unattended,
      count(*) filter (where status = 'open' and assignee_id is null) as unassigned,
      count(*) filter (where status = 'pending') as pending
    from conversations
    where account_id = ${ctx.accountId} and status in ('open', 'pending')
      ${teamId === undefined ? sql`` : sql`and team_id = ${teamId}`}`;
  return {
    open: Number(row?.open ?? 0),
    unattended: Number(row?.unattended ?? 0),
    unassigned: Number(row?.unassigned ?? 0),
    pending: Number(row?.pending ?? 0),
  };
}

async function agentsNow(ctx: AccountContext, page: number) {
  const rows = await statements(ctx)<
    {
      id: number;
      name: string;
      email: string;
      avatarKey: string | null;
      availability: "online" | "busy" | "offline";
      autoOffline: boolean;
      open: number;
      unattended: number;
    }[]
  >`
    with people as (
      select user_id, availability, auto_offline from account_users
      where account_id = ${ctx.accountId}
      order by user_id limit ${AGENTS_PER_PAGE} offset ${(page - 1) * AGENTS_PER_PAGE}
    ), held as (
      select assignee_id, count(*) as open,
        count(*) filter (where first_reply_created_at is null or waiting_since is not null) as unattended
      from conversations
      where account_id = ${ctx.accountId} and status = 'open' and assignee_id in (select user_id from people)
      group by assignee_id
    )
    select u.id, u.name, u.email, u.avatar_key as "avatarKey", p.availability, p.auto_offline as "autoOffline",
      coalesce(h.open, 0) as open, coalesce(h.unattended, 0) as unattended
    from people p join users u on u.id = p.user_id left join held h on h.assignee_id = p.user_id
    order by open desc, u.id`;
  return rows.map(({ id, name, email, avatarKey, availability, autoOffline, open, unattended }) => ({
    id,
    name,
    email,
    thumbnail: avatarLink(avatarKey),
    availability: availabilityStatus({ accountId: ctx.accountId, userId: id, availability, autoOffline }),
    metric: { open: Number(open), unattended: Number(unattended) },
  }));
}
