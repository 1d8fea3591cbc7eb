import { z } from "zod";
import { defineJob } from "../../platform/jobs/define-job.ts";
import { mailDomainInstructions } from "./mail-domain-instructions.ts";

/** Mails what has to be entered for a custom domain. */
export const mailDomainInstructionsJob = defineJob({
  name: "mail_domain_instructions",
  pool: "slow",
  payload: z.object({ email: z.string(), domain: z.string(), locale: z.string() }),
  run: mailDomainInstructions,
});
