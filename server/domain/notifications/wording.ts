import type { LoadedNotification } from "./load-notifications.ts";

interface Words {
  /** Who did it; the contact where a customer wrote. */
  who: string;
  conversation: string;
}

interface Texts {
  titles: Record<string, (words: Words) => string>;
  other: (words: Words) => string;
  place: (id: number, contact: string) => string;
  mail: {
    subject: (count: number, first: string) => string;
    hello: (name: string) => string;
    open: string;
    settings: string;
  };
}

const english: Texts = {
  titles: {
    conversation_creation: ({ who }) => `New conversation with ${who}`,
    conversation_assignment: ({ who }) => `${who} assigned a conversation to you`,
    assigned_conversation_new_message: ({ who }) => `New message from ${who}`,
    conversation_mention: ({ who }) => `${who} mentioned you`,
    participating_conversation_new_message: ({ who }) => `New message from ${who}`,
    scheduled_message_failed: () => "A scheduled message was not sent",
  },
  other: ({ conversation }) => `News in ${conversation}`,
  place: (id, contact) => `Conversation #${id} with ${contact}`,
  mail: {
    subject: (count, first) => (count === 1 ? first : `${first}, and ${count - 1} more`),
    hello: (name) => `Hello ${name},`,
    open: "Open",
    settings: "Choose what you get by e-mail:",
  },
};

const portuguese: Texts = {
  titles: {
    conversation_creation: ({ who }) => `Nova conversa com ${who}`,
    conversation_assignment: ({ who }) => `${who} atribuiu uma conversa a você`,
    assigned_conversation_new_message: ({ who }) => `Nova mensagem de ${who}`,
    conversation_mention: ({ who }) => `${who} mencionou você`,
    participating_conversation_new_message: ({ who }) => `Nova mensagem de ${who}`,
    scheduled_message_failed: () => "Uma mensagem agendada não foi enviada",
  },
  other: ({ conversation }) => `Novidades em ${conversation}`,
  place: (id, contact) => `Conversa nº ${id} com ${contact}`,
  mail: {
    subject: (count, first) => (count === 1 ? first : `${first} e mais ${count - 1}`),
    hello: (name) => `Olá, ${name},`,
    open: "Abrir",
    settings: "Escolha o que você recebe por e-mail:",
  },
};

/** Sentences of pushes and mails in the reader's language; English for languages we do not have. */
export const notificationTexts = (locale: string): Texts => (/^pt/i.test(locale) ? portuguese : english);

/** What happened, in one sentence without the message itself, and where. */
export function notificationWords(loaded: LoadedNotification, locale: string): { title: string; place: string } {
  const texts = notificationTexts(locale);
  const { row, message, person, conversationRow } = loaded;
  const contact = conversationRow.contact.name;
  const actor = message?.sender ?? person;
  const words = {
    who: actor ? actor.displayName || actor.name : contact,
    conversation: texts.place(conversationRow.displayId, contact),
  };
  return { title: (texts.titles[row.notificationType] ?? texts.other)(words), place: words.conversation };
}
