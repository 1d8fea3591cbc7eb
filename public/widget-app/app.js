// The chat inside the frame, in a window of its own or in an app. Page and frame name each other's exact origin.
import { currentToken, request, useToken } from "./api.js";
import { createComposer } from "./composer.js";
import { h, icon } from "./dom.js";
import { preChatForm } from "./forms.js";
import { listen } from "./live.js";
import { isInApp, tellApp } from "./native.js";
import { t, useLocale } from "./texts.js";
import { createThread } from "./thread.js";

const PREFIX = "chatwoot-widget:";
const root = document.getElementById("widget");
const isFramed = window.parent !== window;
/** Known from the first words of the page around; nothing is said to anybody else. An app speaks through this page itself. */
const host = { origin: isInApp ? location.origin : null };
const state = {
  config: null,
  contact: null,
  conversation: null,
  agents: [],
  presence: {},
  view: "home",
  isOpen: !isFramed,
  unread: 0,
  settings: {},
  /** What the website asked for; the account's own language when it asked for none. */
  locale: null,
  referer: document.referrer,
  stop: null,
};
let starting = null;
let thread = null;
let composer = null;

const tell = (event, data = {}) => {
  if (isInApp) tellApp(PREFIX, event);
  else if (isFramed && host.origin) window.parent.postMessage(PREFIX + JSON.stringify({ ...data, event }), host.origin);
};

window.addEventListener("message", ({ data, origin, source }) => {
  if (source !== window.parent || typeof data !== "string" || !data.startsWith(PREFIX)) return;
  if (host.origin !== null && origin !== host.origin) return;
  const { event, ...said } = JSON.parse(data.slice(PREFIX.length));
  if (event === "config-set") host.origin = origin;
  if (host.origin === null) return;
  // Commands wait until it is known who the visitor is.
  const work = commands[event];
  if (!work) return;
  if (event === "config-set") starting = work(said);
  else Promise.resolve(starting).then(() => work(said)).catch(fail);
});

const commands = {
  async "config-set"({ locale, darkMode, authToken, isOpen, referer, settings }) {
    Object.assign(state, { isOpen, referer, locale, settings: settings ?? {} });
    useLocale(locale || navigator.language);
    setScheme(darkMode);
    if (authToken || window.authToken) useToken(authToken || window.authToken);
    await start();
  },
  async "toggle-open"({ isOpen }) {
    state.isOpen = isOpen;
    if (!isOpen) return;
    setUnread(0);
    if (state.conversation) await seen();
    focus();
  },
  async "set-user"({ identifier, user }) {
    if (!identifier && Object.keys(user ?? {}).length === 0) return;
    const answer = await request("PATCH", "contact/set_user", { identifier, ...user, additional_attributes: extras(user) });
    if (!answer.widget_auth_token) return enter();
    useToken(answer.widget_auth_token);
    await start();
  },
  "set-custom-attributes": ({ customAttributes }) => request("PATCH", "contact", { custom_attributes: customAttributes }),
  "delete-custom-attribute": ({ name }) => request("POST", "contact/destroy_custom_attributes", { custom_attributes: [name] }),
  "set-conversation-custom-attributes": ({ customAttributes }) =>
    state.conversation && request("POST", "conversations/set_custom_attributes", { custom_attributes: customAttributes }),
  "delete-conversation-custom-attribute": ({ name }) =>
    state.conversation && request("POST", "conversations/destroy_custom_attributes", { custom_attribute: [name] }),
  "set-label": ({ label }) => state.conversation && request("POST", "labels", { label }),
  "remove-label": ({ label }) => state.conversation && request("DELETE", `labels/${encodeURIComponent(label)}`),
  "set-locale"({ locale }) {
    state.locale = locale;
    useLocale(locale);
    draw();
  },
  "set-color-scheme": ({ darkMode }) => setScheme(darkMode),
};

const extras = ({ description, country_code, city, company_name, social_profiles }) =>
  Object.fromEntries(Object.entries({ description, country_code, city, company_name, social_profiles }).filter(([, value]) => value));

function setScheme(scheme) {
  document.documentElement.dataset.scheme = scheme === "auto" || scheme === "dark" ? scheme : "light";
}

