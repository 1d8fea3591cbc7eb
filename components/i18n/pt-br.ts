import type { en } from "./en.ts";
import { agents } from "./pt-br/agents.ts";
import { composer } from "./pt-br/composer.ts";
import { developers } from "./pt-br/developers.ts";
import { errorSentences } from "./pt-br/error-sentences.ts";
import { errors } from "./pt-br/errors.ts";
import { groups } from "./pt-br/groups.ts";
import { helpCenter } from "./pt-br/help-center.ts";
import { inbox } from "./pt-br/inbox.ts";
import { inboxes } from "./pt-br/inboxes.ts";
import { panels } from "./pt-br/panels.ts";
import { profile } from "./pt-br/profile.ts";
import { realtime } from "./pt-br/realtime.ts";
import { scheduled } from "./pt-br/scheduled.ts";
import { settings } from "./pt-br/settings.ts";
import { shell } from "./pt-br/shell.ts";
import { signIn } from "./pt-br/sign-in.ts";
import { survey } from "./pt-br/survey.ts";
import { thread } from "./pt-br/thread.ts";
import { ui } from "./pt-br/ui.ts";
import type { Translation } from "./translation.ts";

/** Every text in Brazilian Portuguese, by area. */
export const ptBR: Translation<typeof en> = {
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
};
