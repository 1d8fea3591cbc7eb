import { randomBytes } from "node:crypto";
import type { WireAttachment, WireChat, WirePerson, WireTemplate } from "../wire.ts";

export interface SimulatedPerson {
  phone: string;
  name: string;
  /** Lets nobody add them to groups. */
  refusesGroups?: boolean;
}

export interface SimulatedGroup {
  id: string;
  name: string;
  description: string | null;
  settings: { announce: boolean; restrict: boolean; join_approval_mode: boolean; member_add_mode: boolean };
  members: Map<string, "member" | "admin">;
  /** Who made it cannot be removed or demoted. */
  creator: string | null;
  inviteCode: string;
  /** Who asks to join, by number. */
  requests: Map<string, { time: number; method: string }>;
  picture: { bytes: Buffer; contentType: string } | null;
}

/** A group as it begins. */
export const newSimulatedGroup = (
  group: Pick<SimulatedGroup, "id" | "name" | "members"> & Partial<SimulatedGroup>,
): SimulatedGroup => ({
  description: null,
  settings: { announce: false, restrict: false, join_approval_mode: false, member_add_mode: true },
  creator: null,
  inviteCode: newInviteCode(),
  requests: new Map(),
  picture: null,
  ...group,
});

/** As long as those of the network. */
export const newInviteCode = (): string => randomBytes(11).toString("hex");

export interface SimulatedMessage {
  id: string;
  /** Number of a person, or id of a group. */
  chat: string;
  /** Null: the inbox's own number. */
  from: string | null;
  via?: "phone" | "api";
  /** Seconds since 1970. */
  time: number;
  text: string | null;
  attachments: WireAttachment[];
  quoted_id?: string;
  mentions?: string[];
  location?: { latitude: number; longitude: number; name?: string; address?: string };
  contact?: { name: string; phone?: string; vcard: string };
  poll?: { title: string; options: string[]; max_choices: number };
  /** Chosen options by voter. */
  votes: Map<string, string[]>;
  /** Emoji by person; `us` for the inbox. */
  reactions: Map<string, string>;
  status: "sent" | "delivered" | "read" | "failed";
  /** Members of a group who have read it. */
  readers: Set<string>;
  edited: boolean;
  deleted: boolean;
  idempotencyKey?: string;
}

/** What the player of the provider can make go wrong. */
export interface Switches {
  /** Every answer of the provider's API waits this long. */
  latencyMs: number;
  /** Status with which sends are refused; 0: they succeed. */
  failWith: number;
  throttle: boolean;
  /** Sends are accepted, but the line is cut before the answer. */
  loseAnswers: boolean;
  /** The API cannot be reached, and nothing is posted; what happened is posted afterwards. */
  offline: boolean;
  /** Every post is made twice. */
  duplicate: boolean;
  /** Posts wait for company and leave in reverse order. */
  reorder: boolean;
  /** Posts are lost for good. */
  dropWebhooks: boolean;
  /** Messages of the inbox are reported as delivered at once, and as read. */
  autoDeliver: boolean;
  autoRead: boolean;
}

export const allOff: Switches = {
  latencyMs: 0,
  failWith: 0,
  throttle: false,
  loseAnswers: false,
  offline: false,
  duplicate: false,
  reorder: false,
  dropWebhooks: false,
  autoDeliver: true,
  autoRead: false,
};

export interface RecordedCall {
  method: string;
  path: string;
  body: unknown;
  /** Null when the line was cut. */
  status: number | null;
  at: number;
}

export interface SimulatorState {
  token: string;
  phone: string;
  connection: "connecting" | "qr" | "open" | "closed" | "error";
  webhook: { url: string; headers: Record<string, string> } | null;
  people: Map<string, SimulatedPerson>;
  groups: Map<string, SimulatedGroup>;
  messages: Map<string, SimulatedMessage>;
  /** Texts that may be sent at any time. */
  templates: WireTemplate[];
  media: Map<string, { bytes: Buffer; contentType: string; fileName: string }>;
  /** Who the inbox shows as typing, by chat. */
  typing: Map<string, "on" | "recording">;
  switches: Switches;
  calls: RecordedCall[];
}

const templates: readonly WireTemplate[] = [
  {
    name: "order_ready",
    language: "en",
    category: "utility",
    status: "approved",
    header: "Your order",
    body: "Hello {{1}}, your order {{2}} is ready. We are open until six.",
    footer: "Harbor Lane",
  },
  {
    name: "still_there",
    language: "en",
    category: "utility",
    status: "approved",
    body: "Hello {{name}}, do you still need our help?",
  },
  {
    name: "pedido_pronto",
    language: "pt_BR",
    category: "utility",
    status: "approved",
    body: "Olá {{1}}, o seu pedido {{2}} está pronto.",
  },
  {
    name: "spring_sale",
    language: "en",
    category: "marketing",
    status: "pending",
    body: "Spring is here: {{1}} off everything until Sunday.",
  },
];

/** A line with a few customers and one group, all invented. */
export function newSimulatorState(token: string, phone: string): SimulatorState {
  const people = [
    ["12025550143", "Marta Quill"],
    ["12025550155", "Devon Ash"],
    ["12025550162", "Priya Sandoval"],
    ["12025550171", "Oskar Lindgate"],
    ["5511955550188", "Rafaela Nogueira"],
  ] as const;
  const members = new Map<string, "member" | "admin">([
    ["12025550162", "admin"],
    ["12025550155", "member"],
    ["12025550171", "member"],
    [phone, "admin"],
  ]);
  const group = newSimulatedGroup({
    id: "120363025550140017@g.us",
    name: "Harbor Lane – Wholesale",
    description: "Orders and delivery slots",
    creator: "12025550162",
    members,
  });
  return {
    token,
    phone,
    connection: "open",
    webhook: null,
    people: new Map(people.map(([number, name]) => [number, { phone: number, name }])),
    groups: new Map([[group.id, group]]),
    messages: new Map(),
    templates: [...templates],
    media: new Map(),
    typing: new Map(),
    switches: { ...allOff },
    calls: [],
  };
}

export function wirePerson(state: SimulatorState, phone: string): WirePerson {
  const person = state.people.get(phone);
  return person ? { phone, name: person.name } : { phone };
}

export function wireChat(state: SimulatorState, chat: string): WireChat {
  const group = state.groups.get(chat);
  return group ? { group: { id: group.id, name: group.name } } : { person: wirePerson(state, chat) };
}
