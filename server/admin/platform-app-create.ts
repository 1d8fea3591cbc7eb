import { z } from "zod";
import { shortName } from "../domain/accounts/contract/person-fields.ts";
import { createPlatformApp } from "../domain/accounts/platform-apps.ts";
import { adminContext } from "./admin-context.ts";
import { adminCommand } from "./command.ts";

/** `platform-app:create --name <text>` */
export const platformAppCreate = adminCommand({
  flags: z.object({ name: shortName }),
  async run(input) {
    const { id, access_token } = await createPlatformApp(adminContext, input);
    return { result: { id, access_token } };
  },
});
