import { z } from "zod";
import { emailAddress, newPassword, roles, shortName } from "../domain/accounts/contract/person-fields.ts";
import { createUser } from "../domain/accounts/create-user.ts";
import { adminContext } from "./admin-context.ts";
import { adminCommand } from "./command.ts";

/** `user:create --account <id> --name <text> --email <address> --password <text> --role administrator|agent` */
export const userCreate = adminCommand({
  flags: z.object({
    account: z.coerce.number("is not an id").int().positive(),
    name: shortName,
    email: emailAddress,
    password: newPassword,
    role: z.enum(roles, "must be administrator or agent"),
  }),
  async run({ account, ...person }) {
    const { id, access_token, pubsub_token } = await createUser(adminContext, { accountId: account, ...person });
    return { result: { id, access_token, pubsub_token } };
  },
});
