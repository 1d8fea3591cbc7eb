import { createHash } from "node:crypto";
import * as contacts from "../domain/contacts/contract.ts";
import { searchContacts } from "../domain/contacts/search-contacts.ts";
import { filterConversations } from "../domain/conversations/queries/filter-conversations.ts";
import { searchEverything, searchMessages } from "../domain/search/search.ts";
import { asked } from "./asked.ts";
import type { GeneratedAccount } from "./generate-data.ts";
import { adminOf, agentOf, type ScreenCall } from "./screen-call.ts";

/** Most milliseconds of what is typed into a search field. */
const MOST_MS = 60;

const filter = (
  attribute_key: string,
  filter_operator: string,
  values: (string | number)[],
  query_operator?: string,
) => ({
  attribute_key,
  filter_operator,
  values,
  ...(query_operator && { query_operator }),
});

/** What is looked for everywhere, by words that many have and by words that hardly anybody has. */
export const searchCalls: ScreenCall[] = [
  {
    name: "contact search, part of a name",
    mostMs: MOST_MS,
    ask: (account, turn) =>
      searchContacts(adminOf(account), asked(contacts.searchContacts, { q: partOfName(somewhere(account, turn)) })),
  },
  {
    name: "contact search, part of a number",
    mostMs: MOST_MS,
    ask: (account, turn) =>
      searchContacts(adminOf(account), asked(contacts.searchContacts, { q: partOfNumber(somewhere(account, turn)) })),
  },
  {
    name: "message search, a word of every message",
    mostMs: MOST_MS,
    ask: (account) => searchMessages(adminOf(account), { q: "kettle", page: 1 }),
  },
  {
    name: "message search, a word of few messages",
    mostMs: MOST_MS,
    ask: (account, turn) => searchMessages(adminOf(account), { q: wordOf(somewhere(account, turn)), page: 1 }),
  },
  {
    name: "message search, a word of none",
    mostMs: MOST_MS,
    ask: (account) => searchMessages(adminOf(account), { q: "unheard-of", page: 1 }),
  },
  {
    name: "message search, a word of every message, by an agent with one quiet inbox",
    mostMs: MOST_MS,
    ask: (account) => searchMessages(agentOf(account), { q: "kettle", page: 1 }),
  },
  {
    name: "search everywhere, part of a number",
    mostMs: MOST_MS,
    ask: (account, turn) => searchEverything(adminOf(account), { q: partOfNumber(somewhere(account, turn)), page: 1 }),
  },
  {
    name: "search everywhere, a name",
    mostMs: MOST_MS,
    ask: (account, turn) => searchEverything(adminOf(account), { q: partOfName(somewhere(account, turn)), page: 1 }),
  },
  {
    name: "filter, open and urgent",
    mostMs: MOST_MS,
    ask: (account) =>
      filterConversations(adminOf(account), {
        page: 1,
        payload: [filter("status", "equal_to", ["open"], "AND"), filter("priority", "equal_to", ["urgent"])],
      }),
  },
  {
    name: "filter, labelled or somebody's",
    mostMs: MOST_MS,
    ask: (account) =>
      filterConversations(adminOf(account), {
        page: 1,
        payload: [
          filter("labels", "equal_to", ["vip"], "AND"),
          filter("assignee_id", "equal_to", [account.adminId], "AND"),
          filter("status", "equal_to", ["open"]),
        ],
      }),
  },
];

/** Somewhere in the account, never twice the same place in a row. */
export const somewhere = ({ conversations: count }: GeneratedAccount, turn: number): number =>
  1 + ((turn * 7919) % count);

/** Seven digits in the middle of somebody's number, made as the data is. */
const partOfNumber = (number: number): string =>
  String((BigInt(number) * 7387420489n) % 99999999977n)
    .padStart(11, "0")
    .slice(2, 9);

/** Six letters in the middle of somebody's name, made as the data is. */
function partOfName(number: number): string {
  const digits = "0123456789";
  const hash = createHash("md5").update(String(number)).digest("hex").slice(1, 7);
  return [...hash].map((letter) => (digits.includes(letter) ? "aeioulmnrs"[Number(letter)] : letter)).join("");
}

/** A word that one message of some thousands has, made as the data is. */
const wordOf = (number: number): string =>
  createHash("md5")
    .update(String(number % 5000))
    .digest("hex")
    .slice(0, 6);
