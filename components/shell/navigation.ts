import {
  AtSign,
  Bell,
  CalendarClock,
  CircleUserRound,
  Eye,
  Hourglass,
  type LucideIcon,
  MessagesSquare,
  Settings,
} from "lucide-react";
import type { PersonalType } from "../data/conversation-filter.ts";
import type { Texts } from "../i18n/messages.ts";

export interface NavigationEntry {
  /** Its name in the texts. */
  key: Exclude<keyof Texts["shell"]["navigation"], "label" | "labels" | "collapse" | "expand" | "mine" | "me" | "set">;
  icon: LucideIcon;
  /** Behind `/app/accounts/:id`. */
  path: string;
  /** Other paths on which it is the current one; a path stands for everything below it. */
  alsoAt?: readonly string[];
  /** Agents do not see it. */
  administratorOnly?: boolean;
  /** Lists of one's own that say how many are in them. */
  counts?: PersonalType;
  /** Only in the bottom bar: elsewhere it has a place of its own. */
  onlyOnPhone?: boolean;
  /** Also in the bottom bar of phones, which has room for four. */
  onPhone?: boolean;
}

/** Every way into a screen, from top to bottom. A screen gets its line here when it exists, never before. */
export const navigation: readonly NavigationEntry[] = [
  {
    key: "conversations",
    icon: MessagesSquare,
    path: "/dashboard",
    alsoAt: ["/conversations", "/inbox", "/label"],
    onPhone: true,
  },
  { key: "mentions", icon: AtSign, path: "/mentions/conversations", counts: "mention" },
  { key: "unattended", icon: Hourglass, path: "/unattended/conversations" },
  { key: "participating", icon: Eye, path: "/participating/conversations", counts: "participating" },
  { key: "notifications", icon: Bell, path: "/inbox-view", onPhone: true, onlyOnPhone: true },
  { key: "scheduled", icon: CalendarClock, path: "/scheduled" },
  { key: "settings", icon: Settings, path: "/settings", administratorOnly: true, onPhone: true },
  { key: "profile", icon: CircleUserRound, path: "/profile/settings", onPhone: true },
];

/** Whether `pathname` lies on the entry's screen or below it. */
export function isCurrent(entry: NavigationEntry, accountId: number, pathname: string): boolean {
  const here = pathname.slice(`/app/accounts/${accountId}`.length);
  return [entry.path, ...(entry.alsoAt ?? [])].some((path) => here === path || here.startsWith(`${path}/`));
}
