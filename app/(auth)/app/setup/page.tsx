import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { texts } from "#components/i18n/texts.ts";
import { SetUpForm } from "#components/sign-in/set-up-form.tsx";
import { SignInFrame } from "#components/sign-in/sign-in-frame.tsx";
import { isNewInstallation } from "../../../installation.ts";
import { requestLocale } from "../../../request-locale.ts";
import { setUp } from "../../actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: texts(await requestLocale())("signIn.setUp.title") };
}

export default async function SetUpPage() {
  if (!(await isNewInstallation())) redirect("/app");
  const t = texts(await requestLocale());
  return (
    <SignInFrame wide heading={t("signIn.setUp.heading")} intro={t("signIn.setUp.intro")}>
      <SetUpForm action={setUp} />
    </SignInFrame>
  );
}
