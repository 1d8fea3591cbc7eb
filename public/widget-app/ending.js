// Below the messages: the end of a conversation, and what can be done about it.
import { request } from "./api.js";
import { h } from "./dom.js";
import { allows, fail, state } from "./state.js";
import { t } from "./texts.js";

/** After the end: said so, and a way to begin again where the old conversation is final. */
export function drawEnd() {
  const place = document.getElementById("end");
  if (!place || !state.conversation) return;
  const isOver = state.conversation.status === "resolved";
  const isFinal = isOver && !state.config.allow_messages_after_resolved;
  const canEnd = !isOver && allows("end_conversation", "enableEndConversation");
  const link = (text, onclick) => h("button", { type: "button", class: "link", onclick }, t(text));
  const end = () => request("GET", "conversations/toggle_status").catch(fail);
  const mail = async ({ currentTarget: button }) => {
    button.disabled = true;
    try {
      await request("POST", "conversations/transcript", {});
      button.replaceWith(h("span", { role: "status" }, t("mailed")));
    } catch (error) {
      fail(error);
      button.disabled = false;
      button.replaceChildren(error.message);
    }
  };
  place.replaceChildren(
    ...(isOver ? [h("p", { role: "status" }, t("ended"))] : []),
    ...(isFinal ? [link("again", () => document.querySelector(".composer textarea")?.focus())] : []),
    ...(isOver && state.contact.email ? [link("transcript", mail)] : []),
    ...(canEnd ? [link("end", end)] : []),
  );
}
