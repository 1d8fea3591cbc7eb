import { agents } from "./en/agents.ts";
import { composer } from "./en/composer.ts";
import { developers } from "./en/developers.ts";
import { errorSentences } from "./en/error-sentences.ts";
import { errors } from "./en/errors.ts";
import { groups } from "./en/groups.ts";
import { helpCenter } from "./en/help-center.ts";
import { inbox } from "./en/inbox.ts";
import { inboxes } from "./en/inboxes.ts";
import { panels } from "./en/panels.ts";
import { profile } from "./en/profile.ts";
import { realtime } from "./en/realtime.ts";
import { scheduled } from "./en/scheduled.ts";
import { settings } from "./en/settings.ts";
import { shell } from "./en/shell.ts";
import { signIn } from "./en/sign-in.ts";
import { survey } from "./en/survey.ts";
import { thread } from "./en/thread.ts";
import { ui } from "./en/ui.ts";

/** Every text in English, by area. An area is what one screen loads. */
export const en = {
  composer,
  agents,
  developers,
  errorSentences,
  errors,
  groups,
  helpCenter,
  inbox,
  inboxes,
  panels,
  profile,
  realtime,
  scheduled,
  settings,
  shell,
  signIn,
  survey,
  thread,
  ui,
} as const;
