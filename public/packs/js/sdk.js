// Puts the chat onto a website: a button, and behind it a frame that is loaded when somebody needs it.
// Page and frame talk by `postMessage` only, each naming the other's exact origin.
(() => {
  const PREFIX = "chatwoot-widget:";
  const YEAR_S = 365 * 86400;
  const texts = {
    en: { open: "Open chat", close: "Close chat", title: "Chat", unread: "unread" },
    pt: { open: "Abrir chat", close: "Fechar chat", title: "Chat", unread: "não lidas" },
  };
  const css = `
.pw-holder{position:fixed;z-index:2147483000;bottom:104px;width:400px;max-width:calc(100vw - 40px);height:min(640px,calc(100vh - 124px));
border-radius:16px;overflow:hidden;box-shadow:0 12px 48px rgba(0,0,0,.24);background:#fff}
.pw-holder[hidden],.pw-bubble[hidden]{display:none}
.pw-holder iframe{border:0;width:100%;height:100%;display:block}
.pw-bubble{position:fixed;z-index:2147483000;bottom:20px;min-width:60px;height:60px;padding:0 18px;border:0;border-radius:30px;cursor:pointer;
display:flex;align-items:center;justify-content:center;gap:10px;font:600 15px/1.2 system-ui,sans-serif;box-shadow:0 6px 24px rgba(0,0,0,.24)}
.pw-bubble:focus-visible{outline:3px solid #111;outline-offset:3px;box-shadow:0 0 0 3px #fff}
.pw-flat{border-radius:0;box-shadow:none}
.pw-bubble svg{width:26px;height:26px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.pw-count{position:absolute;top:-6px;right:-4px;min-width:22px;height:22px;padding:0 6px;border-radius:11px;background:#b42318;color:#fff;
font:700 12px/22px system-ui,sans-serif;text-align:center;box-sizing:border-box}
.pw-left{left:20px}.pw-right{right:20px}
@media (max-width:480px){.pw-holder:not([hidden])+.pw-bubble{display:none}.pw-holder{inset:0;width:auto;max-width:none;height:auto;border-radius:0}}`;
  const icons = {
    open: '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M21 12a8 8 0 0 1-8 8H4l2-3.500A8 8 0 1 1 21 12Z"/></svg>',
    close: '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="m6 6 12 12M18 6 6 18"/></svg>',
  };

  function run({ websiteToken, baseUrl }) {
    if (window.$chatwoot) return;
    const given = window.chatwootSettings || {};
    const origin = new URL(baseUrl).origin;
    const language = () => String(state.locale || (given.useBrowserLanguage && navigator.language) || given.locale || "");
    const words = () => (/^pt/i.test(language() || state.own || navigator.language) ? texts.pt : texts.en);
    const state = { frame: null, isReady: false, queue: [], unread: 0, color: "#1f6fd6", locale: null, own: null, scheme: given.darkMode || "light" };

    const sheet = document.createElement("style");
    sheet.textContent = css;
    document.head.append(sheet);
    const side = given.position === "left" ? "pw-left" : "pw-right";
    const holder = document.createElement("div");
    holder.className = `pw-holder ${side}`;
    holder.id = "parley-widget-holder";
    holder.hidden = true;
    const bubble = document.createElement("button");
    bubble.type = "button";
    bubble.className = `pw-bubble ${side} ${given.widgetStyle === "flat" ? "pw-flat" : ""}`;
    bubble.setAttribute("aria-controls", holder.id);
    bubble.hidden = Boolean(given.hideMessageBubble);
    document.body.append(holder, bubble);

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
      const label = isOpen ? t.close : t.open;
      const count = !isOpen && state.unread > 0 ? `<span class="pw-count">${Math.min(state.unread, 99)}</span>` : "";
      bubble.innerHTML = `${isOpen ? icons.close : icons.open}${count}`;
      if (given.type === "expanded_bubble" && !isOpen) {
        const title = document.createElement("span");
        title.textContent = given.launcherTitle || t.title;
        bubble.append(title);
      }
      bubble.setAttribute("aria-label", count ? `${label} (${state.unread} ${t.unread})` : label);
      bubble.setAttribute("aria-expanded", String(isOpen));
      holder.hidden = !isOpen;
    }

    function post(event, data = {}) {
      if (!state.isReady) {
        state.queue.push([event, data]);
        loadFrame();
        return;
      }
      state.frame.contentWindow.postMessage(PREFIX + JSON.stringify({ ...data, event }), origin);
    }

    function loadFrame() {
      if (state.frame) return;
      state.frame = document.createElement("iframe");
      state.frame.title = words().title;
      state.frame.allow = "camera;microphone;clipboard-write";
      // Who this is comes by message: addresses are kept in more places than a token should be.
      state.frame.src = `${baseUrl}/widget?website_token=${encodeURIComponent(websiteToken)}&cw_conversation=`;
      state.frame.addEventListener("load", () => {
        state.isReady = true;
        post("config-set", {
          locale: language(),
          darkMode: state.scheme,
          authToken: cookie("cw_conversation"),
          isOpen: api.isOpen,
          referer: location.href,
          settings: pick(given),
        });
        for (const [event, data] of state.queue.splice(0)) post(event, data);
      });
      holder.append(state.frame);
    }

    const pick = ({ welcomeTitle, welcomeDescription, availableMessage, unavailableMessage, enableFileUpload, enableEmojiPicker, enableEndConversation, showUnreadMessagesDialog, showPopoutButton }) => ({
      welcomeTitle,
      welcomeDescription,
      availableMessage,
      unavailableMessage,
      enableFileUpload,
      enableEmojiPicker,
      enableEndConversation,
      showUnreadMessagesDialog,
      showPopoutButton,
    });

    window.addEventListener("message", ({ data, origin: from, source }) => {
      if (from !== origin || !state.frame || source !== state.frame.contentWindow) return;
      if (typeof data !== "string" || !data.startsWith(PREFIX)) return;
      const said = JSON.parse(data.slice(PREFIX.length));
      if (said.event === "loaded") {
        state.color = said.color;
        state.own = said.locale;
        paint();
      } else if (said.event === "set-auth-token") keep("cw_conversation", said.authToken);
      else if (said.event === "unread") {
        state.unread = said.count;
        paint();
      } else if (said.event === "close") api.toggle("close");
      else if (said.event === "popout") api.popoutChatWindow();
      else if (said.event === "error") tell("error", said.detail);
      else if (["on-message", "on-start-conversation", "postback"].includes(said.event)) tell(said.event, said.detail);
    });

    const api = {
      baseUrl,
      websiteToken,
      hasLoaded: false,
      isOpen: false,
      user: null,
      identifier: null,
      toggle(to) {
        const isOpen = to ? to === "open" : !api.isOpen;
        if (isOpen === api.isOpen) return;
        api.isOpen = isOpen;
        if (isOpen) state.unread = 0;
        post("toggle-open", { isOpen });
        paint();
        if (isOpen) state.frame.focus();
        else bubble.focus();
        tell(isOpen ? "opened" : "closed");
      },
      toggleBubbleVisibility(to) {
        bubble.hidden = to === "hide";
      },
      popoutChatWindow() {
        const token = cookie("cw_conversation");
        const query = `website_token=${encodeURIComponent(websiteToken)}&locale=${encodeURIComponent(language())}&cw_conversation=`;
        const url = `${baseUrl}/widget?${query}${token ? `#cw_conversation=${token}` : ""}`;
        window.open(url, `parley-${websiteToken}`, "width=420,height=700,resizable=yes");
        api.toggle("close");
      },
      setUser(identifier, user = {}) {
        if (typeof identifier !== "string" && typeof identifier !== "number") throw new Error("Identifier should be a string or a number");
        if (!user.avatar_url && !user.email && !user.name) throw new Error("User object should have one of the keys [avatar_url, email, name]");
        const print = fingerprint(JSON.stringify([identifier, user]));
        Object.assign(api, { user, identifier });
        if (cookie(userCookie) === print && cookie("cw_conversation")) return;
        post("set-user", { identifier: String(identifier), user });
        keep(userCookie, print);
      },
      setCustomAttributes: (customAttributes = {}) => post("set-custom-attributes", { customAttributes }),
      deleteCustomAttribute: (name) => post("delete-custom-attribute", { name }),
      setConversationCustomAttributes: (customAttributes = {}) => post("set-conversation-custom-attributes", { customAttributes }),
      deleteConversationCustomAttribute: (name) => post("delete-conversation-custom-attribute", { name }),
      setLabel: (label = "") => post("set-label", { label }),
      removeLabel: (label = "") => post("remove-label", { label }),
      setLocale(locale = "en") {
        state.locale = locale;
        paint();
        if (state.frame) post("set-locale", { locale });
      },
      setColorScheme(darkMode = "light") {
        state.scheme = darkMode;
        if (state.frame) post("set-color-scheme", { darkMode });
      },
      reset() {
        api.toggle("close");
        keep("cw_conversation", "", 0);
        keep(userCookie, "", 0);
        if (state.frame) state.frame.remove();
        Object.assign(state, { frame: null, isReady: false, queue: [], unread: 0 });
        Object.assign(api, { user: null, identifier: null });
        paint();
      },
    };

    bubble.addEventListener("click", () => api.toggle());
    document.addEventListener("keydown", ({ key }) => key === "Escape" && api.isOpen && api.toggle("close"));
    window.$chatwoot = api;
    window.$parley = api;
    paint();
    // Who was here before may have an answer waiting; nobody else needs the frame yet.
    if (cookie("cw_conversation")) (window.requestIdleCallback || setTimeout)(loadFrame);
    api.hasLoaded = true;
    tell("ready");
  }

  /** Black or white, whichever can be read on the colour. */
  function readable(color) {
    const channels = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
    const [r, g, b] = channels.map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#111" : "#fff";
  }

  function fingerprint(text) {
    let hash = 5381;
    for (const letter of text) hash = ((hash * 33) ^ letter.codePointAt(0)) >>> 0;
    return hash.toString(36);
  }

  window.chatwootSDK = { run };
  window.parleySDK = window.chatwootSDK;
})();
