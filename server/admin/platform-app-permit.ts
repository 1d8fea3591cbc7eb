import { z } from "zod";
import { permitPlatformApp } from "../domain/accounts/platform-apps.ts";
import { adminContext } from "./admin-context.ts";
import { adminCommand } from "./command.ts";

const id = z.coerce.number("is not an id").int().positive();

/** `platform-app:permit --app <id> --account <id>`, or `--user <id>` */
export const platformAppPermit = adminCommand({
  flags: z
    .object({ app: id, account: id.optional(), user: id.optional() })
    .refine(({ account, user }) => (account === undefined) !== (user === undefined), {
      path: ["account"],
      message: "or --user is needed, one of them",
    }),
  async run({ app, account, user }) {
    const permissible =
      account === undefined
        ? { permissibleType: "user" as const, permissibleId: user as number }
        : { permissibleType: "account" as const, permissibleId: account };
    const permission = await permitPlatformApp(adminContext, { platformAppId: app, ...permissible });
    return { result: { id: permission.id } };
  },
});
