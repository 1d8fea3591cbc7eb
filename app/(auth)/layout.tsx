import type { ReactNode } from "react";
import { AreaTexts } from "#components/i18n/area-texts.tsx";
import { requestLocale } from "../request-locale.ts";

export default async function SignInLayout({ children }: { children: ReactNode }) {
  return (
    <AreaTexts locale={await requestLocale()} areas={["signIn"]}>
      {children}
    </AreaTexts>
  );
}
