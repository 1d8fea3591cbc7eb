import type { RecordedRequest } from "./fake-baileys-api.ts";
import type { GatewayEvent } from "./fake-baileys-api-reports.ts";

type Json = Record<string, unknown>;

/** A connection as the gateway keeps it. */
export interface FakeConnection {
  webhookUrl: string;
  webhookVerifyToken: string;
  options: Json;
  /** Only an open line sends. */
  isOpen: boolean;
}

/** Somebody in a group, as the gateway's metadata has them. */
export interface FakeParticipant {
  id: string;
  phoneNumber?: string;
  admin: null | "admin" | "superadmin";
}

export interface FakeGatewayState {
  connections: Map<string, FakeConnection>;
  /** Lines open by themselves, as when the phone's credentials are still there. */
  opensAtOnce: boolean;
  /** What was sent, by message id: the accepted requests in order. Repeats with the same key are not among them. */
  sent: { id: string; body: Json }[];
  edited: Json[];
  deleted: Json[];
  read: Json[];
  presences: Json[];
  media: Map<string, Buffer>;
  /** Pictures are `media` as well; their address is this with the id behind it. */
  pictureHost: string;
  groups: Map<string, Json & { participants: FakeParticipant[] }>;
  /** By group. */
  requests: Map<string, { jid: string; phone_number?: string; request_time: string; request_method: string }[]>;
  /** WhatsApp's number for somebody who cannot be added, removed…, by the id in the call. */
  refusedPeople: Map<string, string>;
  /** Groups that were left. */
  left: string[];
  /** Events about what was just done; posted where the fake was started to report. */
  outbox: GatewayEvent[];
  /** Why events could not be posted. */
  unreported: string[];
}

export const newFakeGatewayState = (): FakeGatewayState => ({
  connections: new Map(),
  opensAtOnce: true,
  sent: [],
  edited: [],
  deleted: [],
  read: [],
  presences: [],
  media: new Map(),
  pictureHost: "",
  groups: new Map(),
  requests: new Map(),
  refusedPeople: new Map(),
  left: [],
  outbox: [],
  unreported: [],
});

export interface GatewayAnswer {
  status: number;
  /** Text is sent as it is, as the gateway does with most of its errors. */
  body: unknown;
  contentType?: string;
}

export interface Asked {
  request: RecordedRequest;
  state: FakeGatewayState;
  phone: string;
  body: Json;
  query: URLSearchParams;
}

export const ok = (body?: unknown): GatewayAnswer => ({ status: 200, body: body ?? "" });
export const data = (body: unknown): GatewayAnswer => ok({ data: body });
export const words = (status: number, text: string): GatewayAnswer => ({
  status,
  body: text,
  contentType: "text/plain",
});

export const BASE = "/connections/{phoneNumber}";
