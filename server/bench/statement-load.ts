/** How a load of statements went. */
export interface StatementLoad {
  perSecond: number;
  latencies: number[];
}

/**
 * What pgbench does: each of some clients runs its work again and again, without a pause.
 *
 * @param work  one transaction; gets the number of the client and of the turn
 */
export async function statementLoad(
  { clients, seconds }: { clients: number; seconds: number },
  work: (client: number, turn: number) => Promise<unknown>,
): Promise<StatementLoad> {
  const latencies: number[] = [];
  const started = performance.now();
  const end = started + seconds * 1000;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let turn = 0; performance.now() < end; turn++) {
        const begun = performance.now();
        await work(client, turn);
        latencies.push(performance.now() - begun);
      }
    }),
  );
  return { perSecond: latencies.length / ((performance.now() - started) / 1000), latencies };
}
