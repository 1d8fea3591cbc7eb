import { deliverPending } from "./deliver-pending.ts";

/** At the provider at once, of one job. */
const LANES = 8;

/**
 * Sends what waits in some conversations, several conversations at a time; within one the order stays. If one cannot be read or
 * written the others go on, and the job is tried again for it.
 *
 * @throws the first error, after all were tried
 */
export async function deliverMany(at: { accountId: number; conversationIds: number[] }): Promise<void> {
  const waiting = [...at.conversationIds];
  const errors: unknown[] = [];
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      try {
        await deliverPending({ accountId: at.accountId, conversationId: id }, "planned");
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(LANES, waiting.length) }, work));
  if (errors.length > 0) throw errors[0];
}
