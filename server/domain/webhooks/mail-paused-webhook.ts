import { sendMail } from "../../platform/mail/send-mail.ts";
import { runtime } from "../../platform/runtime.ts";

interface Words {
  name: string;
  account: string;
  receiver: string;
  reason: string;
  link: string;
}

/** Tells every administrator of the account, in their language, that the calls of a receiver are kept back and why. */
export async function mailPausedWebhook({ accountId, target }: { accountId: number; target: string }): Promise<void> {
  const { sql, config } = runtime();
  const people = await sql<
    { email: string; name: string; locale: string | null; account: string; reason: string | null; url: string | null }[]
  >`
    select u.email, coalesce(nullif(u.display_name, ''), u.name) as name, coalesce(u.ui_settings ->> 'locale', a.locale) as locale,
      a.name as account, e.last_error as reason,
      (select d.url from webhook_deliveries d where d.account_id = a.id and d.target = e.target order by d.id desc limit 1) as url
    from webhook_endpoints e
    join accounts a on a.id = e.account_id
    join account_users au on au.account_id = a.id and au.role = 'administrator'
    join users u on u.id = au.user_id and u.confirmed_at is not null
    where e.account_id = ${accountId} and e.target = ${target} and e.paused_at is not null`;
  for (const { email, name, locale, account, reason, url } of people) {
    const words = {
      name,
      account,
      receiver: url ?? target,
      reason: reason ?? "",
      link: `${config.appUrl}/app/accounts/${accountId}/settings`,
    };
    await sendMail({ to: email, ...(/^pt/i.test(locale ?? "") ? portuguese(words) : english(words)) });
  }
}

const english = ({ name, account, receiver, reason, link }: Words) => ({
  subject: `A webhook of ${account} is paused`,
  text: `Hello ${name},\n\nthe webhook ${receiver} has taken nothing for more than an hour, so it is paused. Its last answer: ${reason}\n\nWhat it missed is kept for 30 days and sent when you resume it:\n\n${link}\n`,
});

const portuguese = ({ name, account, receiver, reason, link }: Words) => ({
  subject: `Um webhook de ${account} está pausado`,
  text: `Olá, ${name},\n\no webhook ${receiver} não aceitou nada por mais de uma hora e foi pausado. A última resposta: ${reason}\n\nO que ele perdeu fica guardado por 30 dias e é enviado quando você o retomar:\n\n${link}\n`,
});
