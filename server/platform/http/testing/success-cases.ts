import { type SeededAccount, seedAccount, seedBot } from "#db/testing/seed.ts";
import { createPlatformApp, permitPlatformApp } from "#server/domain/accounts/platform-apps.ts";
import { DEVON, type GroupLab, MARTA } from "#server/domain/groups/testing/group-lab.ts";
import type { Context } from "../../context.ts";
import type { CallOptions } from "./call.ts";

type Given = (lab: GroupLab) => Promise<CallOptions> | CallOptions;

/**
 * What a request needs to succeed, where the row of the authorisation matrix shows a refusal: groups need a provider that has
 * some, and the platform API software with a token of its own.
 */
export const successCases: Record<string, Given> = {
  ...groupCases(),
  ...platformCases(),
};

function groupCases(): Record<string, Given> {
  const ofGroup =
    (body?: unknown): Given =>
    ({ groupId }) => ({ params: { id: groupId }, body });
  const ofMember =
    (body?: unknown): Given =>
    async (lab) => ({ params: { id: lab.groupId, member_id: await lab.memberId(DEVON) }, body });
  return {
    "groups.sync": ofGroup(),
    "groups.members": ofGroup(),
    "groups.add_members": ofGroup({ participants: [MARTA] }),
    "groups.update_member": ofMember({ role: "admin" }),
    "groups.remove_member": ofMember(),
    "groups.update_metadata": ofGroup({ subject: "Summer fair" }),
    "groups.invite": ofGroup(),
    "groups.revoke_invite": ofGroup(),
    "groups.join_requests": async (lab) => ({
      params: { id: lab.groupId, ...(await askedToJoin(lab, "12025550171")) },
    }),
    "groups.handle_join_requests": async (lab) => {
      await askedToJoin(lab, "12025550172");
      return {
        params: { id: lab.groupId },
        body: { participants: ["12025550172@s.whatsapp.net"], request_action: "approve" },
      };
    },
    "groups.update_setting": ofGroup({ property: "announce", enabled: true }),
    "groups.leave": ofGroup(),
    "groups.create": ({ inboxId }) => ({ body: { inbox_id: inboxId, subject: "Fair team", participants: [DEVON] } }),
  };
}

async function askedToJoin(lab: GroupLab, phone: string): Promise<Record<never, never>> {
  const id = lab.simulator.state.groups.values().next().value?.id;
  await lab.play("people", { phone, name: "Somebody" });
  await lab.play("group-changes", { id, settings: { join_approval_mode: true } });
  await lab.play("group-joins", { id, phone });
  await lab.ingest();
  return {};
}

const nobody: Context = { actor: { kind: "system" }, requestId: "test", locale: "en" };

interface Provisioned {
  token: string;
  account: SeededAccount;
  botId: number;
}

/** Software that may touch one account, its administrator and a bot. */
async function provisioned(): Promise<Provisioned> {
  const { id: platformAppId, access_token: token } = await createPlatformApp(nobody, { name: "Provisioning" });
  const account = await seedAccount("Provisioned");
  const bot = await seedBot(account.id, "Provisioned");
  const permissible = [
    ["account", account.id],
    ["user", account.admin.id],
    ["agent_bot", bot.id],
  ] as const;
  for (const [permissibleType, permissibleId] of permissible)
    await permitPlatformApp(nobody, { platformAppId, permissibleType, permissibleId });
  return { token, account, botId: bot.id };
}

function platformCases(): Record<string, Given> {
  const as =
    (options: (given: Provisioned) => CallOptions = () => ({})): Given =>
    async () => {
      const given = await provisioned();
      return { token: given.token, ...options(given) };
    };
  const inAccount = (body?: unknown) => as(({ account }) => ({ params: { account_id: account.id }, body }));
  const ofUser = (body?: unknown) => as(({ account }) => ({ params: { id: account.admin.id }, body }));
  const ofBot = (body?: unknown) => as(({ botId }) => ({ params: { id: botId }, body }));
  const member = as(({ account }) => ({
    params: { account_id: account.id },
    body: { user_id: account.admin.id, role: "administrator" },
  }));
  return {
    "platform.create_account": as(() => ({ body: { name: "New" } })),
    "platform.account": inAccount(),
    "platform.update_account": inAccount({ name: "Better" }),
    "platform.delete_account": inAccount(),
    "platform.account_users": inAccount(),
    "platform.create_account_user": member,
    "platform.delete_account_user": member,
    "platform.create_user": as(({ token }) => ({ body: { name: "New", email: `${token}@example.com` } })),
    "platform.user": ofUser(),
    "platform.update_user": ofUser({ name: "Better" }),
    "platform.delete_user": ofUser(),
    "platform.login": ofUser(),
    "platform.agent_bots": as(),
    "platform.create_agent_bot": as(({ account }) => ({ body: { name: "New", account_id: account.id } })),
    "platform.agent_bot": ofBot(),
    "platform.update_agent_bot": ofBot({ name: "Better" }),
    "platform.delete_agent_bot": ofBot(),
  };
}
