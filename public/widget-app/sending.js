// The way of the visitor's words to the server, and the beginning of a conversation.
import { request } from "./api.js";
import { drawEnd } from "./ending.js";
import { tell } from "./host.js";
import { fail, state } from "./state.js";
import { t } from "./texts.js";

/** One message at a time, so that they arrive as they were written. */
let sending = Promise.resolve();

/** @param message  as the thread expects it  @param place  the thread */
export function send(message, place) {
  sending = sending.then(async () => {
    await state.commands;
    state.isBeginning = !state.conversation;
    try {
      place.settle(message.echo_id, await deliver(message));
    } catch (error) {
      fail(error);
      place.settle(message.echo_id, null, reason(error));
    } finally {
      state.isBeginning = false;
    }
  });
  return sending;
}

/** The server's sentence where it has one. */
function reason({ status, message }) {
  if (status === 429) return t("crowded");
  return status >= 400 && status < 500 ? `${t("failed")} ${message}` : null;
}

async function deliver({ content, echo_id, file }) {
  const message = { content, echo_id, referer_url: state.referer, timestamp: new Date().toString() };
  if (!state.conversation && state.given && !file) {
    const started = await request("POST", "conversations", { message, ...state.given });
    await begun(started);
    return started.messages.findLast(({ message_type: type }) => type === 0);
  }
  // A file cannot go along with answers: they go first.
  if (!state.conversation && state.given) await begun(await request("POST", "conversations", state.given));
  const created = await request("POST", "messages", file ? asForm(message, file) : { message });
  if (created.conversation_id !== state.conversation?.id) await begun(await request("GET", "conversations"));
  else if (state.conversation.status === "resolved") await begun({ ...state.conversation, status: "open" });
  return created;
}

async function begun(conversation) {
  const isFirst = conversation.id !== state.conversation?.id;
  Object.assign(state, { conversation, given: null });
  drawEnd();
  if (!isFirst) return;
  tell("on-start-conversation", { detail: { hasConversation: true } });
  // What the page said about the conversation before there was one.
  const { attributes, labels } = state.later;
  state.later = { attributes: {}, labels: [] };
  try {
    if (Object.keys(attributes).length > 0) await request("POST", "conversations/set_custom_attributes", { custom_attributes: attributes });
    for (const label of labels) await request("POST", "labels", { label });
  } catch (error) {
    fail(error);
  }
}

function asForm(message, file) {
  const form = new FormData();
  for (const [name, value] of Object.entries(message)) if (value) form.append(`message[${name}]`, value);
  form.append("message[attachments][]", file);
  return form;
}
