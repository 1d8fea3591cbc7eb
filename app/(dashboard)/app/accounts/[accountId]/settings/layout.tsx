import type { ReactNode } from "react";
import { AreaTexts } from "#components/i18n/area-texts.tsx";
import { SettingsFrame } from "#components/settings/settings-frame.tsx";
import { requestLocale } from "../../../../../request-locale.ts";
import { currentUser } from "../../../../../session.ts";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  // The page sends whoever is not signed in to the sign-in page; the frame would ask who looks.
  if (!(await currentUser())) return children;
  return (
    <AreaTexts locale={await requestLocale()} areas={["settings"]}>
      <SettingsFrame>{children}</SettingsFrame>
    </AreaTexts>
  );
}
