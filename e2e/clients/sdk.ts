import { createRequire } from "node:module";
import type { ContactsApi } from "@figuro/chatwoot-sdk/dist/services/client/Contacts";
import type { ConversationsApi } from "@figuro/chatwoot-sdk/dist/services/client/Conversations";
import type { MessagesApi } from "@figuro/chatwoot-sdk/dist/services/client/Messages";
import type { Accounts } from "@figuro/chatwoot-sdk/dist/services/platform/Accounts";
import type { AccountUsers } from "@figuro/chatwoot-sdk/dist/services/platform/AccountUsers";
import type { AgentBots } from "@figuro/chatwoot-sdk/dist/services/platform/AgentBots";
import type { Users } from "@figuro/chatwoot-sdk/dist/services/platform/Users";

const require = createRequire(import.meta.url);
const { default: Client, ApiError } = require("@figuro/chatwoot-sdk") as typeof import("@figuro/chatwoot-sdk");
const core =
  require("@figuro/chatwoot-sdk/dist/core/request") as typeof import("@figuro/chatwoot-sdk/dist/core/request");

type Untyped = "client" | "platform";

/** The SDK as it runs; its own declarations leave two groups of services without members. */
export type Sdk = Omit<InstanceType<typeof Client>, Untyped> & {
  client: { contacts: ContactsApi; conversations: ConversationsApi; messages: MessagesApi };
  platform: { accounts: Accounts; accountUsers: AccountUsers; agentBots: AgentBots; users: Users };
};

/** @param token  of a person, an agent bot or a platform app; the public API needs none */
export function openSdk(baseURL: string, token?: string): Sdk {
  return outspoken(new Client({ config: settings(baseURL, token) }) as unknown as Sdk);
}

/** A call of the SDK's own request function, which bridges use where the SDK has no method. */
export function requestWithSdk<T>(
  baseURL: string,
  token: string,
  call: { method: "GET" | "POST"; url: string; body?: object },
) {
  return core.request<T>(settings(baseURL, token), call);
}

const settings = (basePath: string, token?: string) => ({
  basePath,
  with_credentials: true,
  credentials: "include" as const,
  ...(token !== undefined && { token }),
});

/** The answer as the server sends it, which the SDK's declarations often call otherwise. */
export const read = async <T = unknown>(call: PromiseLike<unknown>): Promise<T> => (await call) as T;

/** The same object, whose calls fail with what the server said: the SDK keeps that where no report shows it. */
function outspoken<T extends object>(services: T): T {
  return new Proxy(services, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member === "object" && member !== null) return outspoken(member);
      if (typeof member !== "function") return member;
      return (...args: unknown[]) => Promise.resolve(member.apply(target, args)).catch(speak);
    },
  });
}

function speak(error: unknown): never {
  if (error instanceof ApiError) error.message = `${error.url}: ${error.status} ${JSON.stringify(error.body)}`;
  throw error;
}
