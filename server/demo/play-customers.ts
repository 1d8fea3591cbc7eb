import type { RunningSimulator } from "../channels/simulator/server/start-simulator.ts";

const customers = {
  maria: { phone: "5511987650001", name: "Maria Oliveira" },
  tom: { phone: "447700900123", name: "Tom Whitfield" },
  lena: { phone: "4915112345678", name: "Lena Fischer" },
  sam: { phone: "12025550171", name: "Sam Rivera" },
};
const group = { id: "120363025550140017@g.us", name: "Harbor Lane wholesale" };

/** A path of the simulator's control API and its body. */
type Scene = [path: string, body: Record<string, unknown>];

const cast: Scene[] = [
  ...Object.values(customers).map((person): Scene => ["people", person]),
  ["groups", { ...group, members: [customers.tom.phone, customers.sam.phone] }],
];

const messages: Scene[] = [
  ["messages", { from: customers.maria.phone, text: "Oi! Meu pedido 1047 ainda não chegou 😕" }],
  ["messages", { from: customers.maria.phone, text: "Ele devia ter sido entregue *ontem*." }],
  ["messages", { from: customers.tom.phone, text: "Hello, do you ship to Scotland?" }],
  ["messages", { from: customers.lena.phone, text: "Kann ich die Rechnung auf meine Firma ausstellen lassen?" }],
  [
    "messages",
    {
      from: customers.sam.phone,
      text: null,
      location: { latitude: 40.7033, longitude: -74.017, name: "Pier 4", address: "1 Battery Place" },
    },
  ],
  ["messages", { from: customers.sam.phone, text: "Please deliver here, the gate is open until 18:00." }],
  ["messages", { from: customers.tom.phone, chat: group.id, text: "Next order closes on Friday, right?" }],
  [
    "messages",
    {
      from: customers.sam.phone,
      chat: group.id,
      text: null,
      poll: { title: "Which day for the delivery?", options: ["Monday", "Tuesday", "Thursday"], max_choices: 1 },
    },
  ],
];

/**
 * Lets customers of the demo write, each message after the one before.
 *
 * @param isFirstStart  later the simulator only learns again who they are: what they wrote is in our database
 */
export async function playCustomers(simulator: RunningSimulator, isFirstStart: boolean): Promise<void> {
  for (const [path, body] of isFirstStart ? [...cast, ...messages] : cast) {
    const response = await fetch(`${simulator.url}/control/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`The simulator answered ${response.status} to ${path}: ${await response.text()}`);
    await simulator.idle();
  }
}
