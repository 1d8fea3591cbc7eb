import { z } from "zod";
import { operation } from "../../../platform/contract/operation.ts";

const path = "/api/v1/profile/mfa";
const common = { tag: "Profile", callers: ["user"] } as const;
const code = z.object({ otp_code: z.string().trim().max(20) });

export const getSecondFactor = operation({
  ...common,
  id: "mfa.get",
  method: "GET",
  path,
  summary: "Does signing in need a one-time code?",
  response: z.object({ feature_available: z.boolean(), enabled: z.boolean(), backup_codes_generated: z.boolean() }),
});

export const startSecondFactor = operation({
  ...common,
  id: "mfa.start",
  method: "POST",
  path,
  summary: "A secret for an app that makes one-time codes; nothing is asked before it was verified",
  response: z.object({ provisioning_url: z.string(), secret: z.string() }),
});

export const verifySecondFactor = operation({
  ...common,
  id: "mfa.verify",
  method: "POST",
  path: `${path}/verify`,
  summary: "Prove that the app has the secret: from now on signing in needs a code",
  body: code,
  response: z.object({ enabled: z.boolean(), backup_codes: z.array(z.string()) }),
});

export const renewBackupCodes = operation({
  ...common,
  id: "mfa.backup_codes",
  method: "POST",
  path: `${path}/backup_codes`,
  summary: "New codes for the day the app is lost; the old ones end",
  body: code,
  response: z.object({ backup_codes: z.array(z.string()) }),
});

export const disableSecondFactor = operation({
  ...common,
  id: "mfa.disable",
  method: "DELETE",
  path,
  summary: "Sign in with the password alone again",
  body: code.extend({ password: z.string().max(1024) }),
  response: z.object({ enabled: z.boolean() }),
});
