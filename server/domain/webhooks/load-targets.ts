import { type AccountContext, statements } from "../../platform/context.ts";

/** Whom an account tells what happens, and the names around a payload. */
export interface Targets {
  accountName: string;
  webhooks: { id: number; url: string; subscriptions: string[]; inboxId: number | null }[];
  inboxes: Map<number, { name: string; webhookUrl: string | null }>;
  /** Active bots with an address, by inbox. */
  bots: Map<number, { id: number; url: string }>;
  /** Receivers that take no calls at the moment. */
  paused: Set<string>;
}

interface Row {
  accountName: string;
  webhooks: Targets["webhooks"];
  inboxes: { id: number; name: string; webhookUrl: string | null }[];
  bots: { inboxId: number; id: number; url: string }[];
  paused: string[];
}

/** Everybody who could be told about these inboxes, in one statement. */
export async function loadTargets(ctx: AccountContext, inboxIds: number[]): Promise<Targets> {
  const [row] = await statements(ctx)<Row[]>`
    select a.name as "accountName",
      (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'url', w.url, 'subscriptions', w.subscriptions, 'inboxId', w.inbox_id)
          order by w.id), '[]') from webhooks w where w.account_id = a.id) as webhooks,
      (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name, 'webhookUrl', i.settings ->> 'webhook_url')), '[]')
        from inboxes i where i.account_id = a.id and i.id = any(${inboxIds}::bigint[])) as inboxes,
      (select coalesce(jsonb_agg(jsonb_build_object('inboxId', l.inbox_id, 'id', b.id, 'url', b.outgoing_url)), '[]')
        from agent_bot_inboxes l join agent_bots b on b.id = l.agent_bot_id
        where l.account_id = a.id and l.inbox_id = any(${inboxIds}::bigint[]) and l.status = 'active' and b.outgoing_url <> '') as bots,
      array(select e.target from webhook_endpoints e where e.account_id = a.id and e.paused_at is not null) as paused
    from accounts a where a.id = ${ctx.accountId}`;
  return {
    accountName: row?.accountName ?? "",
    webhooks: row?.webhooks ?? [],
    inboxes: new Map((row?.inboxes ?? []).map((inbox) => [inbox.id, inbox])),
    bots: new Map((row?.bots ?? []).map((bot) => [bot.inboxId, bot])),
    paused: new Set(row?.paused ?? []),
  };
}
