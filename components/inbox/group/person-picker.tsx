"use client";

import { Phone, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useContactSearch } from "#components/data/contacts.ts";
import type { NewMembers } from "#components/data/groups.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import type { Contact } from "#server/domain/contacts/contract.ts";
import { ChoiceList } from "../list/choice-list.tsx";
import { newRecipient } from "../list/recipient.ts";
import { useDebounced } from "../list/use-debounced.ts";
import { useGroupMembers } from "../panels/group-members.ts";

/** Somebody to add: a contact, or a number that no contact has. */
export interface ChosenPerson {
  /** Null for a number. */
  contact: Pick<Contact, "id" | "name" | "thumbnail"> | null;
  /** With `+`. */
  phone: string;
}

/** Milliseconds without a key until contacts are asked for (contract, groups §9). */
const DEBOUNCE = 300;

interface PersonPickerProps {
  chosen: readonly ChosenPerson[];
  onChange: (chosen: ChosenPerson[]) => void;
  /** Members of this group are not offered; null for a group that does not exist yet. */
  groupId: number | null;
}

/** Finds people by name or number and collects them; a whole number stands for somebody new. */
export function PersonPicker({ chosen, onChange, groupId }: PersonPickerProps) {
  const t = useTexts("groups.add");
  const [words, setWords] = useState("");
  const wanted = useDebounced(words, DEBOUNCE);
  const { data: found = [], isFetching } = useContactSearch(wanted);
  const isTooShort = words.trim().length < 2;
  const members = useGroupMembers(isTooShort ? null : groupId, wanted).members;
  const isTaken = (contact: Contact) =>
    members.some((member) => member.contact.id === contact.id) ||
    chosen.some((person) => person.contact?.id === contact.id);
  const known = isTooShort
    ? []
    : found.filter((contact) => contact.group_type === "individual" && contact.phone_number && !isTaken(contact));
  const number = newRecipient(words, found)?.fields.phone_number;
  const fresh = number && !chosen.some(({ phone }) => phone === number) ? number : undefined;
  const choose = (value: string) => {
    const contact = known.find(({ id }) => String(id) === value);
    const next = contact?.phone_number
      ? { contact, phone: contact.phone_number }
      : fresh
        ? { contact: null, phone: fresh }
        : null;
    if (!next) return;
    onChange([...chosen, next]);
    setWords("");
  };
  return (
    <div className="grid gap-2">
      <Chosen chosen={chosen} onChange={onChange} />
      <ChoiceList
        label={t("find")}
        choices={[...known.map(toChoice), ...(fresh ? [freshChoice(fresh, t("newNumber", { number: fresh }))] : [])]}
        none={isTooShort ? t("tooShort") : isFetching ? t("searching") : t("noContact")}
        onChoose={choose}
        autoFocus={false}
        search={{ words, onWords: setWords }}
      />
    </div>
  );
}

/** What the server is asked for. */
export function toNewMembers(chosen: readonly ChosenPerson[]): NewMembers {
  return {
    contactIds: chosen.flatMap(({ contact }) => (contact ? [contact.id] : [])),
    phones: chosen.flatMap(({ contact, phone }) => (contact ? [] : [phone])),
  };
}

function Chosen({ chosen, onChange }: Pick<PersonPickerProps, "chosen" | "onChange">) {
  const t = useTexts("groups.add");
  if (chosen.length === 0) return null;
  return (
    <ul aria-label={t("chosen")} className="flex max-h-32 flex-wrap gap-1.5 overflow-y-auto">
      {chosen.map((person) => {
        const name = person.contact?.name || person.phone;
        return (
          <li
            key={person.contact?.id ?? person.phone}
            className="flex max-w-full items-center gap-1.5 rounded-full border border-line bg-surface ps-1 text-sm"
          >
            <Avatar
              size={24}
              name={person.contact ? name : ""}
              id={person.contact?.id ?? person.phone}
              src={person.contact?.thumbnail || null}
            />
            <bdi className="min-w-0 truncate">{name}</bdi>
            <button
              type="button"
              aria-label={t("takeOut", { name })}
              title={t("takeOut", { name })}
              onClick={() => onChange(chosen.filter((other) => other !== person))}
              className="grid size-7 shrink-0 place-items-center rounded-full text-muted hover:bg-hover hover:text-ink touch:size-11"
            >
              <X aria-hidden className="size-3.5" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

const toChoice = (contact: Contact) => ({
  value: String(contact.id),
  label: contact.name,
  detail: contact.phone_number ?? undefined,
  icon: (<Avatar size={24} name={contact.name} id={contact.id} src={contact.thumbnail || null} />) as ReactNode,
});

const freshChoice = (number: string, label: string) => ({
  value: number,
  label,
  icon: (<Phone aria-hidden className="size-6 p-1 text-muted" />) as ReactNode,
});
