import { z } from "zod";
import { attributeHash } from "../../../platform/contract/fields.ts";

/** An agent (contract, settings §3). */
export const agent = z.object({
  id: z.number(),
  account_id: z.number(),
  availability_status: z.string(),
  auto_offline: z.boolean(),
  confirmed: z.boolean(),
  email: z.string(),
  provider: z.string(),
  available_name: z.string(),
  name: z.string(),
  role: z.enum(["agent", "administrator"]),
  thumbnail: z.string(),
  custom_role_id: z.number().nullable(),
  custom_attributes: attributeHash.optional(),
});
export type Agent = z.infer<typeof agent>;
