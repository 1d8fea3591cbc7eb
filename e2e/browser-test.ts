import { type Browser, type BrowserContext, test as base } from "@playwright/test";
import { Desk } from "./desk.ts";
import { Customer } from "./house/customer.ts";
import { type House, openHouse, type Person } from "./house/open-house.ts";

type Session = Awaited<ReturnType<BrowserContext["storageState"]>>;

interface Fixtures {
  /** Desk of Olivia, the administrator, who is signed in. */
  olivia: Desk;
  /** Desk of Bia, an agent, who is signed in in a browser of her own. */
  bia: Desk;
  /** Somebody new who can write to the shop. */
  newCustomer: (name: string) => Customer;
}

interface Lasting {
  house: House;
  sessions: { olivia: Session; bia: Session };
}

/** Browser tests: a house with two people and two providers for all of them, new browsers for each. */
export const test = base.extend<Fixtures, Lasting>({
  house: [
    // biome-ignore lint/correctness/noEmptyPattern: the test runner insists on a pattern
    async ({}, use) => {
      const house = await openHouse();
      await use(house);
      await house.close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  sessions: [
    async ({ browser, house }, use) => {
      await use({ olivia: await signedIn(browser, house.olivia), bia: await signedIn(browser, house.bia) });
    },
    { scope: "worker", timeout: 60_000 },
  ],
  olivia: async ({ browser, sessions }, use) => {
    const context = await browser.newContext({ storageState: sessions.olivia });
    await use(new Desk(await context.newPage()));
    await context.close();
  },
  bia: async ({ browser, sessions }, use) => {
    const context = await browser.newContext({ storageState: sessions.bia });
    await use(new Desk(await context.newPage()));
    await context.close();
  },
  newCustomer: async ({ house }, use) => {
    await use((name) => new Customer(house.simulator, name));
  },
});

async function signedIn(browser: Browser, person: Person): Promise<Session> {
  const context = await browser.newContext({ baseURL: `http://localhost:${process.env.E2E_PORT}` });
  await new Desk(await context.newPage()).signIn(person);
  const session = await context.storageState();
  await context.close();
  return session;
}

export { expect } from "@playwright/test";
