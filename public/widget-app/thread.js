// The conversation as the visitor sees it.
import { request } from "./api.js";
import { h } from "./dom.js";
import { messageForm } from "./forms.js";
import { rich } from "./rich.js";
import { language, t } from "./texts.js";

const TYPING_MS = 30_000;
const PAGE = 20;

/**
 * @param onAnswer  `(message, answer)` → promise
 * @param onPostback  `(message, payload)`: a button of a card was pressed
 * @param onRetry  `(message)`: send it again
 */
export function createThread({ onAnswer, onPostback, onRetry }) {
  const messages = new Map();
  const waiting = new Map();
  /** What stands in the list, by message: drawn anew only when the message has changed, so that nothing half written is lost and
   * nothing is read out twice. */
  const drawn = new Map();
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
    const wanted = [...known, ...waiting.values()].map(placed);
    for (const gone of [...list.children].filter((child) => !wanted.includes(child))) gone.remove();
    wanted.forEach((child, at) => child !== list.children[at] && list.insertBefore(child, list.children[at] ?? null));
    if (isAtEnd) element.scrollTop = element.scrollHeight;
  }

  function placed(message) {
    const key = message.id ?? message.echo_id;
    const print = JSON.stringify([message.content, message.content_attributes, message.attachments, message.state, message.sender?.name]);
    const before = drawn.get(key);
    if (before?.print === print) return before.element;
    const next = { print, element: bubble(message) };
    drawn.set(key, next);
    return next.element;
  }

  function bubble(message) {
    const isOwn = message.message_type === 0;
    const name = isOwn ? t("you") : message.sender?.available_name || message.sender?.name || t("bot");
    const form = isOwn ? null : messageForm(message, (answer) => onAnswer(message, answer));
    const time = new Date(message.created_at * 1000);
    const hasCards = message.content_type === "cards" || message.content_type === "article";
    return h(
      "li",
      { class: isOwn ? "own" : "team" },
      h("span", { class: "who", dir: "auto" }, name),
      message.content && h("div", { class: "words" }, ...(isOwn ? [h("p", { dir: "auto" }, ...linked(message.content))] : rich(message.content))),
      ...(message.attachments ?? []).map(attachment),
      ...(hasCards ? cards(message, onPostback) : []),
      form,
      message.file && h("div", { class: "words" }, message.file.name),
      message.state ? delivery(message) : h("time", { dateTime: time.toISOString() }, when(time)),
    );
  }

  function delivery(message) {
    if (message.state === "sending") return h("span", { class: "state" }, t("sending"));
    const again = () => {
      message.state = "sending";
      paint();
      onRetry(message);
    };
    const why = message.problem ?? t("failed");
    return h("span", { class: "state", role: "alert" }, why, " ", h("button", { type: "button", class: "link", onclick: again }, t("retry")));
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
    /** @param sent  the stored message; null: it was not taken  @param problem  why not, in a sentence */
    settle(echoId, sent, problem) {
      const message = waiting.get(echoId);
      if (sent) {
        waiting.delete(echoId);
        messages.set(sent.id, sent);
      } else if (message) Object.assign(message, { state: "failed", problem });
      paint();
    },
    async reload(id) {
      await load({ after: id - 1 });
      paint();
    },
    /** Where the newest is. A frame that nobody sees cannot be scrolled, so also when it is opened. */
    toEnd() {
      element.scrollTop = element.scrollHeight;
    },
    /** What the team wrote last, so many messages. */
    newestOfTeam: (count) => (count > 0 ? [...messages.values()].filter(({ message_type: type }) => type !== 0).slice(-count) : []),
    /** Words and forms anew, in another language. */
    redraw() {
      drawn.clear();
      older.textContent = t("older");
      element.setAttribute("aria-label", t("messages"));
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

/** The time of today, with the day before that. */
function when(time) {
  const clock = { hour: "numeric", minute: "2-digit" };
  const isToday = time.toDateString() === new Date().toDateString();
  return time.toLocaleString(language(), isToday ? clock : { day: "numeric", month: "short", ...clock });
}

/** What visitors write is shown as they wrote it; only addresses can be pressed. */
function linked(text) {
  return text.split(/(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/).map((part, at) => (at % 2 === 1 ? outside(part, part) : part));
}

function attachment({ file_type: kind, data_url: url, file_name: given, fallback_title: title, extension }) {
  if (!url) return title ? h("p", { class: "words", dir: "auto" }, title) : null;
  const label = given || title || nameIn(url) || (extension ? `${t("file")}.${extension}` : t("file"));
  if (kind === "image") return h("a", { class: "picture", href: url, target: "_blank", rel: "noopener" }, h("img", { src: url, alt: label, loading: "lazy" }));
  if (kind === "audio") return h("audio", { src: url, controls: true, preload: "metadata", "aria-label": label });
  if (kind === "video") return h("video", { src: url, controls: true, preload: "metadata", "aria-label": label });
  return h("a", { class: "file", href: url, target: "_blank", rel: "noopener", "aria-label": t("download", { name: label }) }, label);
}

/** Stored files end their address in their name. */
function nameIn(url) {
  const last = new URL(url, location.href).pathname.split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(last);
  } catch (error) {
    if (error instanceof URIError) return last;
    throw error;
  }
}

/** Cards with links and buttons, and articles. An address of another kind than the web is left out. */
const cards = (message, onPostback) =>
  (message.content_attributes?.items ?? []).map((item) =>
    h(
      "div",
      { class: "card" },
      isWeb(item.media_url) && h("img", { src: item.media_url, alt: "" }),
      item.actions && item.title && h("strong", { dir: "auto" }, item.title),
      !item.actions && (isWeb(item.link) ? outside(item.title || item.link, item.link) : h("strong", { dir: "auto" }, item.title ?? "")),
      item.description && h("p", { dir: "auto" }, item.description),
      ...(item.actions ?? []).map((action) => cardAction(message, action, onPostback)),
    ),
  );

function cardAction(message, { type, text, uri, payload }, onPostback) {
  if (type === "postback") return h("button", { type: "button", class: "action", dir: "auto", onclick: () => onPostback(message, { text, payload }) }, text || payload);
  return isWeb(uri) ? Object.assign(outside(text || uri, uri), { className: "action" }) : null;
}

const outside = (text, url) => h("a", { href: url, target: "_blank", rel: "noopener noreferrer", dir: "auto" }, text);
const isWeb = (text) => /^https?:\/\//i.test(text ?? "");
