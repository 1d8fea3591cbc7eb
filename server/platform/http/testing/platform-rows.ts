import type { Expected, Row } from "./authorisation-table.ts";

const refused: Expected = [401, 401, 401, 401, 401, 401];
const body = (value: unknown) => () => ({ body: value });

/** Provisioning software has tokens of its own: nobody else comes in. */
export const platformRows: Record<string, Row> = {
  "platform.accounts": { expected: refused },
  "platform.create_account": { expected: refused, given: body({ name: "New" }) },
  "platform.account": { expected: refused },
  "platform.update_account": { expected: refused, given: body({ name: "New" }) },
  "platform.delete_account": { expected: refused },
  "platform.account_users": { expected: refused },
  "platform.create_account_user": { expected: refused, given: body({ user_id: 1 }) },
  "platform.delete_account_user": { expected: refused, given: body({ user_id: 1 }) },
  "platform.create_user": { expected: refused, given: body({ name: "New", email: "new@example.com" }) },
  "platform.user": { expected: refused, given: () => ({ params: { id: 1 } }) },
  "platform.update_user": { expected: refused, given: () => ({ params: { id: 1 } }) },
  "platform.delete_user": { expected: refused, given: () => ({ params: { id: 1 } }) },
  "platform.login": { expected: refused, given: () => ({ params: { id: 1 } }) },
  "platform.token": { expected: refused, given: () => ({ params: { id: 1 } }) },
  "platform.agent_bots": { expected: refused },
  "platform.create_agent_bot": { expected: refused, given: body({ name: "New" }) },
  "platform.agent_bot": { expected: refused, given: () => ({ params: { id: 1 } }) },
  "platform.update_agent_bot": { expected: refused, given: () => ({ params: { id: 1 } }) },
  "platform.delete_agent_bot": { expected: refused, given: () => ({ params: { id: 1 } }) },
};
