import type { RunningSimulator } from "#server/channels/simulator/server/start-simulator.ts";
import { play } from "./play.ts";

/** What the inbox sent: the simulator's record of a message. */
type Sent = RunningSimulator["state"]["messages"] extends Map<string, infer T> ? T : never;

let customers = 0;

/** Somebody new who writes to the simulator's inbox. */
export class Customer {
  readonly name: string;
  readonly phone: string;
  readonly #simulator: RunningSimulator;

  constructor(simulator: RunningSimulator, name: string) {
    const number = ++customers;
    this.#simulator = simulator;
    // The same name in every test of a run would find the customers of others.
    this.name = `${name} ${number}`;
    this.phone = `1202555${String(1000 + number)}`;
    simulator.state.people.set(this.phone, { phone: this.phone, name: this.name });
  }

  /** @returns the provider's id of the message */
  async writes(text: string): Promise<string> {
    const { id } = await play<{ id: string }>(this.#simulator, "messages", { from: this.phone, text });
    return id;
  }

  /** What arrived on the customer's phone, oldest first. */
  received(): Sent[] {
    return [...this.#simulator.state.messages.values()].filter(
      ({ chat, from }) => chat === this.phone && from === null,
    );
  }

  /** Texts of what arrived. */
  receivedTexts = (): (string | null)[] => this.received().map(({ text }) => text);
}
