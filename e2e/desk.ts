import { expect, type Locator, type Page } from "@playwright/test";
import { PASSWORD, type Person } from "./house/open-house.ts";

/** The inbox as somebody of the team uses it, in a browser of their own. */
export class Desk {
  readonly page: Page;
  readonly replyBox: Locator;
  readonly sendButton: Locator;
  readonly banner: Locator;

  constructor(page: Page) {
    this.page = page;
    this.replyBox = page.getByTestId("composer-reply");
    this.sendButton = page.getByTestId("send-button");
    this.banner = page.getByTestId("connection-banner");
  }

  async signIn(person: Pick<Person, "email">, password = PASSWORD): Promise<void> {
    await this.page.goto("/app/login");
    await this.page.getByLabel("E-mail address").fill(person.email);
    await this.page.getByLabel("Password", { exact: true }).fill(password);
    await this.page.getByRole("button", { name: "Sign in" }).click();
    await this.page.waitForURL(/\/app\/accounts\/\d+\//);
  }

  /** Everything that is open, whoever takes care of it. */
  async showAll(accountId: number): Promise<void> {
    await this.page.goto(`/app/accounts/${accountId}/dashboard?assignee=all`);
    await expect(this.page.getByRole("tab", { name: "All" })).toBeVisible();
  }

  row = (name: string): Locator => this.page.getByTestId("conv-item").filter({ hasText: name });

  /** Opens a conversation from the list. */
  async open(name: string): Promise<void> {
    await this.row(name).getByRole("link").click();
    await expect(this.thread(name)).toBeVisible();
  }

  thread = (name: string): Locator => this.page.getByRole("region", { name: `Conversation with ${name}` });

  bubble = (text: string): Locator => this.page.getByTestId("bubble").filter({ hasText: text });

  /** Says who takes care of the open conversation. */
  assignee = (name: string): Locator => this.page.getByRole("button", { name: `Assignee: ${name}` }).first();

  async reply(text: string): Promise<void> {
    await this.replyBox.fill(text);
    await this.sendButton.click();
  }
}