/** Who is here, and how it looks. */
async function start() {
  try {
    const { website_channel_config: config, contact } = await request("POST", "config", {});
    Object.assign(state, { config, contact });
    useToken(config.auth_token);
    // The account's language, where the website names none.
    if (!state.locale) useLocale(config.locale);
    tell("set-auth-token", { authToken: config.auth_token });
    tell("loaded", { color: config.widget_color, locale: config.locale });
    document.documentElement.style.setProperty("--brand", config.widget_color);
    document.documentElement.style.setProperty("--on-brand", readable(config.widget_color));
    await enter();
  } catch (error) {
    fail(error);
    root.replaceChildren(h("p", { class: "alert", role: "alert" }, t("broken")), h("button", { class: "primary", type: "button", onclick: start }, t("retry")));
  } finally {
    root.removeAttribute("aria-busy");
  }
}

/** The visitor's conversation, from the beginning. */
async function enter() {
  state.stop?.();
  const [conversation, { payload: agents }] = await Promise.all([request("GET", "conversations"), request("GET", "inbox_members")]);
  Object.assign(state, { conversation: conversation?.id ? conversation : null, agents });
  if (!state.conversation) state.view = "home";
  const { contact: own } = await request("POST", "config", {});
  state.contact = own;
  state.stop = listen(own.pubsub_token, { hear, back: () => thread?.catchUp().catch(fail) });
  await draw();
  await request("POST", "events", { name: "webwidget.triggered", event_info: { referer: state.referer } });
}

function hear(event, data) {
  if (event === "presence.update") {
    state.presence = data.users;
    return drawPresence();
  }
  const isOurs = !state.conversation || data.conversation_id === state.conversation.id || data.id === state.conversation.id;
  if (event === "message.created" || event === "message.updated") {
    if (!isOurs) return undefined;
    thread?.take(data);
    if (event === "message.created" && data.message_type !== 0) {
      tell("on-message", { detail: data });
      if (state.isOpen && document.hasFocus()) seen().catch(fail);
      else setUnread(state.unread + 1);
    }
  } else if (event === "conversation.status_changed" && isOurs && state.conversation) {
    state.conversation.status = data.status;
    drawEnd();
  } else if (/^conversation\.(typing|recording)/.test(event) && data.user?.type !== "contact") {
    thread?.typing(event === "conversation.typing_off" ? null : data.user.available_name || data.user.name);
  }
  return undefined;
}

async function draw() {
  if (!state.config) return;
  const isThread = state.view === "thread" || state.conversation;
  root.replaceChildren(header(), isThread ? chat() : home());
  if (isThread && thread) await thread.catchUp();
  drawEnd();
  if (state.isOpen) focus();
}

function header() {
  const { website_name: name, avatar_url: avatar } = state.config;
  const canPop = isFramed && state.settings.showPopoutButton;
  return h(
    "header",
    {},
    avatar && h("img", { src: avatar, alt: "" }),
    h("div", {}, h("h1", {}, name), h("p", { id: "presence" }, presence())),
    canPop && h("button", { type: "button", "aria-label": t("popout"), onclick: () => tell("popout") }, icon("popout")),
    (isFramed || isInApp) && h("button", { type: "button", "aria-label": t("close"), onclick: () => tell("close") }, icon("close")),
  );
}

/** Open by the clock, and somebody there. */
function presence() {
  const isThere = state.agents.some(({ id, availability_status: status }) => (state.presence[id] ?? status) === "online");
  if (state.config.is_open && isThere) return state.settings.availableMessage || `${t("online")} · ${t(state.config.reply_time)}`;
  const away = state.config.working_hours_enabled && !state.config.is_open && state.config.out_of_office_message;
  return state.settings.unavailableMessage || away || t("away");
}

function drawPresence() {
  const line = document.getElementById("presence");
  if (line) line.textContent = presence();
}

function home() {
  const { welcome_title: title, welcome_tagline: tagline, pre_chat_form_enabled: asks, pre_chat_form_options: options } = state.config;
  const hasQuestions = asks && options?.pre_chat_fields?.some(({ enabled }) => enabled) && !state.contact.email;
  const begin = () => {
    if (hasQuestions) {
      const form = preChatForm(options, (given) => openThread(given));
      section.replaceChildren(form);
      form.querySelector("input,select,textarea,button").focus();
    } else openThread();
  };
  const section = h(
    "section",
    { class: "home" },
    h("h2", {}, state.settings.welcomeTitle || title || t("chat")),
    h("p", {}, state.settings.welcomeDescription || tagline || ""),
    h("button", { class: "primary", type: "button", onclick: begin }, t("start")),
  );
  return section;
}

