import type { Locator } from "@playwright/test";
import { expect } from "./browser-test.ts";
import type { Desk } from "./desk.ts";

/** Details of the open group; on phones they cover the thread. */
export async function openGroupPanel({ page, thread }: Desk, name: string): Promise<Locator> {
  const panel = page.getByRole("complementary", { name: "Group" });
  const toggle = thread(name).getByRole("button", { name }).first();
  await expect(toggle).toBeVisible();
  if ((await toggle.getAttribute("aria-expanded")) === "false") await toggle.click();
  await expect(panel.getByTestId("member-row").first()).toBeVisible();
  return panel;
}

/** Finds somebody in the field of a dialog and chooses them. */
export async function choosePerson(dialog: Locator, words: string, option: string): Promise<void> {
  await dialog.getByRole("combobox", { name: "Name or number" }).fill(words);
  await dialog.getByRole("option", { name: option }).click();
}

export const memberRow = (panel: Locator, phone: string): Locator =>
  panel.getByTestId("member-row").filter({ hasText: phone });

/** Chooses from the menu of a member. */
export async function actOnMember(panel: Locator, phone: string, act: string): Promise<void> {
  await memberRow(panel, phone)
    .getByRole("button", { name: /^Actions on/ })
    .click();
  await panel.page().getByRole("menuitem", { name: act }).click();
}
