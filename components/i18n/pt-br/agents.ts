import type { agents as english } from "../en/agents.ts";
import type { Translation } from "../translation.ts";

export const agents: Translation<typeof english> = {
  title: "Pessoas",
  description: "Todas as pessoas que trabalham em {account}. Administradores também mudam as configurações.",
  invite: "Convidar alguém",
  list: "Pessoas da conta",
  you: "Você",
  invited: "Convite enviado",
  invitedHint: "Ainda não aceitou o convite.",
  roles: {
    administrator: "Administrador",
    agent: "Agente",
  },
  actions: "Ações para {name}",
  makeAdministrator: "Tornar administrador",
  makeAgent: "Tornar agente",
  notYourself: "Outra pessoa precisa mudar o seu papel.",
  roleChanged: "{name} agora é {role, select, administrator {administrador} other {agente}}",
  remove: "Remover da conta",
  notYourselfRemove: "Você não pode remover a si mesmo.",
  removeTitle: "Remover {name} desta conta?",
  removeDescription:
    "O acesso termina na hora. As conversas abertas ficam sem responsável; o que foi escrito permanece.",
  removed: "{name} foi removido da conta",
  dialog: {
    title: "Convidar alguém",
    description: "A pessoa recebe um e-mail com um link para criar a senha. Ele vale por sete dias.",
    name: "Nome",
    email: "E-mail",
    role: "Papel",
    roleHint: "Agentes respondem nas caixas de que são membros. Administradores veem e mudam tudo.",
    submit: "Enviar convite",
    taken: "Esta pessoa já está na conta.",
    sent: "Convite enviado para {email}",
  },
};
