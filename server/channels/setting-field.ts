/** How the set-up form shows a field; the key is the settings' key. */
export interface SettingField {
  key: string;
  label: { en: string; "pt-BR": string };
  kind: "text" | "secret" | "url" | "phone";
  placeholder?: string;
  hint?: { en: string; "pt-BR": string };
}
