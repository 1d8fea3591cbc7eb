import { cpSync, existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { root } from "./paths.mjs";

/** Languages of the emoji picker, as its data names them. */
const locales = ["en", "pt"];
const files = ["data.json", "messages.json"];

/** Puts the names of emoji where our own address serves them: no other server shall learn who looks for one. */
export function copyEmojiNames() {
  for (const locale of locales) {
    const target = path.join(root, "public", "emoji", locale);
    if (files.every((file) => existsSync(path.join(target, file)))) continue;
    mkdirSync(target, { recursive: true });
    for (const file of files)
      cpSync(path.join(root, "node_modules", "emojibase-data", locale, file), path.join(target, file));
  }
}
