import type { Metadata } from "next";
import { texts } from "#components/i18n/texts.ts";
import { ForgotPasswordForm } from "#components/sign-in/forgot-password-form.tsx";
import { SignInFrame } from "#components/sign-in/sign-in-frame.tsx";
import { redirectToSetUp } from "../../../../../installation.ts";
import { requestLocale } from "../../../../../request-locale.ts";
import { requestPasswordReset } from "../../../../actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: texts(await requestLocale())("signIn.forgot.title") };
}

export default async function ForgotPasswordPage() {
  await redirectToSetUp();
  const t = texts(await requestLocale());
  return (
    <SignInFrame heading={t("signIn.forgot.heading")} intro={t("signIn.forgot.intro")}>
      <ForgotPasswordForm action={requestPasswordReset} />
    </SignInFrame>
  );
}
