import type { Metadata } from "next";
import { texts } from "#components/i18n/texts.ts";
import { BrokenLink } from "#components/sign-in/broken-link.tsx";
import { ChoosePasswordForm } from "#components/sign-in/choose-password-form.tsx";
import { SignInFrame } from "#components/sign-in/sign-in-frame.tsx";
import { requestLocale } from "../../../../../request-locale.ts";
import { resetPassword } from "../../../../actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: texts(await requestLocale())("signIn.edit.title"), referrer: "no-referrer" };
}

export default async function ChoosePasswordPage({
  searchParams,
}: {
  searchParams: Promise<{ reset_password_token?: string }>;
}) {
  const { reset_password_token: token } = await searchParams;
  const t = texts(await requestLocale());
  return (
    <SignInFrame heading={t("signIn.edit.heading")} intro={t("signIn.edit.intro")}>
      {typeof token === "string" && token !== "" ? (
        <ChoosePasswordForm action={resetPassword} token={token} />
      ) : (
        <BrokenLink />
      )}
    </SignInFrame>
  );
}
