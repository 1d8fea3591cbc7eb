const en = {
  period: (since: string, until: string) => `Reporting period ${since} to ${until}`,
  none: "N/A",
  agents: [
    "Agent name",
    "Assigned conversations",
    "Avg first response time",
    "Avg resolution time",
    "Avg customer waiting time",
    "Resolution Count",
  ],
  inboxes: ["Inbox name", "Inbox type", "No. of conversations", "Avg first response time", "Avg resolution time"],
  labels: [
    "Label",
    "No. of conversations",
    "Avg first response time",
    "Avg resolution time",
    "Avg reply time",
    "Resolution Count",
  ],
  teams: [
    "Team name",
    "Conversations count",
    "Avg first response time",
    "Avg resolution time",
    "Avg customer waiting time",
    "Resolution Count",
  ],
  summary: [
    "Conversations",
    "Messages received",
    "Messages sent",
    "Avg first response time",
    "Avg resolution time",
    "Resolution count",
    "Avg customer waiting time",
  ],
  hour: "Start of the hour",
  timezone: "Timezone",
  ratings: [
    "Agent name",
    "Rating",
    "Feedback",
    "Contact name",
    "Contact email",
    "Contact phone number",
    "Conversation",
    "Recorded on",
  ],
  units: [
    ["day", "days"],
    ["hour", "hours"],
    ["minute", "minutes"],
    ["second", "seconds"],
  ],
};

const pt: typeof en = {
  period: (since, until) => `Período do relatório de ${since} a ${until}`,
  none: "N/D",
  agents: [
    "Nome do agente",
    "Conversas atribuídas",
    "Tempo médio da primeira resposta",
    "Tempo médio de resolução",
    "Tempo médio de espera do cliente",
    "Resoluções",
  ],
  inboxes: [
    "Nome da caixa de entrada",
    "Tipo da caixa de entrada",
    "Nº de conversas",
    "Tempo médio da primeira resposta",
    "Tempo médio de resolução",
  ],
  labels: [
    "Etiqueta",
    "Nº de conversas",
    "Tempo médio da primeira resposta",
    "Tempo médio de resolução",
    "Tempo médio de resposta",
    "Resoluções",
  ],
  teams: [
    "Nome da equipe",
    "Nº de conversas",
    "Tempo médio da primeira resposta",
    "Tempo médio de resolução",
    "Tempo médio de espera do cliente",
    "Resoluções",
  ],
  summary: [
    "Conversas",
    "Mensagens recebidas",
    "Mensagens enviadas",
    "Tempo médio da primeira resposta",
    "Tempo médio de resolução",
    "Resoluções",
    "Tempo médio de espera do cliente",
  ],
  hour: "Início da hora",
  timezone: "Fuso horário",
  ratings: [
    "Nome do agente",
    "Avaliação",
    "Comentário",
    "Nome do contato",
    "E-mail do contato",
    "Telefone do contato",
    "Conversa",
    "Registrada em",
  ],
  units: [
    ["dia", "dias"],
    ["hora", "horas"],
    ["minuto", "minutos"],
    ["segundo", "segundos"],
  ],
};

export type FileWords = typeof en;

/** What stands in files of reports, in the language of the account. */
export const fileWords = (locale: string): FileWords => (/^pt/i.test(locale) ? pt : en);

const UNIT_SECONDS = [86_400, 3_600, 60, 1] as const;

/** `2 days 3 hours`: at most two units, as the contract has it (reports §3); nothing for no time at all. */
export function durationText(seconds: number | null, words: FileWords): string {
  let left = Math.round(seconds ?? 0);
  if (left <= 0) return words.none;
  const parts: string[] = [];
  for (const [index, size] of UNIT_SECONDS.entries()) {
    const count = Math.floor(left / size);
    left -= count * size;
    const [one = "", many = ""] = words.units[index] ?? [];
    if (count > 0) parts.push(`${count} ${count === 1 ? one : many}`);
  }
  return parts.slice(0, 2).join(" ");
}
