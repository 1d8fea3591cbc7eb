/** The rules of a new password, one by one (contract, conventions §2.3). */
export const passwordRules = {
  length: (password: string) => password.length >= 6 && password.length <= 128,
  upper: (password: string) => /\p{Lu}/u.test(password),
  lower: (password: string) => /\p{Ll}/u.test(password),
  digit: (password: string) => /\d/.test(password),
  special: (password: string) => /[^\p{L}\d\s]/u.test(password),
};

export type PasswordRule = keyof typeof passwordRules;

/** The rules a password breaks. */
export function brokenRules(password: string): PasswordRule[] {
  return (Object.keys(passwordRules) as PasswordRule[]).filter((rule) => !passwordRules[rule](password));
}