function openThread(given) {
  state.view = "thread";
  state.given = given ?? null;
  draw().catch(fail);
}

function chat() {
  thread = createThread({ color: state.config.widget_color, onAnswer: answer, onRetry: (message) => send(message) });
  composer = createComposer({
    canAttach: allows("attachments", "enableFileUpload"),
    canEmoji: allows("emoji_picker", "enableEmojiPicker"),
    onSend: (message) => send(thread.expect(message)),
    onTyping: (status) => state.conversation && request("POST", "conversations/toggle_typing", { typing_status: status }).catch(fail),
  });
  return h("section", { class: "chat" }, thread.element, h("div", { id: "end" }), composer.element);
}

const allows = (feature, setting) => state.config.enabled_features.includes(feature) && state.settings[setting] !== false;

/** One message at a time, so that they arrive as they were written. */
let sending = Promise.resolve();
function send(message) {
  sending = sending.then(async () => {
    try {
      thread.settle(message.echo_id, await deliver(message));
    } catch (error) {
      fail(error);
      thread.settle(message.echo_id, null);
    }
  });
  return sending;
}

async function deliver({ content, echo_id, file }) {
  const message = { content, echo_id, referer_url: state.referer, timestamp: new Date().toString() };
  if (!state.conversation && state.given) {
    const started = await request("POST", "conversations", { message, ...state.given });
    begun(started);
    return started.messages.at(-1);
  }
  const created = await request("POST", "messages", file ? asForm(message, file) : { message });
  if (created.conversation_id !== state.conversation?.id) begun(await request("GET", "conversations"));
  else if (state.conversation.status === "resolved") begun({ ...state.conversation, status: "open" });
  return created;
}

function begun(conversation) {
  const isFirst = conversation.id !== state.conversation?.id;
  Object.assign(state, { conversation, given: null });
  if (isFirst) tell("on-start-conversation", { detail: { hasConversation: true } });
  drawEnd();
}

function asForm(message, file) {
  const form = new FormData();
  for (const [name, value] of Object.entries(message)) if (value) form.append(`message[${name}]`, value);
  form.append("message[attachments][]", file);
  return form;
}

async function answer(message, { email, submitted_values }) {
  const body = email ? { contact: { email } } : { message: { submitted_values } };
  await request("PATCH", `messages/${message.id}`, body);
  if (submitted_values) tell("postback", { detail: { message_id: message.id, submitted_values } });
  await thread.reload(message.id);
}

/** After the end: said so, and a way to begin again where the old conversation is final. */
function drawEnd() {
  const place = document.getElementById("end");
  if (!place || !state.conversation) return;
  const isOver = state.conversation.status === "resolved";
  const isFinal = isOver && !state.config.allow_messages_after_resolved;
  const canEnd = !isOver && allows("end_conversation", "enableEndConversation");
  const end = () => request("GET", "conversations/toggle_status").catch(fail);
  place.replaceChildren(
    ...(isOver ? [h("p", { role: "status" }, t("ended"))] : []),
    ...(isFinal ? [h("button", { type: "button", class: "link", onclick: () => composer.focus() }, t("again"))] : []),
    ...(canEnd ? [h("button", { type: "button", class: "link", onclick: end }, t("end"))] : []),
  );
}

const seen = () => request("POST", "conversations/update_last_seen", {});

function setUnread(count) {
  state.unread = count;
  tell("unread", { count });
}

function focus() {
  const target = composer?.element.isConnected ? composer : root.querySelector("button.primary, input, select");
  target?.focus();
}

/** Black or white, whichever can be read on the colour. */
function readable(color) {
  const channels = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
  const [r, g, b] = channels.map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#111" : "#fff";
}

function fail(error) {
  console.error(error);
  tell("error", { detail: { message: error.message, status: error.status } });
}

document.addEventListener("keydown", ({ key }) => key === "Escape" && tell("close"));
window.addEventListener("focus", () => {
  if (!state.isOpen || state.unread === 0) return;
  setUnread(0);
  seen().catch(fail);
});
if (!isFramed) {
  state.locale = new URLSearchParams(location.search).get("locale");
  useLocale(state.locale || navigator.language);
  setScheme("auto");
  useToken(currentToken() || localStorage.getItem("cw_conversation") || window.authToken);
  starting = start().then(() => localStorage.setItem("cw_conversation", currentToken()));
}
