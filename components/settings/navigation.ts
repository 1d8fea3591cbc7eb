import { Inbox, type LucideIcon, UsersRound } from "lucide-react";
import type { Texts } from "../i18n/messages.ts";

export interface SettingsEntry {
  /** Its name in the texts. */
  key: keyof Texts["settings"]["screens"];
  icon: LucideIcon;
  /** Behind `/app/accounts/:id/settings`. */
  path: string;
  /** Agents do not see it. */
  administratorOnly: boolean;
}

/** Every screen of the settings, from top to bottom. A screen gets its line here when it exists, never before. */
export const settingsNavigation: readonly SettingsEntry[] = [
  { key: "inboxes", icon: Inbox, path: "/inboxes", administratorOnly: true },
  { key: "agents", icon: UsersRound, path: "/agents", administratorOnly: true },
];
