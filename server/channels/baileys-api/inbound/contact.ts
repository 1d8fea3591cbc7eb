import type { InboundEvent } from "../../channel.ts";
import { asRecord, compact, own } from "../../json-fields.ts";
import { readAddress, readPerson } from "./address.ts";
import { asName, asText } from "./json-fields.ts";

/** One element of `contacts.upsert` and `contacts.update`: names and, where it is an address, the picture. */
export function normaliseContact(element: unknown, what: string): InboundEvent[] {
  const contact = asRecord(element);
  // The picture of a group is told by a notice in its thread as well.
  const address = readAddress(own(contact, "id"));
  if (address && address.type !== "person") return [{ type: "ignored", what: "contact that is no person" }];
  const ids = ["id", "lid", "phoneNumber"].map((name) => own(contact, name));
  const name = asName(own(contact, "notify")) ?? asName(own(contact, "verifiedName")) ?? asName(own(contact, "name"));
  const person = readPerson(ids, name);
  if (!person) return [{ type: "unusable", what, reason: "has no id of a person" }];
  const picture = asText(own(contact, "imgUrl"));
  const avatarUrl = picture && /^https?:\/\//i.test(picture) ? picture : undefined;
  return [{ type: "contact", person: compact({ ...person, avatarUrl }) }];
}

/** One element of `lid-mapping.update`: a hidden id and the number behind it. */
export function normaliseMapping(element: unknown, what: string): InboundEvent[] {
  const mapping = asRecord(element);
  const person = readPerson([own(mapping, "lid"), own(mapping, "pn")]);
  return person ? [{ type: "contact", person }] : [{ type: "unusable", what, reason: "maps nothing" }];
}
