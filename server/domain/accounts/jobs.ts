import { z } from "zod";
import { defineJob } from "../../platform/jobs/define-job.ts";
import { runtime } from "../../platform/runtime.ts";
import { type AccountMail, accountMail } from "./account-mail.ts";
import { sendAccountMail } from "./send-account-mail.ts";

/** Mails about sign-in: a link for a new password, an invitation, a confirmation. */
export const sendMail = defineJob<AccountMail>({
  name: "send_mail",
  pool: "slow",
  payload: accountMail,
  run: sendAccountMail,
});

/** Removes an account that somebody has deleted. */
export const deleteAccountJob = defineJob({
  name: "delete_account",
  pool: "slow",
  payload: z.object({ account_id: z.number() }),
  run: async ({ account_id }) => {
    const { deleteAccount } = await import("./delete-account.ts");
    await deleteAccount(account_id);
  },
});

/** Deletes stored files of an account, or of a person, that is gone. */
export const deleteFoldersJob = defineJob({
  name: "delete_folders",
  pool: "slow",
  payload: z.object({ folders: z.array(z.string()) }),
  run: async ({ folders }) => {
    for (const folder of folders) await runtime().storage.deleteFolder(folder);
  },
});
