import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";

// The limit of sockets, in a process of its own: what comes as a message goes to everybody in the room, nothing else.
const http = createServer();
const io = new Server(http, {
  path: "/rt",
  transports: ["websocket"],
  serveClient: false,
  perMessageDeflate: false,
  httpCompression: false,
});
io.on("connection", (socket) => {
  socket.on("join", (_said: unknown, answer: (answer: { ok: boolean }) => void) => {
    socket.join("room");
    answer({ ok: true });
  });
});
http.listen(0, "127.0.0.1", () => process.send?.({ port: (http.address() as AddressInfo).port }));
process.on("message", ({ event, payload }: { event: string; payload: unknown }) => io.to("room").emit(event, payload));
process.on("disconnect", () => process.exit());
