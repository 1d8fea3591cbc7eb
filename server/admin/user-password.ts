import { z } from "zod";
import { emailAddress, newPassword } from "../domain/accounts/contract/person-fields.ts";
import { setPassword } from "../domain/accounts/set-password.ts";
import { adminContext } from "./admin-context.ts";
import { adminCommand } from "./command.ts";

/** `user:password --email <address> --password <text>`; ends all sessions */
export const userPassword = adminCommand({
  flags: z.object({ email: emailAddress, password: newPassword }),
  async run(input) {
    const { id } = await setPassword(adminContext, input);
    return { result: { id } };
  },
});
