import { z } from "zod";
import { defineJob } from "../../platform/jobs/define-job.ts";
import { ruleEvents } from "./contract.ts";

/** Runs the rules that wait for one event. */
export const runRulesJob = defineJob({
  name: "run_rules",
  pool: "slow",
  payload: z.object({
    account_id: z.number(),
    event_id: z.number(),
    event_names: z.array(z.enum(ruleEvents)),
    conversation_id: z.number(),
    message_id: z.number().nullable(),
    changed: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
  }),
  run: async (payload) => {
    const { runRules } = await import("./run-rules.ts");
    await runRules({
      accountId: payload.account_id,
      eventId: payload.event_id,
      eventNames: payload.event_names,
      conversationId: payload.conversation_id,
      messageId: payload.message_id,
      changed: payload.changed,
    });
  },
});

/** Runs a macro on one conversation, as the person who asked for it. */
export const runMacroJob = defineJob({
  name: "run_macro",
  pool: "fast",
  payload: z.object({
    account_id: z.number(),
    macro_id: z.number(),
    user_id: z.number(),
    conversation_id: z.number(),
    locale: z.string(),
  }),
  run: async (payload) => {
    const { runMacro } = await import("./run-macro.ts");
    await runMacro({
      accountId: payload.account_id,
      macroId: payload.macro_id,
      userId: payload.user_id,
      conversationId: payload.conversation_id,
      locale: payload.locale,
    });
  },
});

/** Mails the text of a rule to one person of a team. */
export const mailTeamMemberJob = defineJob({
  name: "mail_team_member",
  pool: "slow",
  payload: z.object({ account_id: z.number(), user_id: z.number(), conversation_id: z.number(), message: z.string() }),
  run: async ({ account_id, user_id, conversation_id, message }) => {
    const { mailTeamMember } = await import("./mail-team-member.ts");
    await mailTeamMember({ accountId: account_id, userId: user_id, conversationId: conversation_id, message });
  },
});

/** Tells one administrator that a rule was switched off by the product. */
export const mailSwitchedOffJob = defineJob({
  name: "mail_switched_off_rule",
  pool: "slow",
  payload: z.object({ account_id: z.number(), user_id: z.number(), rule_id: z.number() }),
  run: async ({ account_id, user_id, rule_id }) => {
    const { mailSwitchedOff } = await import("./mail-switched-off.ts");
    await mailSwitchedOff({ accountId: account_id, userId: user_id, ruleId: rule_id });
  },
});
