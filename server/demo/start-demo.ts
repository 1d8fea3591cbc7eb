import type { RunningSimulator } from "../channels/simulator/server/start-simulator.ts";
import { runtime } from "../platform/runtime.ts";
import { openShop } from "./open-shop.ts";
import { colleagues, PASSWORD } from "./people.ts";
import { playStories } from "./play-stories.ts";
import { startDemoProvider } from "./start-demo-provider.ts";
import { earlier } from "./stories/earlier.ts";
import { today } from "./stories/today.ts";
import { yesterday } from "./stories/yesterday.ts";

export interface RunningDemo {
  /** For people: where to sign in, and where to play customers. */
  text: string;
  stop(): Promise<void>;
}

/**
 * Starts the provider of the demo and fills the database with a company that sells coffee over it, through the same doors as in real
 * life: customers write at the provider, which posts to us; colleagues answer with the product's use cases. What is there
 * already stays as it is. The server must listen and its workers must run.
 */
export async function startDemo(): Promise<RunningDemo> {
  const provider = await startDemoProvider(runtime().config.port + 1);
  try {
    const shop = await openShop(provider);
    if (shop.isNew) await playStories(shop, provider, [...earlier, ...yesterday, ...today]);
  } catch (error) {
    await provider.close();
    throw error;
  }
  return { text: invitation(provider), stop: () => provider.close() };
}

const invitation = (provider: RunningSimulator): string =>
  `
  Sign in     ${runtime().config.appUrl}
              ${colleagues.olivia.email} (owner), ${colleagues.bia.email} or ${colleagues.caio.email}
  Password    ${PASSWORD}
  Customers   play them on ${provider.url}
`;
