"use client";

import { Mail, Phone } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { createContact, useContactSearch } from "#components/data/contacts.ts";
import { startConversation } from "#components/data/conversation-changes.ts";
import { useInboxes } from "#components/data/inboxes.ts";
import { randomId } from "#components/data/random-id.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { requestSentence } from "#components/i18n/error-sentences.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { Contact } from "#server/domain/contacts/contract.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { Inbox } from "#server/domain/inboxes/contract.ts";
import { ChoiceList } from "./choice-list.tsx";
import { type KnownRecipient, newRecipient, type Recipient } from "./recipient.ts";
import { useDebounced } from "./use-debounced.ts";

interface StartFormProps {
  /** Somebody who is chosen already. */
  to?: KnownRecipient;
  onClose: () => void;
  onStarted: (conversation: Conversation) => void;
}

/** With whom, from which inbox, and the first message. */
export function StartForm({ to, onClose, onStarted }: StartFormProps) {
  const t = useTexts("inbox.start");
  const sentences = useTexts("errorSentences");
  const cache = useAccountCache();
  const [recipient, setRecipient] = useState<Recipient | null>(to ? { contact: to, fields: {} } : null);
  const [isBack, setIsBack] = useState(false);
  const [key] = useState(randomId);
  const [state, setState] = useState<{ isBusy: boolean; error: string | null }>({ isBusy: false, error: null });
  const inboxes = useStartingInboxes(recipient);
  const [inboxId, setInboxId] = useState<number | null>(null);
  const inbox = inboxes.find(({ id }) => id === inboxId) ?? inboxes[0];

  const change = () => {
    setRecipient(null);
    setIsBack(true);
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const content = String(form.get("message") ?? "").trim();
    if (!recipient || !inbox || state.isBusy) return;
    if (content === "") return setState({ isBusy: false, error: t("messageMissing") });
    setState({ isBusy: true, error: null });
    try {
      const contact = recipient.contact ?? (await createContact(cache, recipient.fields));
      setRecipient({ ...recipient, contact });
      const conversation = await startConversation(
        cache,
        { contactId: contact.id, inboxId: inbox.id, content, assigneeId: cache.me },
        key,
      );
      onClose();
      onStarted(conversation);
    } catch (error) {
      setState({ isBusy: false, error: requestSentence(sentences, error) });
    }
  };

  if (!recipient) return <Recipients onChoose={setRecipient} isBack={isBack} />;
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4 pb-1">
      <Chosen recipient={recipient} onChange={change} />
      {inbox ? (
        <>
          <Field label={t("inbox")}>
            {(control) => (
              <Select
                {...control}
                value={inbox.id}
                onChange={(event) => setInboxId(Number(event.target.value))}
                options={inboxes.map(({ id, name }) => ({ value: String(id), label: name }))}
              />
            )}
          </Field>
          <Field label={t("message")} error={state.error}>
            {(control) => (
              <Textarea
                {...control}
                name="message"
                rows={4}
                dir="auto"
                autoFocus
                maxLength={inbox.capabilities.maxTextLength}
              />
            )}
          </Field>
          <Button type="submit" variant="primary" busy={state.isBusy} className="justify-self-end">
            {t("create")}
          </Button>
        </>
      ) : (
        <Banner tone="warning">{t("noInbox")}</Banner>
      )}
    </form>
  );
}

/** `isBack`: somebody was chosen before, so the field takes the focus again. */
function Recipients({ onChoose, isBack }: { onChoose: (recipient: Recipient) => void; isBack: boolean }) {
  const t = useTexts("inbox.start");
  const [words, setWords] = useState("");
  const { data: contacts = [], isFetching } = useContactSearch(useDebounced(words, 200));
  const canStart = useStartingInboxes(null).length > 0;
  const fresh = newRecipient(words, contacts);
  const known = words.trim().length < 2 ? [] : contacts.filter((contact) => contact.group_type === "individual");
  const choices = [...known.map(toChoice), ...(fresh ? [{ value: "new", ...freshChoice(fresh, t) }] : [])];
  const choose = (value: string) => {
    const contact = known.find(({ id }) => String(id) === value);
    if (contact) onChoose({ contact, fields: {} });
    else if (fresh) onChoose(fresh);
  };
  if (!canStart) return <Banner tone="warning">{t("noStartingInbox")}</Banner>;
  const none = words.trim().length < 2 ? t("tooShort") : isFetching ? t("searching") : t("noContact");
  return (
    <ChoiceList
      label={t("find")}
      choices={choices}
      none={none}
      onChoose={choose}
      autoFocus={isBack}
      search={{ words, onWords: setWords }}
    />
  );
}

function Chosen({ recipient, onChange }: { recipient: Recipient; onChange: () => void }) {
  const t = useTexts("inbox.start");
  const name = recipient.contact?.name || recipient.fields.phone_number || recipient.fields.email || "";
  return (
    <div className="flex items-center gap-3">
      <Avatar size={32} name={name} id={recipient.contact?.id ?? name} src={recipient.contact?.thumbnail || null} />
      <p className="min-w-0 flex-1">
        <span className="block text-sm text-muted">{t("to")}</span>
        <bdi className="block truncate font-medium">{name}</bdi>
      </p>
      <Button size="small" onClick={onChange}>
        {t("change")}
      </Button>
    </div>
  );
}

/** Inboxes that can write first, and to this contact. */
function useStartingInboxes(recipient: Recipient | null): Inbox[] {
  const { data: inboxes = [] } = useInboxes();
  const phone = recipient?.contact?.phone_number ?? recipient?.fields.phone_number;
  const email = recipient?.contact?.email ?? recipient?.fields.email;
  const reaches = ({ capabilities }: Inbox) =>
    capabilities.contactKey === "phone" ? Boolean(phone) : capabilities.contactKey === "email" ? Boolean(email) : true;
  return inboxes.filter((inbox) => inbox.capabilities.startConversation && (recipient === null || reaches(inbox)));
}

function toChoice(contact: Contact) {
  return {
    value: String(contact.id),
    label: contact.name,
    detail: contact.phone_number ?? contact.email ?? undefined,
    icon: (<Avatar size={24} name={contact.name} id={contact.id} src={contact.thumbnail || null} />) as ReactNode,
  };
}

function freshChoice({ fields }: Recipient, t: ReturnType<typeof useTexts<"inbox.start">>) {
  return fields.phone_number
    ? {
        label: t("newNumber", { number: fields.phone_number }),
        icon: <Phone aria-hidden className="size-6 p-1 text-muted" />,
      }
    : {
        label: t("newEmail", { email: fields.email ?? "" }),
        icon: <Mail aria-hidden className="size-6 p-1 text-muted" />,
      };
}
