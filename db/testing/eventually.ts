import { vi } from "vitest";

/**
 * Tries again and again until it holds.
 *
 * @param mostMs  as long as the test may wait: on a machine that others use as well a moment can take seconds
 * @returns what the check returned in the end
 * @throws what it threw last
 */
export const eventually = <T>(check: () => T | Promise<T>, mostMs = 20_000): Promise<T> =>
  vi.waitFor(check, { timeout: mostMs, interval: 10 });
