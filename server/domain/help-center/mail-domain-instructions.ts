import { sendMail } from "../../platform/mail/send-mail.ts";
import { runtime } from "../../platform/runtime.ts";

/** Tells the owner of a domain which record makes it show the help center. */
export async function mailDomainInstructions(of: { email: string; domain: string; locale: string }): Promise<void> {
  const target = new URL(runtime().config.appUrl).hostname;
  const record = `${of.domain}. CNAME ${target}.`;
  const texts = /^pt/i.test(of.locale) ? portuguese(of.domain, record) : english(of.domain, record);
  await sendMail({ to: of.email, ...texts });
}

const english = (domain: string, record: string) => ({
  subject: `Finish setting up ${domain}`,
  text: `Hello,\n\nto show the help center under ${domain}, please add this record where the domain is managed:\n\n${record}\n\nIt can take some hours until it is known everywhere.\n`,
});

const portuguese = (domain: string, record: string) => ({
  subject: `Conclua a configuração de ${domain}`,
  text: `Olá,\n\npara que a central de ajuda apareça em ${domain}, adicione este registro onde o domínio é administrado:\n\n${record}\n\nPode levar algumas horas até que ele seja conhecido em toda parte.\n`,
});
