import { expect } from "@playwright/test";
import { WebSocket } from "ws";

interface Frame {
  type?: string;
  identifier?: string;
  message?: { event: string; data: Record<string, unknown> };
}

/** A subscriber of `/cable`, who speaks the protocol word by word. */
export class CableClient {
  readonly #socket: WebSocket;
  readonly #identifier: string;
  readonly frames: Frame[] = [];

  private constructor(socket: WebSocket, identifier: object) {
    this.#socket = socket;
    this.#identifier = JSON.stringify(identifier);
    socket.on("message", (text: Buffer) => this.frames.push(JSON.parse(text.toString("utf8"))));
  }

  /**
   * Connects and subscribes as soon as the server has said welcome.
   *
   * @param identifier  `pubsub_token`, and for people `account_id` and `user_id`
   */
  static async subscribe(baseURL: string, identifier: object): Promise<CableClient> {
    const socket = new WebSocket(`${baseURL.replace("http", "ws")}/cable`, [
      "actioncable-v1-json",
      "actioncable-unsupported",
    ]);
    const client = new CableClient(socket, { channel: "RoomChannel", ...identifier });
    await expect.poll(() => client.frames[0]?.type).toBe("welcome");
    expect(socket.protocol).toBe("actioncable-v1-json");
    client.#send({ command: "subscribe" });
    await expect
      .poll(() => client.frames.find(({ type }) => type === "confirm_subscription")?.identifier)
      .toBe(client.#identifier);
    return client;
  }

  perform(action: string): void {
    this.#send({ command: "message", data: JSON.stringify({ action }) });
  }

  /** Waits for an event; @returns its payload */
  async received(event: string, fits: (data: Record<string, unknown>) => boolean = () => true) {
    const find = () => this.#events().find((each) => each.event === event && fits(each.data))?.data;
    await expect.poll(find, { message: `${event} among ${this.#events().map((each) => each.event)}` }).toBeDefined();
    return find() as Record<string, unknown>;
  }

  close(): void {
    this.#socket.close();
  }

  #events = () => this.frames.flatMap(({ message }) => message ?? []);

  #send(command: object): void {
    this.#socket.send(JSON.stringify({ identifier: this.#identifier, ...command }));
  }
}
