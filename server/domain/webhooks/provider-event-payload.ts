import { getChannel } from "../../channels/registry.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { storableJson } from "../../platform/storable-json.ts";

/**
 * What a provider posted, as it came, as far as it can be stored: without the secret and the files in it, which were taken out before it was stored (contract,
 * realtime §6 `provider_event_received`). Null when it is gone, or no JSON.
 */
export async function providerEventPayload(
  tx: Tx,
  event: { inbox_id: number; inbound_event_id: number },
): Promise<Record<string, unknown> | null> {
  const [row] = await tx.sql<{ body: string; channel: string; inboxName: string; accountName: string }[]>`
    select e.body, i.channel, i.name as "inboxName", a.name as "accountName"
    from inbound_events e
    join inboxes i on i.account_id = e.account_id and i.id = e.inbox_id
    join accounts a on a.id = e.account_id
    where e.account_id = ${tx.accountId} and e.id = ${event.inbound_event_id}`;
  const body = row && parse(row.body);
  const told = row && body !== undefined ? getChannel(row.channel).webhook?.event?.(body) : undefined;
  if (!row || !told) return null;
  return {
    inbox: { id: event.inbox_id, name: row.inboxName },
    account: { id: tx.accountId, name: row.accountName },
    provider_event: storableJson(told.name),
    provider_event_data: storableJson(told.data),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
