import type { shell as english } from "../en/shell.ts";
import type { Translation } from "../translation.ts";

export const shell: Translation<typeof english> = {
  skipTo: {
    main: "Ir para o conteúdo",
    navigation: "Ir para a navegação",
    list: "Ir para a lista de conversas",
    thread: "Ir para as mensagens",
    composer: "Ir para a caixa de resposta",
  },
  navigation: {
    label: "Principal",
    collapse: "Recolher navegação",
    expand: "Expandir navegação",
    conversations: "Conversas",
    contacts: "Contatos",
    settings: "Configurações",
    inboxes: "Caixas de entrada",
    agents: "Agentes",
    profile: "Perfil",
    me: "Eu",
  },
  account: {
    switch: "Trocar de conta",
  },
  me: {
    menu: "(seu menu)",
    availability: "Disponibilidade",
    theme: "Tema",
    light: "Claro",
    dark: "Escuro",
    system: "Igual ao dispositivo",
    language: "Idioma",
    profile: "Perfil e preferências",
    developers: "API para desenvolvedores",
    signOut: "Sair",
  },
  session: {
    ended: "Sua sessão terminou. O que você escreveu continua guardado neste navegador.",
    signIn: "Entrar de novo",
  },
};
