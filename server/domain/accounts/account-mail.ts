import { z } from "zod";

/** Which mail to whom. Links are made when it is sent, so that no token waits in the queue. */
export const accountMail = z.discriminatedUnion("mail", [
  z.object({ mail: z.literal("password_reset"), email: z.string() }),
  z.object({
    mail: z.literal("invitation"),
    userId: z.number(),
    accountId: z.number(),
    inviterId: z.number().nullable(),
  }),
  z.object({ mail: z.literal("email_change"), userId: z.number() }),
]);
export type AccountMail = z.infer<typeof accountMail>;
