interface MailText {
  subject: string;
  text: string;
}

interface Summary {
  fileName: string;
  total: number;
  rejected: number;
  /** The file of rejected rows. */
  errorsUrl: string | null;
  /** Why the whole file was refused. */
  error: string | null;
}

interface Texts {
  imported(summary: Summary): MailText;
  exported(words: { link: string; days: number }): MailText;
}

const english: Texts = {
  imported: ({ fileName, total, rejected, errorsUrl, error }) => ({
    subject: error ? `${fileName} could not be imported` : `${fileName} is imported`,
    text: error
      ? `Hello,\n\nno contact of ${fileName} was imported: ${error}\n`
      : `Hello,\n\n${total - rejected} of the ${total} rows of ${fileName} are contacts now.\n${
          errorsUrl ? `\n${rejected} rows were left out. This file has them with the reasons:\n\n${errorsUrl}\n` : ""
        }`,
  }),
  exported: ({ link, days }) => ({
    subject: "Your contacts are ready",
    text: `Hello,\n\nthe file with the contacts is ready. You can fetch it for ${days} days:\n\n${link}\n`,
  }),
};

const portuguese: Texts = {
  imported: ({ fileName, total, rejected, errorsUrl, error }) => ({
    subject: error ? `Não foi possível importar ${fileName}` : `${fileName} foi importado`,
    text: error
      ? `Olá,\n\nnenhum contato de ${fileName} foi importado: ${error}\n`
      : `Olá,\n\n${total - rejected} das ${total} linhas de ${fileName} agora são contatos.\n${
          errorsUrl
            ? `\n${rejected} linhas ficaram de fora. Este arquivo as traz com os motivos:\n\n${errorsUrl}\n`
            : ""
        }`,
  }),
  exported: ({ link, days }) => ({
    subject: "Seus contatos estão prontos",
    text: `Olá,\n\no arquivo com os contatos está pronto. Você pode baixá-lo por ${days} dias:\n\n${link}\n`,
  }),
};

/** Mails about imports and exports in the reader's language; English for languages we do not have. */
export const transferMails = (locale: string): Texts => (/^pt/i.test(locale) ? portuguese : english);
