import { redirect } from "next/navigation";
import { isInstallationEmpty } from "#server/domain/accounts/queries.ts";

/** Whether nobody has set up this installation yet. */
export function isNewInstallation(): Promise<boolean> {
  return isInstallationEmpty({ actor: { kind: "nobody" }, requestId: "set-up", locale: "en" });
}

/** To the set-up page, when there is nobody yet who could sign in. Pages that ask for a sign-in call it first. */
export async function redirectToSetUp(): Promise<void> {
  if (await isNewInstallation()) redirect("/app/setup");
}
