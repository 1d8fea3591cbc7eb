import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { texts } from "#components/i18n/texts.ts";
import { SignInForm } from "#components/sign-in/sign-in-form.tsx";
import { SignInFrame } from "#components/sign-in/sign-in-frame.tsx";
import { SignOnForm } from "#components/sign-in/sign-on-form.tsx";
import { redirectToSetUp } from "../../../installation.ts";
import { requestLocale } from "../../../request-locale.ts";
import { currentUser } from "../../../session.ts";
import { signIn } from "../../actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: texts(await requestLocale())("signIn.login.title") };
}

/**
 * `next`: where to go afterwards; `notice`, `error`: what a link or another page led to. `email` with `sso_auth_token`: a link that
 * signs in by itself.
 */
type Query = Promise<{ next?: string; notice?: string; error?: string; email?: string; sso_auth_token?: string }>;

export default async function LoginPage({ searchParams }: { searchParams: Query }) {
  if (await currentUser()) redirect("/app");
  await redirectToSetUp();
  const { next, notice, error, email, sso_auth_token: token } = await searchParams;
  const t = texts(await requestLocale());
  const notices = {
    "password-changed": { tone: "success", text: t("signIn.login.passwordChanged") },
    "email-confirmed": { tone: "success", text: t("signIn.login.emailConfirmed") },
    "access-denied": { tone: "warning", text: t("signIn.login.accessDenied") },
  } as const;
  const shown = Object.entries(notices).find(([name]) => name === notice || name === error)?.[1];
  if (typeof email === "string" && typeof token === "string") {
    return (
      <SignInFrame heading={t("signIn.login.heading")} intro={t("signIn.tagline")}>
        <SignOnForm action={signIn} email={email} token={token} />
      </SignInFrame>
    );
  }
  return (
    <SignInFrame heading={t("signIn.login.heading")} intro={t("signIn.tagline")}>
      <SignInForm action={signIn} next={typeof next === "string" ? next : ""} notice={shown} />
    </SignInFrame>
  );
}
