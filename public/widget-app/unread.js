// What the team wrote and nobody has seen: shown on the page around, and told to the team when it is read.
import { request } from "./api.js";
import { tell } from "./host.js";
import { plain } from "./rich.js";
import { state } from "./state.js";
import { t } from "./texts.js";

export const seen = () => request("POST", "conversations/update_last_seen", {});

export function setUnread(unread) {
  state.unread = unread;
  const messages = unread.slice(-3).map(({ sender, content, attachments }) => ({
    name: sender?.available_name || sender?.name || state.config.website_name,
    text: plain(content ?? "") || (attachments?.length ? t("file") : ""),
  }));
  tell("unread", { count: unread.length, messages: messages.filter(({ text }) => text) });
}
