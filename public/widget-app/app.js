// The chat inside the frame, in a window of its own or in an app.
import { currentToken, request, useToken, websiteToken } from "./api.js";
import { createComposer } from "./composer.js";
import { h, icon, readable } from "./dom.js";
import { drawEnd } from "./ending.js";
import { home, presenceLine } from "./home.js";
import { hearHost, isFramed, keepFocus, tell } from "./host.js";
import { kept } from "./kept.js";
import { listen } from "./live.js";
import { isInApp } from "./native.js";
import { send } from "./sending.js";
import { allows, fail, state } from "./state.js";
import { t, useLocale } from "./texts.js";
import { createThread } from "./thread.js";
import { seen, setUnread } from "./unread.js";

const root = document.getElementById("widget");
let thread = null;
let composer = null;

hearHost((event, said) => {
  // Commands wait until it is known who the visitor is, and for each other.
  const work = commands[event];
  if (!work) return;
  if (event === "config-set") state.commands = work(said);
  else state.commands = Promise.resolve(state.commands).then(() => work(said)).catch((error) => fail(error, event));
});

const commands = {
  async "config-set"({ locale, darkMode, authToken, isOpen, referer, settings }) {
    Object.assign(state, { isOpen, referer, locale, settings: settings ?? {} });
    useLocale(locale || navigator.language);
    setScheme(darkMode);
    if (authToken || window.authToken) useToken(authToken || window.authToken);
    await start();
    if (state.isOpen && state.config) await triggered().catch(fail);
  },
  async "toggle-open"({ isOpen, referer }) {
    const wasOpen = state.isOpen;
    Object.assign(state, { isOpen, referer: referer || state.referer });
    if (!isOpen) return;
    setUnread([]);
    thread?.toEnd();
    focus();
    if (state.config) await Promise.all([!wasOpen && triggered(), state.conversation && seen()]);
  },
  async "set-user"({ identifier, user, print }) {
    if (!identifier && Object.keys(user ?? {}).length === 0) return;
    const answer = await request("PATCH", "contact/set_user", { identifier, ...user, additional_attributes: extras(user) });
    if (answer.widget_auth_token) {
      useToken(answer.widget_auth_token);
      // Somebody else: what the one before them wrote is not theirs.
      Object.assign(state, { given: null, view: "home", unread: [] });
      kept.draft = "";
      thread = null;
      await start();
    } else await enter();
    tell("user-set", { print });
  },
  "set-custom-attributes": ({ customAttributes }) => request("PATCH", "contact", { custom_attributes: customAttributes }),
  "delete-custom-attribute": ({ name }) => request("POST", "contact/destroy_custom_attributes", { custom_attributes: [name] }),
  async "set-conversation-custom-attributes"({ customAttributes }) {
    if (state.conversation) await request("POST", "conversations/set_custom_attributes", { custom_attributes: customAttributes });
    else Object.assign(state.later.attributes, customAttributes);
  },
  async "delete-conversation-custom-attribute"({ name }) {
    if (state.conversation) await request("POST", "conversations/destroy_custom_attributes", { custom_attribute: [name] });
    else delete state.later.attributes[name];
  },
  async "set-label"({ label }) {
    if (state.conversation) await request("POST", "labels", { label });
    else state.later.labels = [...new Set([...state.later.labels, label])];
  },
  async "remove-label"({ label }) {
    if (state.conversation) await request("DELETE", `labels/${encodeURIComponent(label)}`);
    else state.later.labels = state.later.labels.filter((other) => other !== label);
  },
  async "set-locale"({ locale }) {
    state.locale = locale;
    useLocale(locale);
    await draw();
    thread?.redraw();
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
    document.documentElement.style.setProperty("--brand", config.widget_color);
    document.documentElement.style.setProperty("--on-brand", readable(config.widget_color));
    await enter(contact);
    tell("loaded", { color: config.widget_color, locale: config.locale });
  } catch (error) {
    fail(error);
    const again = h("button", { class: "primary", type: "button", onclick: start }, t("retry"));
    const why = t(error.status === 429 ? "crowded" : "broken");
    root.replaceChildren(header(), h("div", { class: "alert" }, h("p", { role: "alert" }, why), again));
  } finally {
    root.removeAttribute("aria-busy");
  }
}

/** The visitor's conversation, from the beginning. @param contact  null: as the server has them now */
async function enter(contact = null) {
  state.stop?.();
  const [conversation, { payload: agents }, own] = await Promise.all([
    request("GET", "conversations"),
    request("GET", "inbox_members"),
    contact ?? request("POST", "config", {}).then((answer) => answer.contact),
  ]);
  const isOther = (conversation?.id ?? null) !== (state.conversation?.id ?? null);
  Object.assign(state, { conversation: conversation?.id ? conversation : null, agents, contact: own });
  if (isOther) thread = null;
  if (!state.conversation && !composer?.element.isConnected) state.view = "home";
  const lost = (isLost) => {
    state.isLost = isLost;
    drawLine();
  };
  state.stop = listen(own.pubsub_token, { hear, back: () => catchUp().catch(fail), lost });
  await draw();
  if (state.conversation && !state.isOpen) setUnread(thread.newestOfTeam(state.conversation.unread_count));
}

