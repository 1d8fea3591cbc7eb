import type { survey as english } from "../en/survey.ts";
import type { Translation } from "../translation.ts";

export const survey: Translation<typeof english> = {
  title: "Como foi o atendimento?",
  rating: "Sua avaliação",
  rate1: "Muito ruim",
  rate2: "Ruim",
  rate3: "Razoável",
  rate4: "Bom",
  rate5: "Muito bom",
  feedback: "Quer contar mais?",
  feedbackHint: "Opcional. Só a equipe de {inbox} lê.",
  send: "Enviar",
  change: "Mudar a resposta",
  sending: "Enviando…",
  thanks: "Obrigado!",
  thanksText: "Sua resposta chegou. Você pode mudá-la por 14 dias.",
  choose: "Escolha uma avaliação primeiro.",
  failed: "Não foi possível enviar sua resposta. Tente de novo daqui a pouco.",
  tooOld: "Esta pesquisa tem mais de 14 dias e não recebe mais respostas.",
  goneTitle: "Esta pesquisa não existe",
  goneText: "O link pode estar incompleto. Abra-o de novo a partir da mensagem que você recebeu.",
};
