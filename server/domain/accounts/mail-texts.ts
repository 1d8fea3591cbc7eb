export interface MailText {
  subject: string;
  text: string;
}

interface Words {
  name: string;
  link: string;
  hours: number;
}

interface Texts {
  passwordReset(words: Words): MailText;
  invitation(words: Words & { account: string; inviter: string }): MailText;
  /** To somebody who can sign in already. */
  added(words: { name: string; link: string; account: string; inviter: string }): MailText;
  emailChange(words: Words): MailText;
}

const english: Texts = {
  passwordReset: ({ name, link, hours }) => ({
    subject: "Choose a new password",
    text: `Hello ${name},\n\nsomebody, hopefully you, asked for a new password. Choose it here within ${hours} hours:\n\n${link}\n\nIf it was not you, do nothing: your password stays as it is.\n`,
  }),
  invitation: ({ name, link, hours, account, inviter }) => ({
    subject: `${inviter} invites you to ${account}`,
    text: `Hello ${name},\n\n${inviter} has added you to the team of ${account}. Choose a password to join, within ${hours / 24} days:\n\n${link}\n`,
  }),
  added: ({ name, link, account, inviter }) => ({
    subject: `You are now in ${account}`,
    text: `Hello ${name},\n\n${inviter} has added you to the team of ${account}. Sign in as always:\n\n${link}\n`,
  }),
  emailChange: ({ name, link, hours }) => ({
    subject: "Confirm your new e-mail address",
    text: `Hello ${name},\n\nopen this link within ${hours} hours, and this address becomes the one you sign in with:\n\n${link}\n\nIf you did not ask for this, do nothing.\n`,
  }),
};

const portuguese: Texts = {
  passwordReset: ({ name, link, hours }) => ({
    subject: "Escolha uma nova senha",
    text: `Olá, ${name},\n\nalguém, esperamos que você, pediu uma nova senha. Escolha-a aqui em até ${hours} horas:\n\n${link}\n\nSe não foi você, não faça nada: sua senha continua a mesma.\n`,
  }),
  invitation: ({ name, link, hours, account, inviter }) => ({
    subject: `${inviter} convidou você para ${account}`,
    text: `Olá, ${name},\n\n${inviter} adicionou você à equipe de ${account}. Escolha uma senha para entrar, em até ${hours / 24} dias:\n\n${link}\n`,
  }),
  added: ({ name, link, account, inviter }) => ({
    subject: `Agora você faz parte de ${account}`,
    text: `Olá, ${name},\n\n${inviter} adicionou você à equipe de ${account}. Entre como sempre:\n\n${link}\n`,
  }),
  emailChange: ({ name, link, hours }) => ({
    subject: "Confirme seu novo e-mail",
    text: `Olá, ${name},\n\nabra este link em até ${hours} horas, e este endereço passa a ser o do seu acesso:\n\n${link}\n\nSe você não pediu isso, não faça nada.\n`,
  }),
};

/** The mails of this noun in the reader's language; English for languages we do not have. */
export const mailTexts = (locale: string): Texts => (/^pt/i.test(locale) ? portuguese : english);
