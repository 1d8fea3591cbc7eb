import { test as base } from "@playwright/test";
import { PASSWORD } from "../house/open-house.ts";
import { runAdmin } from "../house/run-admin.ts";
import { Caller } from "./caller.ts";

interface Member {
  id: number;
  email: string;
  access_token: string;
}

/** A firm whose account nobody else uses, with an administrator and an agent. */
export interface Firm {
  accountId: number;
  /** Administrator. */
  ada: Member;
  /** Agent. */
  ben: Member;
}

interface Fixtures {
  firm: Firm;
}

interface Lasting {
  /** Token of software that provisions accounts. */
  platformToken: string;
}

let people = 0;

/** Foreign programs against the running server: they start with nothing but a token. */
export const test = base.extend<Fixtures, Lasting>({
  platformToken: [
    // biome-ignore lint/correctness/noEmptyPattern: the test runner insists on a pattern
    async ({}, use) => {
      const app = await runAdmin<{ access_token: string }>(["platform-app:create", "--name", "Provisioning"]);
      await use(app.access_token);
    },
    { scope: "worker" },
  ],
  firm: async ({ platformToken, baseURL }, use) => {
    const platform = new Caller(`${baseURL}/platform/api/v1`, { api_access_token: platformToken });
    const { id: accountId } = await platform.post<{ id: number }>("/accounts", { name: "Quay Street Books" });
    const ada = await hire(platform, accountId, { name: "Ada Lowe", role: "administrator" });
    const ben = await hire(platform, accountId, { name: "Ben Okoye", role: "agent" });
    await use({ accountId, ada, ben });
  },
});

async function hire(platform: Caller, accountId: number, person: { name: string; role: string }): Promise<Member> {
  const email = `person-${process.pid}-${++people}@example.com`;
  const user = await platform.post<Member>("/users", { name: person.name, email, password: PASSWORD });
  await platform.post(`/accounts/${accountId}/account_users`, { user_id: user.id, role: person.role });
  return { id: user.id, email, access_token: user.access_token };
}

export { expect } from "@playwright/test";
