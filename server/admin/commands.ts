import { accountCreate } from "./account-create.ts";
import type { AdminCommand } from "./command.ts";
import { doctor } from "./doctor.ts";
import { inboxCreate } from "./inbox-create.ts";
import { platformAppCreate } from "./platform-app-create.ts";
import { platformAppPermit } from "./platform-app-permit.ts";
import { queueWait } from "./queue-wait.ts";
import { userCreate } from "./user-create.ts";
import { userPassword } from "./user-password.ts";

/** What can be typed after `npm run admin --silent --`. */
export const commands: Record<string, AdminCommand> = {
  "account:create": erased(accountCreate),
  "user:create": erased(userCreate),
  "user:password": erased(userPassword),
  "platform-app:create": erased(platformAppCreate),
  "platform-app:permit": erased(platformAppPermit),
  "inbox:create": erased(inboxCreate),
  "queue:wait": erased(queueWait),
  doctor: erased(doctor),
};

/** Each command gets the flags that its own schema has parsed; which type that is, only the command knows. */
function erased<Flags>(command: AdminCommand<Flags>): AdminCommand {
  return command as unknown as AdminCommand;
}
