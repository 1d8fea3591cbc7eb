// What happens while the widget is there: one subscription, opened again whenever the connection is lost.
const HEARTBEAT_MS = 20_000;
const SILENT_MS = 9_000;

/**
 * @param token  names whose events these are
 * @param hear  `(event, data)`
 * @param back  called when the connection stands again: something may have been missed
 */
export function listen(token, { hear, back }) {
  const identifier = JSON.stringify({ channel: "RoomChannel", pubsub_token: token });
  const live = { socket: null, tries: 0, timer: 0, heardAt: 0, isClosed: false };

  function connect() {
    const address = `${location.origin.replace(/^http/, "ws")}/cable`;
    live.socket = new WebSocket(address, ["actioncable-v1-json", "actioncable-unsupported"]);
    live.socket.addEventListener("message", ({ data }) => {
      live.heardAt = Date.now();
      const frame = JSON.parse(data);
      if (frame.type === "welcome") say("subscribe");
      else if (frame.type === "confirm_subscription") {
        if (live.tries > 0) back();
        live.tries = 0;
      } else if (frame.identifier === identifier && frame.message) hear(frame.message.event, frame.message.data);
    });
    live.socket.addEventListener("close", () => {
      if (live.isClosed) return;
      live.tries++;
      setTimeout(connect, Math.min(30_000, 500 * 2 ** live.tries) * (0.5 + Math.random() / 2));
    });
  }

  const say = (command, data) => {
    if (live.socket?.readyState === WebSocket.OPEN) live.socket.send(JSON.stringify({ command, identifier, ...(data && { data }) }));
  };
  const heart = setInterval(() => {
    if (live.socket?.readyState === WebSocket.OPEN && Date.now() - live.heardAt > SILENT_MS) live.socket.close();
  }, SILENT_MS);
  const beat = setInterval(() => say("message", JSON.stringify({ action: "update_presence" })), HEARTBEAT_MS);
  connect();
  return () => {
    live.isClosed = true;
    clearInterval(heart);
    clearInterval(beat);
    live.socket.close();
  };
}
