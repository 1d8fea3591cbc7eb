import type { errors as english } from "../en/errors.ts";
import type { Translation } from "../translation.ts";

export const errors: Translation<typeof english> = {
  notFound: {
    title: "Esta página não existe",
    body: "O link pode ser antigo ou ter um erro de digitação. Suas conversas continuam onde você as deixou.",
  },
  noAccess: {
    title: "Você não tem acesso a esta página",
    body: "Fale com um administrador da conta se precisar dela para o seu trabalho.",
    conversation: "Você não tem acesso a esta conversa",
  },
  noAccount: {
    title: "Você não está em nenhuma conta",
    body: "Um administrador precisa adicionar você a uma. Esta página a abre assim que isso acontecer.",
  },
  broken: {
    title: "Algo deu errado do nosso lado",
    body: "O ocorrido foi registrado. Tente de novo; se persistir, informe a referência abaixo a quem cuida desta instalação.",
  },
  home: "Ir para o início",
};
