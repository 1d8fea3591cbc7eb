import { z } from "zod";
import { isoInstant } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";
import { emailAddress, newPassword, shortName, timeZone } from "./person-fields.ts";
import { profile } from "./profile.ts";

const signInBase = { tag: "Sign-in", callers: ["nobody"] } as const;
const signedIn = z.object({ data: profile });
/** `sso_auth_token` stands for the password: from a link that another program asked for (contract, conventions §2.3). */
const credentialFields = z.object({
  email: z.string().trim().toLowerCase().max(255),
  password: z.string().max(1024).optional(),
  sso_auth_token: z.string().max(255).optional(),
});
const passwordGiven = (fields: { password?: string | undefined; sso_auth_token?: string | undefined }) =>
  (fields.password ?? fields.sso_auth_token) !== undefined;
const passwordMissing = { path: ["password"], error: "can't be blank" };

const code = { otp_code: z.string().trim().max(20).optional(), backup_code: z.string().trim().max(40).optional() };

/** The second step, for those whose sign-in needs a one-time code: `mfa_token` from the first, and a code (contract, conventions §2.3). */
const twoSteps = credentialFields
  .extend({ email: credentialFields.shape.email.optional(), mfa_token: z.string().max(255).optional(), ...code })
  .refine(({ email, mfa_token }) => (email ?? mfa_token) !== undefined, { path: ["email"], error: "can't be blank" })
  .refine((fields) => fields.mfa_token !== undefined || passwordGiven(fields), passwordMissing);

const setUpFields = z.object({
  account_name: shortName,
  user_full_name: shortName,
  email: emailAddress,
  password: newPassword,
  locale: z.string().max(20).optional(),
  timezone: timeZone.optional(),
});

export const signIn = operation({
  ...signInBase,
  id: "auth.sign_in",
  method: "POST",
  path: "/auth/sign_in",
  summary: "Sign in with e-mail and password; the token comes in the headers",
  body: twoSteps,
  /** `data`; or, with status 206, the two others when a code is needed as well. */
  response: z.object({
    data: profile.optional(),
    mfa_required: z.literal(true).optional(),
    mfa_token: z.string().optional(),
  }),
});

export const signInPage = operation({
  ...signInBase,
  id: "auth.sign_in_page",
  method: "GET",
  path: "/auth/sign_in",
  summary: "To the sign-in page",
  status: 302,
});

/** Of the sign-in form: its answer becomes a cookie, so it has no address of its own. */
export const signInToWeb = operation({
  ...signInBase,
  id: "auth.sign_in_to_web",
  method: "POST",
  path: "/app/login",
  summary: "Sign in to the screens",
  body: credentialFields.extend({ otp_code: code.otp_code }).refine(passwordGiven, passwordMissing),
  response: z.object({ session_id: z.string(), account_id: z.number().nullable() }),
});

export const signOut = operation({
  tag: "Sign-in",
  callers: ["user", "nobody"],
  id: "auth.sign_out",
  method: "DELETE",
  path: "/auth/sign_out",
  summary: "End this sign-in",
  response: z.object({ success: z.boolean() }),
});

export const validateToken = operation({
  tag: "Sign-in",
  callers: ["user"],
  id: "auth.validate_token",
  method: "GET",
  path: "/auth/validate_token",
  summary: "Is the token still good?",
  response: z.object({ payload: z.object({ success: z.boolean(), data: profile.extend({ created_at: isoInstant }) }) }),
});

export const requestPasswordReset = operation({
  ...signInBase,
  id: "auth.request_password_reset",
  method: "POST",
  path: "/auth/password",
  summary: "Send a link to choose a new password, if the address is known",
  body: z.object({ email: z.string().trim().toLowerCase().max(255) }),
  response: z.object({ message: z.string() }),
});

export const resetPassword = operation({
  ...signInBase,
  id: "auth.reset_password",
  method: "PUT",
  path: "/auth/password",
  summary: "Choose a new password with the token of a mailed link",
  body: z.object({
    reset_password_token: z.string().max(255),
    password: newPassword,
    password_confirmation: z.string().optional(),
  }),
  response: signedIn,
});

export const confirmEmail = operation({
  ...signInBase,
  id: "auth.confirm",
  method: "POST",
  path: "/auth/confirmation",
  summary: "Confirm the e-mail address with the token of a mailed link",
  body: z.object({ confirmation_token: z.string().max(255) }),
  response: signedIn,
});

/** The first run of an installation; later it answers 404: there is no open sign-up. */
export const setUp = operation({
  ...signInBase,
  id: "accounts.create",
  method: "POST",
  path: "/api/v1/accounts",
  summary: "Create the first account and its owner, on an empty installation",
  tag: "Account",
  body: setUpFields,
  response: signedIn,
});

export const resetPasswordOnWeb = operation({
  ...resetPassword,
  id: "auth.reset_password_on_web",
  response: undefined,
});
export const confirmEmailOnWeb = operation({ ...confirmEmail, id: "auth.confirm_on_web", response: undefined });

/** The same for the set-up page of an empty installation. */
export const setUpOnWeb = operation({
  ...signInBase,
  id: "accounts.set_up_on_web",
  method: "POST",
  path: "/app/setup",
  summary: "Create the first account and its owner, and sign in to the screens",
  body: setUpFields,
  response: z.object({ session_id: z.string(), account_id: z.number() }),
});