/** After an absence: the conversation may have begun, gone on or ended. */
async function catchUp() {
  const conversation = await request("GET", "conversations");
  if (conversation?.id && conversation.id !== state.conversation?.id) return enter();
  if (conversation?.id) state.conversation = conversation;
  await thread?.catchUp();
  drawEnd();
  return undefined;
}

const triggered = () => request("POST", "events", { name: "webwidget.triggered", event_info: { referer: state.referer } });

function hear(event, data) {
  if (event === "presence.update") {
    state.presence = data.users;
    return drawPresence();
  }
  const isOurs = !state.conversation || data.conversation_id === state.conversation.id || data.id === state.conversation.id;
  if (!isOurs) return undefined;
  if (event === "message.created" || event === "message.updated") take(event, data);
  else if (event === "conversation.status_changed" && state.conversation) {
    state.conversation.status = data.status;
    drawEnd();
  } else if (/^conversation\.(typing|recording)/.test(event) && data.user?.type !== "contact") {
    thread?.typing(event === "conversation.typing_off" ? null : data.user.available_name || data.user.name);
  }
  return undefined;
}

function take(event, message) {
  if (event === "message.created") tell("on-message", { detail: message });
  // Somebody of the team has begun the conversation.
  if (!state.conversation && !state.isBeginning && message.message_type !== 0) enter().catch(fail);
  thread?.take(message);
  if (event === "message.updated" || message.message_type === 0) return;
  if (state.isOpen && !document.hidden) seen().catch(fail);
  else setUnread([...state.unread, message]);
}

async function draw() {
  if (!state.config) return;
  const isThread = state.view === "thread" || state.conversation;
  root.replaceChildren(header(), h("p", { class: "line", id: "line", role: "status", hidden: true }), isThread ? chat() : home(openThread));
  drawLine();
  if (isThread) await thread.catchUp();
  drawEnd();
  if (state.isOpen) focus();
}

function header() {
  const { website_name: name, avatar_url: avatar } = state.config ?? {};
  const canPop = isFramed && state.settings.showPopoutButton;
  return h(
    "header",
    {},
    avatar && h("img", { src: avatar, alt: "" }),
    h("div", {}, h("h1", { dir: "auto" }, name ?? t("chat")), state.config && h("p", { id: "presence" }, presenceLine())),
    canPop && h("button", { type: "button", "aria-label": t("popout"), onclick: () => tell("popout") }, icon("popout")),
    (isFramed || isInApp) && h("button", { type: "button", "aria-label": t("close"), onclick: () => tell("close") }, icon("close")),
  );
}

function drawPresence() {
  const line = document.getElementById("presence");
  if (line) line.textContent = presenceLine();
}

function drawLine() {
  const line = document.getElementById("line");
  if (!line) return;
  line.textContent = state.isLost ? t("offline") : "";
  line.hidden = !state.isLost;
}

function openThread(given) {
  Object.assign(state, { view: "thread", given: given ?? null });
  draw().catch(fail);
}

function chat() {
  thread ??= createThread({ onAnswer: answer, onPostback: postback, onRetry: (message) => send(message, thread) });
  composer = createComposer({
    canAttach: allows("attachments", "enableFileUpload"),
    canEmoji: allows("emoji_picker", "enableEmojiPicker"),
    draft: kept.draft,
    onDraft: (text) => {
      kept.draft = text;
    },
    onSend: (message) => send(thread.expect(message), thread),
    onTyping: (status) => state.conversation && request("POST", "conversations/toggle_typing", { typing_status: status }).catch(console.warn),
  });
  return h("section", { class: "chat" }, thread.element, h("div", { id: "end" }), composer.element);
}

async function answer(message, { email, submitted_values }) {
  const body = email ? { contact: { email } } : { message: { submitted_values } };
  await request("PATCH", `messages/${message.id}`, body);
  if (email) state.contact.email = email;
  if (submitted_values) tell("postback", { detail: { message_id: message.id, submitted_values } });
  await thread.reload(message.id);
}

/** The page hears of it, and so does the team: it is what the visitor says. */
function postback(message, { text, payload }) {
  tell("postback", { detail: { message_id: message.id, payload } });
  return send(thread.expect({ content: text || payload }), thread);
}

function focus() {
  const target = composer?.element.isConnected ? composer : root.querySelector("button.primary, input, select");
  target?.focus();
}

document.addEventListener("keydown", (event) => (event.key === "Escape" ? tell("close") : keepFocus(event, root)));
document.addEventListener("visibilitychange", () => {
  if (document.hidden || !state.isOpen || state.unread.length === 0) return;
  setUnread([]);
  seen().catch(fail);
});
if (!isFramed) {
  const key = `cw_conversation_${websiteToken}`;
  state.locale = new URLSearchParams(location.search).get("locale");
  useLocale(state.locale || navigator.language);
  setScheme("auto");
  useToken(currentToken() || localStorage.getItem(key) || window.authToken);
  state.commands = start().then(() => {
    localStorage.setItem(key, currentToken());
    return state.config && triggered().catch(fail);
  });
}
