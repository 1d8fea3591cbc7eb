import { defineJob } from "../../platform/jobs/define-job.ts";
import { type AccountMail, accountMail } from "./account-mail.ts";
import { sendAccountMail } from "./send-account-mail.ts";

/** Mails about sign-in: a link for a new password, an invitation, a confirmation. */
export const sendMail = defineJob<AccountMail>({
  name: "send_mail",
  pool: "slow",
  payload: accountMail,
  run: sendAccountMail,
});
