import type { ReactNode } from "react";
import { AreaTexts } from "#components/i18n/area-texts.tsx";
import { SettingsFrame } from "#components/settings/settings-frame.tsx";
import { requestLocale } from "../../../../../request-locale.ts";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <AreaTexts locale={await requestLocale()} areas={["settings"]}>
      <SettingsFrame>{children}</SettingsFrame>
    </AreaTexts>
  );
}
