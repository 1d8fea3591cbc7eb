// Puts the chat onto a website: a button, and behind it a frame that is loaded when somebody needs it.
// Page and frame talk by `postMessage` only, each naming the other's exact origin. Nothing here needs more of a page's
// content policy than `script-src`, `frame-src` and (for the colour before the first opening) `connect-src` of this server.
(() => {
  const PREFIX = "chatwoot-widget:";
  const YEAR_S = 365 * 86400;
  /** A frame that has not answered after this long is loaded again when the chat is opened. */
  const PATIENCE_MS = 10_000;
  const ownOrigin = document.currentScript?.src ? new URL(document.currentScript.src).origin : "";
  const texts = {
    en: { open: "Open chat", close: "Close chat", title: "Chat", unread: "unread", dismiss: "Dismiss", news: "New messages" },
    pt: { open: "Abrir chat", close: "Fechar chat", title: "Chat", unread: "não lidas", dismiss: "Dispensar", news: "Novas mensagens" },
  };
  const css = `
.pw-holder{position:fixed;z-index:2147483000;bottom:104px;width:400px;max-width:calc(100vw - 40px);height:min(640px,calc(100vh - 124px));
border-radius:16px;overflow:hidden;box-shadow:0 12px 48px rgba(0,0,0,.24);background:Canvas}
.pw-holder[hidden],.pw-bubble[hidden],.pw-news[hidden]{display:none}
.pw-holder iframe{border:0;width:100%;height:100%;display:block}
.pw-bubble{position:fixed;z-index:2147483000;bottom:20px;min-width:60px;height:60px;padding:0 18px;border:0;border-radius:30px;cursor:pointer;
display:flex;align-items:center;justify-content:center;gap:10px;font:600 15px/1.2 system-ui,sans-serif;box-shadow:0 6px 24px rgba(0,0,0,.24);
max-width:calc(100vw - 40px)}
.pw-bubble:focus-visible,.pw-news button:focus-visible{outline:3px solid #111;outline-offset:3px;box-shadow:0 0 0 3px #fff}
.pw-flat{border-radius:0;box-shadow:none}
.pw-bubble svg{width:26px;height:26px;flex:none}
.pw-bubble svg,.pw-news svg{fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.pw-said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:pre}
.pw-title{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.pw-count{position:absolute;top:-6px;right:-4px;min-width:22px;height:22px;padding:0 6px;border-radius:11px;background:#b42318;color:#fff;
font:700 12px/22px system-ui,sans-serif;text-align:center;box-sizing:border-box}
.pw-news{position:fixed;z-index:2147483000;bottom:96px;width:320px;max-width:calc(100vw - 40px);display:flex;flex-direction:column;align-items:stretch;gap:8px;
font:15px/1.4 system-ui,sans-serif}
.pw-news button{font:inherit;border:1px solid rgba(128,128,128,.4);border-radius:14px;background:#fff;color:#16181d;padding:10px 14px;margin:0;cursor:pointer;
text-align:start;box-shadow:0 6px 24px rgba(0,0,0,.18)}
.pw-dark.pw-news button{background:#15171c;color:#eef0f4}
.pw-news b,.pw-news .pw-words{display:block;overflow:hidden;overflow-wrap:anywhere}
.pw-news b{font-size:13px}
.pw-news .pw-words{display:-webkit-box;-webkit-line-clamp:3;-webkit-box-orient:vertical}
.pw-news .pw-dismiss{align-self:flex-end;width:32px;height:32px;padding:6px;border-radius:16px}
.pw-news .pw-dismiss svg{display:block;width:18px;height:18px}
.pw-left{left:20px}.pw-right{right:20px}
@media (max-width:480px){.pw-holder:not([hidden])+.pw-bubble{display:none}.pw-holder{inset:0;width:auto;max-width:none;height:auto;border-radius:0}}
@media (forced-colors:active){.pw-bubble,.pw-holder{border:2px solid ButtonText}}`;
  const icons = { open: "M21 12a8 8 0 0 1-8 8H4l2-3.500A8 8 0 1 1 21 12Z", close: "m6 6 12 12M18 6 6 18" };
  const passed = ["welcomeTitle", "welcomeDescription", "availableMessage", "unavailableMessage"].concat(
    ["enableFileUpload", "enableEmojiPicker", "enableEndConversation", "showPopoutButton"],
  );

  /** @throws Error without a website token, or for an address that is none */
  function run({ websiteToken, baseUrl } = {}) {
    if (window.$chatwoot) return;
    if (!websiteToken) throw new Error("websiteToken is missing");
    const base = new URL(baseUrl || ownOrigin, location.href).href.replace(/\/+$/, "");
    const { origin } = new URL(base);
    const given = window.chatwootSettings || {};
    const state = { frame: null, isReady: false, loadedAt: 0, queue: [], unread: 0, news: [], dismissed: 0, color: "#1f6fd6" };
    Object.assign(state, { locale: null, own: null, scheme: given.darkMode || "light", isShown: !given.hideMessageBubble });
    Object.assign(state, { isKnown: false, isUnsure: false, isGone: false, user: null, popout: null });
    const language = () => String(state.locale || (given.useBrowserLanguage && navigator.language) || given.locale || "");
    const words = () => (/^pt/i.test(language() || state.own || navigator.language) ? texts.pt : texts.en);

    const side = given.position === "left" ? "pw-left" : "pw-right";
    const holder = make("div", `pw-holder woot-widget-holder ${side}`);
    holder.id = "parley-widget-holder";
    const bubble = make("button", `pw-bubble woot-widget-bubble ${side} ${given.widgetStyle === "flat" ? "pw-flat" : ""}`);
    bubble.type = "button";
    bubble.setAttribute("aria-controls", holder.id);
    const news = make("div", `pw-news ${side}`);
    news.setAttribute("role", "status");

    const tell = (name, detail) => window.dispatchEvent(new CustomEvent(`chatwoot:${name}`, { detail }));
    const cookie = (name) => (document.cookie.match(new RegExp(`(?:^|; )${name}=([^;]*)`)) || [])[1];
    const keep = (name, value, seconds = YEAR_S) => {
      const domain = given.baseDomain ? `;domain=${given.baseDomain}` : "";
      const secure = location.protocol === "https:" ? ";Secure" : "";
      document.cookie = `${name}=${value};path=/;max-age=${seconds};SameSite=Lax${domain}${secure}`;
    };
    const userCookie = `cw_user_${websiteToken}`;

    function paint() {
      const t = words();
      const { isOpen } = api;
      bubble.style.background = state.color;
      bubble.style.color = readable(state.color);
      const count = isOpen ? 0 : state.unread;
      bubble.replaceChildren(drawn(isOpen ? icons.close : icons.open));
      const isWide = given.type === "expanded_bubble" && !isOpen;
      const label = isOpen ? t.close : isWide ? given.launcherTitle || t.title : t.open;
      bubble.append(make("span", isWide ? "pw-title" : "pw-said", label));
      if (count > 0) {
        const number = make("span", "pw-count", count > 99 ? "99+" : count);
        number.setAttribute("aria-hidden", "true");
        bubble.append(number, make("span", "pw-said", ` (${count} ${t.unread})`));
      }
      bubble.setAttribute("aria-expanded", String(isOpen));
      bubble.hidden = !state.isShown || !state.isKnown;
      holder.hidden = !isOpen;
      holder.style.colorScheme = { auto: "light dark", dark: "dark" }[state.scheme] || "light";
      if (state.frame) state.frame.title = t.title;
      paintNews(t, count);
    }

    /** What the team wrote while the chat was closed, above the button. */
    function paintNews(t, count) {
      const isDark = state.scheme === "dark" || (state.scheme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
      news.classList.toggle("pw-dark", isDark);
      news.hidden = given.showUnreadMessagesDialog === false || count <= state.dismissed || state.news.length === 0;
      if (news.hidden) return news.replaceChildren();
      const dismiss = make("button", "pw-dismiss");
      dismiss.type = "button";
      dismiss.setAttribute("aria-label", t.dismiss);
      dismiss.append(drawn(icons.close));
      dismiss.addEventListener("click", () => {
        state.dismissed = state.unread;
        paint();
        bubble.focus();
      });
      const shown = state.news.slice(-3).map(({ name, text }) => {
        const card = make("button");
        card.type = "button";
        card.dir = "auto";
        card.append(make("b", "", name), make("span", "pw-words", text));
        card.addEventListener("click", () => api.toggle("open"));
        return card;
      });
      news.replaceChildren(dismiss, ...shown);
    }

    function post(event, data = {}) {
      if (state.isGone) return;
      if (!state.isReady) {
        state.queue.push([event, data]);
        loadFrame();
        return;
      }
      send(event, data);
    }

    const send = (event, data) => state.frame.contentWindow?.postMessage(PREFIX + JSON.stringify({ ...data, event }), origin);

    function loadFrame() {
      if (state.frame || state.isGone) return;
      const frame = make("iframe");
      state.frame = frame;
      frame.id = "chatwoot_live_chat_widget";
      frame.title = words().title;
      frame.allow = "camera;microphone;clipboard-write";
      // Who this is comes by message: addresses are kept in more places than a token should be.
      frame.src = `${base}/widget?website_token=${encodeURIComponent(websiteToken)}&cw_conversation=`;
      // Again whenever the page moves the frame.
      frame.addEventListener("load", () => {
        state.isReady = false;
        state.loadedAt = Date.now();
        send("config-set", {
          locale: language(),
          darkMode: state.scheme,
          authToken: cookie("cw_conversation"),
          isOpen: api.isOpen,
          referer: location.href,
          settings: Object.fromEntries(passed.map((name) => [name, given[name]])),
        });
      });
      holder.append(frame);
    }

    const hear = {
      loaded({ color, locale }) {
        Object.assign(state, { color, own: locale, isReady: true });
        for (const [event, data] of state.queue.splice(0)) send(event, data);
        paint();
      },
      "set-auth-token"({ authToken }) {
        keep("cw_conversation", authToken);
        if (state.popout) state.popout.location = popoutAddress(authToken);
        state.popout = null;
      },
      "user-set": ({ print }) => keep(userCookie, print),
      unread({ count, messages }) {
        if (count < state.dismissed) state.dismissed = 0;
        Object.assign(state, { unread: count, news: messages || [] });
        paint();
      },
      close: () => api.toggle("close"),
      popout: () => api.popoutChatWindow(),
      error({ detail }) {
        // Who could not be named may be tried once more.
        if (detail.event === "set-user") state.user = null;
        tell("error", detail);
      },
      "on-message": ({ detail }) => tell("on-message", detail),
      "on-start-conversation": ({ detail }) => tell("on-start-conversation", detail),
      postback: ({ detail }) => tell("postback", detail),
    };

    window.addEventListener("message", ({ data, origin: from, source }) => {
      if (from !== origin || !state.frame || source !== state.frame.contentWindow) return;
      if (typeof data !== "string" || !data.startsWith(PREFIX)) return;
      const said = JSON.parse(data.slice(PREFIX.length));
      hear[said.event]?.(said);
    });

    const popoutAddress = (token) =>
      `${base}/widget?website_token=${encodeURIComponent(websiteToken)}&locale=${encodeURIComponent(language())}&cw_conversation=#cw_conversation=${token}`;

    const api = {
      baseUrl: base,
      websiteToken,
      hasLoaded: false,
      isOpen: false,
      hideMessageBubble: Boolean(given.hideMessageBubble),
      user: null,
      identifier: null,
      /** @param to  `"open"` or `"close"`; anything else changes what it is */
      toggle(to) {
        const isOpen = to === "open" || to === "close" ? to === "open" : !api.isOpen;
        if (isOpen === api.isOpen || (isOpen && state.isGone)) return;
        const hadFocus = document.activeElement === state.frame;
        api.isOpen = isOpen;
        if (isOpen) {
          Object.assign(state, { unread: 0, news: [], dismissed: 0 });
          // It came while the network was away.
          if (state.frame && !state.isReady && state.loadedAt && Date.now() - state.loadedAt > PATIENCE_MS) loadAgain();
        }
        post("toggle-open", { isOpen, referer: location.href });
        paint();
        if (isOpen) state.frame.focus();
        else if (hadFocus || document.activeElement === document.body) bubble.focus();
        tell(isOpen ? "opened" : "closed");
      },
      toggleBubbleVisibility(to) {
        if (to !== "show" && to !== "hide") return;
        state.isShown = to === "show";
        api.hideMessageBubble = !state.isShown;
        paint();
      },
      popoutChatWindow() {
        const token = cookie("cw_conversation");
        const look = "width=420,height=700,resizable=yes";
        // Browsers open windows at a click only; who is new gets a name while it is open.
        const shown = window.open(token ? popoutAddress(token) : "about:blank", `parley-${websiteToken}`, look);
        if (!token) {
          state.popout = shown;
          loadFrame();
        }
        api.toggle("close");
      },
      setUser(identifier, user) {
        const isName = (typeof identifier === "string" && identifier.trim() !== "") || Number.isFinite(identifier);
        if (!isName) throw new Error("Identifier should be a string or a number");
        if (!user?.avatar_url && !user?.email && !user?.name) {
          throw new Error("User object should have one of the keys [avatar_url, email, name]");
        }
        const print = fingerprint(JSON.stringify([identifier, user]));
        Object.assign(api, { user, identifier });
        if (state.user === print || (cookie(userCookie) === print && cookie("cw_conversation"))) return;
        state.user = print;
        post("set-user", { identifier: String(identifier), user, print });
      },
      setCustomAttributes: (customAttributes) => post("set-custom-attributes", { customAttributes: filled(customAttributes) }),
      deleteCustomAttribute: (name) => post("delete-custom-attribute", { name: named(name, "Custom attribute") }),
      setConversationCustomAttributes: (customAttributes) =>
        post("set-conversation-custom-attributes", { customAttributes: filled(customAttributes) }),
      deleteConversationCustomAttribute: (name) =>
        post("delete-conversation-custom-attribute", { name: named(name, "Custom attribute") }),
      setLabel: (label) => post("set-label", { label: named(label, "Label") }),
      removeLabel: (label) => post("remove-label", { label: named(label, "Label") }),
      setLocale(locale) {
        state.locale = String(locale || "en");
        paint();
        if (state.frame) post("set-locale", { locale: state.locale });
      },
      setColorScheme(darkMode) {
        state.scheme = darkMode === "auto" || darkMode === "dark" ? darkMode : "light";
        paint();
        if (state.frame) post("set-color-scheme", { darkMode: state.scheme });
      },
      /** Who was here is forgotten: the next to open the chat is somebody new. */
      reset() {
        api.toggle("close");
        keep("cw_conversation", "", 0);
        keep(userCookie, "", 0);
        if (state.frame) state.frame.remove();
        Object.assign(state, { frame: null, isReady: false, loadedAt: 0, queue: [], unread: 0, news: [], dismissed: 0, user: null });
        Object.assign(api, { user: null, identifier: null });
        paint();
      },
    };

    function loadAgain() {
      state.loadedAt = 0;
      state.frame.remove();
      state.frame = null;
      loadFrame();
    }

    /** Also after a program of the page has put another body in its place. */
    function mount() {
      if (document.body && holder.parentNode !== document.body) document.body.append(holder, bubble, news);
    }

    /** How the button looks, without a visitor being counted. An unknown website has no chat. */
    async function look() {
      try {
        const address = `${base}/widget/look?website_token=${encodeURIComponent(websiteToken)}`;
        const response = await fetch(address, { credentials: "omit", signal: AbortSignal.timeout(PATIENCE_MS / 2) });
        const answer = await response.json();
        if (response.ok) Object.assign(state, { color: answer.color, own: answer.locale });
        else if (response.status < 500) {
          state.isGone = true;
          tell("error", { message: answer.error, status: response.status });
        }
      } catch (error) {
        // The page's policy or the network does not let it through: the frame will say it.
        console.warn("The chat could not be asked how it looks.", error);
        state.isUnsure = true;
      }
    }

    async function begin() {
      addStyle(css);
      const hasBody = document.body ? null : new Promise((done) => document.addEventListener("DOMContentLoaded", done));
      paint();
      await Promise.all([look(), hasBody]);
      mount();
      new MutationObserver(mount).observe(document.documentElement, { childList: true });
      if (state.isGone) return;
      state.isKnown = true;
      // Who was here before may have an answer waiting; nobody else needs the frame yet.
      if (state.isUnsure || cookie("cw_conversation")) (window.requestIdleCallback || setTimeout)(loadFrame);
      api.hasLoaded = true;
      paint();
      tell("ready");
    }

    bubble.addEventListener("click", () => api.toggle());
    document.addEventListener("keydown", ({ key }) => key === "Escape" && api.isOpen && api.toggle("close"));
    window.$chatwoot = api;
    window.$parley = api;
    begin();
  }

  function make(tag, className = "", text = "") {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(String(text));
    return element;
  }

  function drawn(path) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    line.setAttribute("d", path);
    svg.append(line);
    return svg;
  }

  /** As a sheet of its own, which content policies without `unsafe-inline` let through. */
  function addStyle(text) {
    if (document.adoptedStyleSheets && "replaceSync" in CSSStyleSheet.prototype) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    } else (document.head || document.documentElement).append(make("style", "", text));
  }

  function filled(attributes) {
    if (!attributes || typeof attributes !== "object" || Object.keys(attributes).length === 0) {
      throw new Error("Custom attributes should have at least one key");
    }
    return attributes;
  }

  function named(name, what) {
    if (typeof name !== "string" || name.trim() === "") throw new Error(`${what} is required`);
    return name;
  }

  /** Black or white, whichever can be read on the colour. */
  function readable(color) {
    const channels = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
    const [r, g, b] = channels.map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#000" : "#fff";
  }

  function fingerprint(text) {
    let hash = 5381;
    for (const letter of text) hash = ((hash * 33) ^ letter.codePointAt(0)) >>> 0;
    return hash.toString(36);
  }

  window.chatwootSDK = { run };
  window.parleySDK = window.chatwootSDK;
})();
