// Everything the widget says, in the languages that it speaks.
const en = {
  chat: "Chat",
  close: "Close chat",
  popout: "Open in a window",
  online: "We are online",
  away: "We are away at the moment",
  back: "back {time}",
  in_a_few_minutes: "Typically replies in a few minutes",
  in_a_few_hours: "Typically replies in a few hours",
  in_a_day: "Typically replies in a day",
  start: "Start a conversation",
  write: "Write a message",
  send: "Send",
  attach: "Attach a file",
  emoji: "Insert an emoji",
  end: "End conversation",
  ended: "This conversation has ended.",
  again: "Start a new conversation",
  transcript: "Mail me this conversation",
  mailed: "It is on its way to your e-mail address.",
  older: "Show earlier messages",
  typing: "{name} is typing…",
  sending: "Sending…",
  failed: "Not sent.",
  retry: "Try again",
  you: "You",
  bot: "Assistant",
  messages: "Messages",
  required: "Please fill this in",
  invalid: "This does not look right",
  email: "Your e-mail address",
  wrongEmail: "Write it like name@example.com",
  wrongPhone: "Write it with the country code, like +1 555 010 0123",
  submit: "Submit",
  refused: "This was not taken. Please try again.",
  thanks: "Thank you!",
  rate: "How was this conversation?",
  chooseRating: "Please choose one of the five",
  rate1: "Very bad",
  rate2: "Bad",
  rate3: "Okay",
  rate4: "Good",
  rate5: "Very good",
  feedback: "Tell us more (optional)",
  emailAddress: "E-mail",
  fullName: "Full name",
  phoneNumber: "Phone number",
  choose: "Please choose",
  offline: "No connection. We keep trying; what you write is kept.",
  broken: "The chat could not be loaded.",
  crowded: "Too many requests came from your network. Please try again later.",
  file: "File",
  download: "Download {name}",
  help: "Find an answer",
  searchHelp: "Search articles",
  nothingFound: "No article matches.",
};

const pt = {
  chat: "Chat",
  close: "Fechar chat",
  popout: "Abrir em uma janela",
  online: "Estamos online",
  away: "Não estamos disponíveis no momento",
  back: "voltamos {time}",
  in_a_few_minutes: "Costuma responder em alguns minutos",
  in_a_few_hours: "Costuma responder em algumas horas",
  in_a_day: "Costuma responder em um dia",
  start: "Iniciar uma conversa",
  write: "Escreva uma mensagem",
  send: "Enviar",
  attach: "Anexar um arquivo",
  emoji: "Inserir um emoji",
  end: "Encerrar conversa",
  ended: "Esta conversa foi encerrada.",
  again: "Iniciar uma nova conversa",
  transcript: "Receber esta conversa por e-mail",
  mailed: "Ela está a caminho do seu e-mail.",
  older: "Mostrar mensagens anteriores",
  typing: "{name} está digitando…",
  sending: "Enviando…",
  failed: "Não enviada.",
  retry: "Tentar de novo",
  you: "Você",
  bot: "Assistente",
  messages: "Mensagens",
  required: "Preencha este campo",
  invalid: "Isto não parece correto",
  email: "Seu e-mail",
  wrongEmail: "Escreva assim: nome@exemplo.com",
  wrongPhone: "Escreva com o código do país, por exemplo +55 11 91234-5678",
  submit: "Enviar",
  refused: "Não foi aceito. Tente de novo.",
  thanks: "Obrigado!",
  rate: "Como foi esta conversa?",
  chooseRating: "Escolha uma das cinco opções",
  rate1: "Muito ruim",
  rate2: "Ruim",
  rate3: "Regular",
  rate4: "Boa",
  rate5: "Muito boa",
  feedback: "Conte mais (opcional)",
  emailAddress: "E-mail",
  fullName: "Nome completo",
  phoneNumber: "Telefone",
  choose: "Escolha uma opção",
  offline: "Sem conexão. Continuamos tentando; o que você escreve fica guardado.",
  broken: "Não foi possível carregar o chat.",
  crowded: "Vieram solicitações demais da sua rede. Tente de novo mais tarde.",
  file: "Arquivo",
  download: "Baixar {name}",
  help: "Encontre uma resposta",
  searchHelp: "Pesquisar artigos",
  nothingFound: "Nenhum artigo encontrado.",
};

let words = en;

/** @param locale  as browsers and websites write it: `pt-BR`, `pt_BR` */
export function useLocale(locale) {
  const isPortuguese = /^pt/i.test(locale ?? "");
  words = isPortuguese ? pt : en;
  document.documentElement.lang = language();
  document.title = words.chat;
}

export const language = () => (words === pt ? "pt-BR" : "en");

export const t = (key, values = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, () => String(value)), words[key] ?? key);

/** A moment to come, on the visitor's own clock: "at 09:00", "tomorrow at 09:00", "on Monday at 09:00". */
export function timeUntil(iso) {
  const at = new Date(iso);
  const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
  const days = Math.round((midnight(at) - midnight(new Date())) / 86_400_000);
  const isPortuguese = words === pt;
  const time = at.toLocaleTimeString(language(), { hour: "numeric", minute: "2-digit" });
  const clock = isPortuguese ? `às ${time}` : `at ${time}`;
  if (days === 0) return clock;
  if (days === 1) return `${new Intl.RelativeTimeFormat(language(), { numeric: "auto" }).format(1, "day")} ${clock}`;
  const weekday = at.toLocaleDateString(language(), { weekday: "long" });
  return isPortuguese ? `${weekday} ${clock}` : `on ${weekday} ${clock}`;
}
