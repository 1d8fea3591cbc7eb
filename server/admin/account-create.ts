import { z } from "zod";
import { shortName } from "../domain/accounts/contract/person-fields.ts";
import { createAccount } from "../domain/accounts/create-account.ts";
import { adminContext } from "./admin-context.ts";
import { adminCommand } from "./command.ts";

/** `account:create --name <text>` */
export const accountCreate = adminCommand({
  flags: z.object({ name: shortName }),
  async run({ name }) {
    const { id } = await createAccount(adminContext, { name });
    return { result: { id } };
  },
});
