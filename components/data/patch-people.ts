import type { Message } from "#server/domain/messages/contract.ts";
import type { ServerEvent } from "#server/domain/realtime/contract.ts";
import type { AccountCache } from "./account-cache.ts";
import { agentKeys } from "./account-keys.ts";
import { conversationKeys } from "./conversation-keys.ts";

export type Typist = Pick<ServerEvent<"typing">, "person" | "is_private"> & { state: "on" | "recording" };
export type Viewer = ServerEvent<"viewers">["viewers"][number];
export type Presence = ServerEvent<"presence">["users"];

/** Somebody starts or stops typing. Our own typing, in another tab, is not news. */
export function patchTyping({ client, accountId, me }: AccountCache, event: ServerEvent<"typing">): void {
  const { person, state, is_private, conversation_id } = event;
  if (person.kind === "user" && person.id === me) return;
  client.setQueryData<readonly Typist[]>(conversationKeys.typing(accountId, conversation_id), (held = []) => {
    const others = held.filter((typist) => !isSame(typist.person, person));
    return state === "off" ? others : [...others, { person, is_private, state }];
  });
}

/** Whoever wrote the message does not type any more. */
export function stopTyping({ client, accountId }: AccountCache, { sender, conversation_id }: Message): void {
  if (!sender || sender.type === "agent_bot") return;
  const person = { kind: sender.type, id: sender.id };
  client.setQueryData<readonly Typist[]>(conversationKeys.typing(accountId, conversation_id), (held) =>
    held?.filter((typist) => !isSame(typist.person, person)),
  );
}

/** Who has the conversation open besides ourselves. */
export function patchViewers(
  { client, accountId, me }: AccountCache,
  { conversation_id, viewers }: ServerEvent<"viewers">,
): void {
  client.setQueryData<readonly Viewer[]>(
    conversationKeys.viewers(accountId, conversation_id),
    viewers.filter((viewer) => viewer.id !== me),
  );
}

export function patchPresence({ client, accountId }: AccountCache, { users }: ServerEvent<"presence">): void {
  client.setQueryData<Presence>(agentKeys.presence(accountId), (held) => ({ ...held, ...users }));
}

const isSame = (a: { kind: string; id: number }, b: { kind: string; id: number }) => a.kind === b.kind && a.id === b.id;
