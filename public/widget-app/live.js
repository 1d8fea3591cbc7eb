// What happens while the widget is there: one subscription, opened again whenever the connection is lost.
const HEARTBEAT_MS = 20_000;
const SILENT_MS = 9_000;
/** A connection that is back at once is no news. */
const PATIENCE_MS = 1_500;

/**
 * @param token  names whose events these are
 * @param hear  `(event, data)`
 * @param back  called when the connection stands again: something may have been missed
 * @param lost  `(isLost)`: called when it stays away, and when it is back
 * @returns ends it
 */
export function listen(token, { hear, back, lost }) {
  const identifier = JSON.stringify({ channel: "RoomChannel", pubsub_token: token });
  const live = { socket: null, tries: 0, next: 0, patience: 0, heardAt: 0, isClosed: false, isLost: false };

  function connect() {
    clearTimeout(live.next);
    if (live.isClosed) return;
    const address = `${location.origin.replace(/^http/, "ws")}/cable`;
    const socket = new WebSocket(address, ["actioncable-v1-json", "actioncable-unsupported"]);
    live.socket = socket;
    live.heardAt = Date.now();
    socket.addEventListener("message", ({ data }) => {
      live.heardAt = Date.now();
      const frame = JSON.parse(data);
      if (frame.type === "welcome") say("subscribe");
      else if (frame.type === "confirm_subscription") stands();
      else if (frame.identifier === identifier && frame.message) hear(frame.message.event, frame.message.data);
    });
    socket.addEventListener("close", () => {
      if (live.isClosed || live.socket !== socket) return;
      live.tries++;
      if (!live.patience) live.patience = setTimeout(() => report(true), PATIENCE_MS);
      live.next = setTimeout(connect, Math.min(30_000, 500 * 2 ** live.tries) * (0.5 + Math.random() / 2));
    });
  }

  function stands() {
    const wasAway = live.tries > 0;
    clearTimeout(live.patience);
    Object.assign(live, { tries: 0, patience: 0 });
    report(false);
    if (wasAway) back();
  }

  const report = (isLost) => {
    if (isLost === live.isLost) return;
    live.isLost = isLost;
    lost(isLost);
  };
  const say = (command, data) => {
    if (live.socket?.readyState === WebSocket.OPEN) live.socket.send(JSON.stringify({ command, identifier, ...(data && { data }) }));
  };
  const drop = () => live.socket?.close();
  const heart = setInterval(() => {
    if (live.socket?.readyState !== WebSocket.CLOSED && Date.now() - live.heardAt > SILENT_MS) drop();
  }, SILENT_MS);
  const beat = setInterval(() => say("message", JSON.stringify({ action: "update_presence" })), HEARTBEAT_MS);
  const online = () => live.socket?.readyState === WebSocket.CLOSED && connect();
  window.addEventListener("online", online);
  window.addEventListener("offline", drop);
  connect();
  return () => {
    live.isClosed = true;
    clearInterval(heart);
    clearInterval(beat);
    clearTimeout(live.next);
    clearTimeout(live.patience);
    window.removeEventListener("online", online);
    window.removeEventListener("offline", drop);
    live.socket.close();
    lost(false);
  };
}
