import { sendMail } from "../../platform/mail/send-mail.ts";
import { runtime } from "../../platform/runtime.ts";
import { findReader } from "./find-reader.ts";

interface Words {
  name: string;
  account: string;
  rule: string;
  reason: string;
}

/** Tells one administrator, in their language, that the product switched a rule off and why. Nothing once it runs again. */
export async function mailSwitchedOff(to: { accountId: number; userId: number; ruleId: number }): Promise<void> {
  const [rule] = await runtime().sql<{ name: string; reason: string }[]>`
    select name, disabled_reason as reason from automation_rules
    where account_id = ${to.accountId} and id = ${to.ruleId} and not active and disabled_reason is not null`;
  const reader = await findReader(to.accountId, to.userId);
  if (!rule || !reader) return;
  const words = { name: reader.name, account: reader.account, rule: rule.name, reason: rule.reason };
  await sendMail({ to: reader.email, ...(/^pt/i.test(reader.locale) ? portuguese(words) : english(words)) });
}

const english = ({ name, account, rule, reason }: Words) => ({
  subject: `The automation rule “${rule}” of ${account} is switched off`,
  text: `Hello ${name},\n\nthe automation rule “${rule}” cannot go on, so it is switched off. The reason:\n\n${reason}\n\nThe other rules run as before. Change the rule and switch it on again when it is right.\n`,
});

const portuguese = ({ name, account, rule, reason }: Words) => ({
  subject: `A regra de automação “${rule}” de ${account} foi desativada`,
  text: `Olá, ${name},\n\na regra de automação “${rule}” não pode continuar e foi desativada. O motivo:\n\n${reason}\n\nAs outras regras continuam como antes. Corrija a regra e ative-a de novo quando estiver certa.\n`,
});
