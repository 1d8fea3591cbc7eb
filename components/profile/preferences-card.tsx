"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { useUpdateUiSettings } from "../data/profile.ts";
import type { Theme, UiSettings } from "../data/ui-settings.ts";
import { useViewer } from "../data/viewer.tsx";
import { requestSentence } from "../i18n/error-sentences.ts";
import { type Locale, localeNames, locales } from "../i18n/locales.ts";
import { useChangeLocale } from "../i18n/use-change-locale.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { Card } from "../ui/card.tsx";
import { Field } from "../ui/field.tsx";
import { SegmentedControl } from "../ui/segmented-control.tsx";
import { Select } from "../ui/select.tsx";
import { Switch } from "../ui/switch.tsx";
import { timeZones } from "../ui/time-zones.ts";
import { toast } from "../ui/toast.tsx";
import { useIsMounted } from "../ui/use-is-mounted.ts";

/** Language, zone, look and keys; stored as soon as they are chosen. */
export function PreferencesCard() {
  const t = useTexts("profile.preferences");
  const themes = useTexts("shell.me");
  const { settings, change } = usePreferences();
  const { locale, changeLocale } = useChangeLocale();
  const isMounted = useIsMounted();
  const { theme = "system", setTheme } = useTheme();
  return (
    <Card id="preferences" title={t("title")} description={t("description")}>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t("language")}>
          {(control) => (
            <Select
              {...control}
              value={settings.locale ?? locale}
              onChange={(event) => {
                const chosen = event.target.value as Locale;
                change({ locale: chosen }, () => changeLocale(chosen));
              }}
              options={locales.map((value) => ({ value, label: localeNames[value] }))}
            />
          )}
        </Field>
        <Field label={t("zone")}>
          {(control) => (
            <Select
              {...control}
              value={settings.timeZone ?? ""}
              onChange={(event) => change({ timeZone: event.target.value || null })}
              options={[
                { value: "", label: t("zoneAccount") },
                ...timeZones(settings.timeZone ?? "UTC").map((name) => ({
                  value: name,
                  label: name.replaceAll("_", " "),
                })),
              ]}
            />
          )}
        </Field>
        <SegmentedControl<Theme>
          label={t("theme")}
          value={isMounted ? (theme as Theme) : settings.theme}
          onChange={(chosen) => {
            setTheme(chosen);
            change({ theme: chosen });
          }}
          options={[
            { value: "light", label: themes("light"), icon: <Sun aria-hidden /> },
            { value: "dark", label: themes("dark"), icon: <Moon aria-hidden /> },
            { value: "system", label: themes("system"), icon: <Monitor aria-hidden /> },
          ]}
          className="sm:col-span-2"
        />
        <SegmentedControl
          label={t("density")}
          value={settings.density}
          onChange={(density) => change({ density })}
          options={[
            { value: "comfortable", label: t("comfortable") },
            { value: "compact", label: t("compact") },
          ]}
        />
        <SegmentedControl
          label={t("sendKey")}
          hint={t("sendKeyHint")}
          value={settings.sendKey}
          onChange={(sendKey) => change({ sendKey })}
          options={[
            { value: "enter", label: t("enter") },
            { value: "cmd_enter", label: t("modEnter") },
          ]}
        />
        <Switch
          label={t("letterKeys")}
          hint={t("letterKeysHint")}
          checked={settings.letterKeys}
          onChange={(event) => change({ letterKeys: event.target.checked })}
          className="sm:col-span-2"
        />
      </div>
    </Card>
  );
}

function usePreferences() {
  const errors = useTexts("errorSentences");
  const { settings } = useViewer();
  const update = useUpdateUiSettings();
  const change = (chosen: Partial<UiSettings>, onSuccess?: () => void) =>
    update.mutate(chosen, {
      onSuccess,
      onError: (error) => void toast(requestSentence(errors, error), { tone: "danger" }),
    });
  return { settings, change };
}
