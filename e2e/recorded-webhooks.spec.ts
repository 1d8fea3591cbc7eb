import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "./browser-test.ts";
import type { House } from "./house/open-house.ts";
import { runAdmin } from "./house/run-admin.ts";

const folder = path.resolve(import.meta.dirname, "../server/channels/whapi/fixtures");
const names = readdirSync(folder).filter((name) => name.endsWith(".json") && !name.endsWith(".expected.json"));
const read = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, name), "utf8"));

interface Row {
  id: number;
  message_type: number;
  content: string | null;
  source_id: string | null;
  content_attributes: { is_reaction?: boolean };
}

test("every recorded webhook, posted twice, is understood, and each message is on the screen once", async ({
  house,
  olivia,
  baseURL,
}) => {
  test.setTimeout(180_000);
  for (const name of [...names, ...names]) expect(await house.whapi.post(read(name)), name).toEqual([200]);
  await runAdmin(["queue:wait"]);

  const conversations = await listConversations(house, baseURL ?? "");
  const messages = new Map<number, Row[]>();
  for (const id of conversations) messages.set(id, await listMessages(house, baseURL ?? "", id));
  const stored = [...messages.values()].flat().flatMap(({ source_id }) => source_id ?? []);
  expect(new Set(stored).size).toBe(stored.length);
  expect(stored).toEqual(expect.arrayContaining(expectedIds()));

  for (const [id, rows] of messages) {
    const shown = rows.filter(
      ({ message_type, content_attributes }) => message_type < 2 && !content_attributes.is_reaction,
    );
    const seen = new Set<number>();
    const bubbles = olivia.page.getByTestId("bubble");
    // A link to a message shows it with its neighbours; the next link leads to the first that was no neighbour.
    for (const { id: messageId } of shown) {
      if (seen.has(messageId)) continue;
      await olivia.page.goto(`/app/accounts/${house.accountId}/conversations/${id}?messageId=${messageId}`);
      await expect(olivia.page.locator(`[data-testid=bubble][data-message-id="${messageId}"]`)).toHaveCount(1);
      const ids = await bubbles.evaluateAll((all) => all.map((one) => Number((one as HTMLElement).dataset.messageId)));
      expect(new Set(ids).size).toBe(ids.length);
      for (const each of ids) seen.add(each);
    }
    expect(seen.size).toBe(shown.length);
  }
});

/** Ids of the messages that the recorded bodies hold, after the provider's own description of them. */
function expectedIds(): string[] {
  const events = names.flatMap(
    (name) => read(name.replace(".json", ".expected.json")) as { type: string; id?: string; origin?: string }[],
  );
  return [...new Set(events.flatMap(({ type, id }) => (type === "message" && id ? [id] : [])))];
}

async function api<T>(house: House, baseURL: string, address: string): Promise<T> {
  const response = await fetch(`${baseURL}/api/v1/accounts/${house.accountId}/${address}`, {
    headers: { api_access_token: house.olivia.token },
  });
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

async function listConversations(house: House, baseURL: string): Promise<number[]> {
  const found: number[] = [];
  for (let page = 1; ; page++) {
    const query = `conversations?status=all&assignee_type=all&inbox_id=${house.whapiInboxId}&page=${page}`;
    const { data } = await api<{ data: { payload: { id: number }[] } }>(house, baseURL, query);
    if (data.payload.length === 0) return found;
    found.push(...data.payload.map(({ id }) => id));
  }
}

async function listMessages(house: House, baseURL: string, conversation: number): Promise<Row[]> {
  const found: Row[] = [];
  for (let before = ""; ; ) {
    const { payload } = await api<{ payload: Row[] }>(
      house,
      baseURL,
      `conversations/${conversation}/messages${before}`,
    );
    if (payload.length === 0) return found;
    found.unshift(...payload);
    before = `?before=${payload[0]?.id}`;
  }
}
