import type { Metadata } from "next";
import { texts } from "#components/i18n/texts.ts";
import { ConfirmEmailForm } from "#components/sign-in/confirm-email-form.tsx";
import { SignInFrame } from "#components/sign-in/sign-in-frame.tsx";
import { requestLocale } from "../../../../request-locale.ts";
import { confirmEmail } from "../../../actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: texts(await requestLocale())("signIn.confirm.title"), referrer: "no-referrer" };
}

export default async function ConfirmEmailPage({
  searchParams,
}: {
  searchParams: Promise<{ confirmation_token?: string }>;
}) {
  const { confirmation_token: token } = await searchParams;
  const t = texts(await requestLocale());
  return (
    <SignInFrame heading={t("signIn.confirm.heading")} intro={t("signIn.confirm.intro")}>
      <ConfirmEmailForm action={confirmEmail} token={typeof token === "string" ? token : ""} />
    </SignInFrame>
  );
}
