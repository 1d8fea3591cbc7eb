// The conversation as the visitor sees it.
import { request } from "./api.js";
import { h, rich } from "./dom.js";
import { messageForm } from "./forms.js";
import { t } from "./texts.js";

const TYPING_MS = 30_000;
const PAGE = 20;

/**
 * @param onAnswer  `(message, answer)` → promise
 * @param onRetry  `(message)`: send it again
 */
export function createThread({ onAnswer, onRetry }) {
  const messages = new Map();
  const waiting = new Map();
  const list = h("ol", { class: "messages" });
  const older = h("button", { type: "button", class: "link", hidden: true, onclick: () => loadOlder() }, t("older"));
  const typist = h("p", { class: "typing" });
  const element = h(
    "div",
    { class: "thread", role: "log", "aria-label": t("messages"), "aria-live": "polite", tabIndex: 0 },
    older,
    list,
    typist,
  );
  let typingTimer = 0;

  const newest = () => Math.max(0, ...messages.keys());
  const oldest = () => Math.min(...messages.keys());

  function paint() {
    const isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 80;
    const known = [...messages.values()].sort((a, b) => a.created_at - b.created_at || a.id - b.id);
    list.replaceChildren(...known.map((message) => bubble(message)), ...[...waiting.values()].map((message) => bubble(message)));
    if (isAtEnd) element.scrollTop = element.scrollHeight;
  }

  function bubble(message) {
    const isOwn = message.message_type === 0;
    const name = isOwn ? t("you") : message.sender?.available_name || message.sender?.name || t("bot");
    const form = isOwn ? null : messageForm(message, (answer) => onAnswer(message, answer));
    const time = new Date(message.created_at * 1000);
    return h(
      "li",
      { class: isOwn ? "own" : "team" },
      h("span", { class: "who" }, name),
      message.content && h("div", { class: "words" }, ...rich(message.content)),
      ...(message.attachments ?? []).map(attachment),
      ...(message.content_type === "cards" || message.content_type === "article" ? cards(message) : []),
      form,
      message.file && h("div", { class: "words" }, message.file.name),
      message.state ? delivery(message) : h("time", { dateTime: time.toISOString() }, time.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })),
    );
  }

  function delivery(message) {
    if (message.state === "sending") return h("span", { class: "state" }, t("sending"));
    const again = () => {
      message.state = "sending";
      paint();
      onRetry(message);
    };
    return h("span", { class: "state", role: "alert" }, t("failed"), " ", h("button", { type: "button", class: "link", onclick: again }, t("retry")));
  }

  async function load(parameters) {
    const { payload } = await request("GET", "messages", undefined, parameters);
    for (const message of payload) messages.set(message.id, message);
    return payload;
  }

  async function loadOlder() {
    const before = element.scrollHeight;
    older.hidden = (await load({ before: oldest() })).length < PAGE;
    paint();
    element.scrollTop = element.scrollHeight - before;
  }

  return {
    element,
    /** What happened since the last message that is known; everything at first. */
    async catchUp() {
      const isFirst = messages.size === 0;
      const payload = await load(isFirst ? {} : { after: newest() });
      if (isFirst) older.hidden = payload.length < PAGE;
      paint();
      if (isFirst) element.scrollTop = element.scrollHeight;
    },
    take(message) {
      if (message.echo_id) waiting.delete(message.echo_id);
      messages.set(message.id, message);
      if (message.message_type !== 0) this.typing(null);
      paint();
    },
    /** Shows what is being sent. @returns the message */
    expect({ content, file }) {
      const message = { content, file, echo_id: crypto.randomUUID(), message_type: 0, state: "sending", created_at: Date.now() / 1000 };
      waiting.set(message.echo_id, message);
      paint();
      element.scrollTop = element.scrollHeight;
      return message;
    },
    /** @param sent  the stored message; null: it was not taken */
    settle(echoId, sent) {
      const message = waiting.get(echoId);
      if (sent) {
        waiting.delete(echoId);
        messages.set(sent.id, sent);
      } else if (message) message.state = "failed";
      paint();
    },
    async reload(id) {
      await load({ after: id - 1 });
      paint();
    },
    /** @param name  of who types; null: nobody */
    typing(name) {
      clearTimeout(typingTimer);
      typist.textContent = name ? t("typing", { name }) : "";
      if (name) typingTimer = setTimeout(() => this.typing(null), TYPING_MS);
    },
  };
}

function attachment({ file_type: kind, data_url: url, file_name: name, fallback_title: title }) {
  if (!url) return null;
  const label = name || title || t("file");
  if (kind === "image") return h("a", { href: url, target: "_blank", rel: "noopener" }, h("img", { src: url, alt: label, loading: "lazy" }));
  if (kind === "audio") return h("audio", { src: url, controls: true, "aria-label": label });
  if (kind === "video") return h("video", { src: url, controls: true, "aria-label": label });
  return h("a", { class: "file", href: url, target: "_blank", rel: "noopener", "aria-label": t("download", { name: label }) }, label);
}

/** Cards with links, and articles. An address of another kind than the web is left out. */
const cards = ({ content_attributes: { items = [] } = {} }) =>
  items.map((item) =>
    h(
      "div",
      { class: "card" },
      isWeb(item.media_url) && h("img", { src: item.media_url, alt: "" }),
      h("strong", {}, item.title ?? ""),
      h("p", {}, item.description ?? ""),
      ...(item.actions ?? [{ type: "link", text: item.title, uri: item.link }])
        .filter(({ uri }) => isWeb(uri))
        .map(({ text, uri }) => h("a", { href: uri, target: "_blank", rel: "noopener noreferrer" }, text ?? uri)),
    ),
  );

const isWeb = (text) => /^https?:\/\//i.test(text ?? "");
