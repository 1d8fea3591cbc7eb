import type { BenchInbox } from "./open-lab.ts";

/** A text of a customer, as the provider posts it. */
export interface PostedText {
  id: string;
  /** Which of the customers wrote it. */
  person: number;
  text: string;
}

export const bodyOf = ({ id, person, text }: PostedText): string => {
  const from = { phone: phoneOf(person), name: `Customer ${person}` };
  const time = Math.floor(Date.now() / 1000);
  return JSON.stringify({ events: [{ kind: "message", id, chat: { person: from }, from, time, text }] });
};

/** The `source_id` of a customer's contact inbox. */
export const phoneOf = (person: number): string => `1202${String(5_000_000 + person)}`;

/** Customers of each line. Nobody writes to two of them. */
const PEOPLE_OF_LINE = 500;

/** Spreads texts over lines and their customers: the n-th text belongs to this one of `lines`, from this customer. */
export const placeOf = (number: number, lines: number): { line: number; person: number } => {
  const line = number % lines;
  return { line, person: line * PEOPLE_OF_LINE + (Math.floor(number / lines) % PEOPLE_OF_LINE) };
};

/** How many texts it takes until everybody has written once. */
export const everybody = (lines: number): number => lines * PEOPLE_OF_LINE;

/** The bytes of a webhook request, as `httpLoad` sends them. */
export function webhookRequest({ webhook }: BenchInbox, posted: PostedText): Buffer {
  const body = bodyOf(posted);
  const headers = Object.entries(webhook.headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(
    `POST ${webhook.path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n${headers.join("")}` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
