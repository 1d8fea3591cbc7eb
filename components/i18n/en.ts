import { errorSentences } from "./en/error-sentences.ts";
import { errors } from "./en/errors.ts";
import { shell } from "./en/shell.ts";
import { thread } from "./en/thread.ts";
import { ui } from "./en/ui.ts";

/** Every text in English, by area. An area is what one screen loads. */
export const en = { ui, shell, errors, errorSentences, thread } as const;
