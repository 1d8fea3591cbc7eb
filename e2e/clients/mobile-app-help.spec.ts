import { createServer } from "node:http";
import { Caller } from "./caller.ts";
import { expect, test } from "./phone-app.ts";

test("the app signs in by a link of a single use, and asks for a new password", async ({
  firm,
  platformToken,
  baseURL,
}) => {
  const platform = new Caller(`${baseURL}/platform/api/v1`, { api_access_token: platformToken });
  const { url } = await platform.get<{ url: string }>(`/users/${firm.ben.id}/login`);
  const { searchParams } = new URL(url);
  const ticket = { email: searchParams.get("email"), sso_auth_token: searchParams.get("sso_auth_token") };
  const root = new Caller(baseURL ?? "");
  const first = await root.send("POST", "/auth/sign_in", ticket);
  expect(first).toMatchObject({ status: 200, body: { data: { id: firm.ben.id, account_id: firm.accountId } } });
  expect(first.headers.get("access-token")).toBeTruthy();
  expect(await root.send("POST", "/auth/sign_in", ticket)).toMatchObject({
    status: 401,
    body: { errors: [expect.any(String)] },
  });
  expect(await root.post("/auth/password", { email: firm.ben.email })).toEqual({ message: expect.any(String) });
});

test("the app is never signed out by help that is not there, and shows it when it is", async ({ app, shop }) => {
  const message = await shop.writes("Wo ist mein Paket?");
  const tasks = {
    rewrite: { content: "come monday", operation: "fix_spelling_grammar", conversation_display_id: shop.id },
    summarize: { conversation_display_id: shop.id },
    reply_suggestion: { conversation_display_id: shop.id },
  };
  const translate = `/conversations/${shop.id}/messages/${message.id}/translate`;
  const refusals = [await app.account.send("POST", translate, { target_language: "en" })];
  for (const [task, body] of Object.entries(tasks))
    refusals.push(await app.account.send("POST", `/captain/tasks/${task}`, body));
  expect(refusals.map(({ status }) => status)).toEqual(refusals.map(() => 422));

  const model = createServer((_, response) => {
    const said = { choices: [{ message: { role: "assistant", content: "Come on Monday." } }] };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(said));
  });
  await new Promise<void>((resolve) => model.listen(0, "127.0.0.1", resolve));
  const address = model.address();
  const base_url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/v1`;
  await shop.admin.post("/integrations/hooks", { app_id: "openai", settings: { api_key: "sk-1", base_url } });
  for (const [task, body] of Object.entries(tasks)) {
    expect(await app.account.post(`/captain/tasks/${task}`, body), task).toMatchObject({ message: "Come on Monday." });
  }
  await new Promise((resolve) => model.close(resolve));
});
