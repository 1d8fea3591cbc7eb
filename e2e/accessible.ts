import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./browser-test.ts";

const softly = expect.configure({ soft: true });
/** Longer than anything of ours fades or slides. */
const SETTLE = { timeout: 12_000, intervals: [1_000] };

interface Looked {
  /** Selector of the part that is looked at; the whole page when left out. */
  include?: string;
  exclude?: string;
  /** Kinds of rules, such as `wcag2aa`; all when left out. */
  tags?: string[];
}

/** Tooltips stand outside of every landmark, as they come and go with pointer and focus. */
export const withoutTooltips: Looked = { exclude: "[data-radix-popper-content-wrapper]" };

/**
 * Nothing that axe finds wrong. What fades in or out while it looks has too little contrast for that moment, so it looks again.
 * The test goes on after a fault.
 */
export async function expectAccessible(page: Page, looked: Looked = {}): Promise<void> {
  await softly.poll(() => flaws(page, looked), { ...SETTLE, message: page.url() }).toEqual([]);
}

/** Accessible as a whole, and not wider than the screen. */
export async function expectNoFlaws(page: Page, looked: Looked = {}): Promise<void> {
  await expectAccessible(page, looked);
  const overhang = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  softly(overhang, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
}

async function flaws(page: Page, { include, exclude, tags }: Looked): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  if (include) axe.include(include);
  if (exclude) axe.exclude(exclude);
  if (tags) axe.withTags(tags);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}
