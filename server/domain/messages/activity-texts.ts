/** What an activity line tells. Kept beside its text, so that screens can say it in the reader's language. */
export type Activity =
  | { kind: "resolved" | "reopened" | "pending" | "snoozed"; by: string }
  | { kind: "reopened_by_message" | "auto_resolve_unsaid" | "bot_failed" }
  | { kind: "auto_resolved"; period: string }
  | { kind: "self_assigned" | "unassigned"; by: string }
  | { kind: "assigned"; by: string; to: string }
  | { kind: "team_assigned"; by: string; to: string }
  | { kind: "team_removed"; by: string; from: string }
  | { kind: "priority_set"; by: string; to: string }
  | { kind: "priority_changed"; by: string; from: string; to: string }
  | { kind: "priority_removed"; by: string; from: string }
  | { kind: "labels_added" | "labels_removed"; by: string; labels: string }
  | { kind: "group_added" | "group_removed" | "group_promoted" | "group_demoted" | "group_requested"; names: string }
  | { kind: "group_subject"; to: string }
  | { kind: "group_description" }
  | { kind: "group_announce_on" | "group_announce_off" | "group_restrict_on" | "group_restrict_off" }
  | { kind: "group_approval_on" | "group_approval_off" | "group_add_all" | "group_add_admins" };

type Texts = Record<Activity["kind"], string>;

const en: Texts = {
  resolved: "Conversation was marked resolved by {by}",
  reopened: "Conversation was reopened by {by}",
  pending: "Conversation was marked as pending by {by}",
  snoozed: "Conversation was snoozed by {by}",
  reopened_by_message: "System reopened the conversation due to a new incoming message.",
  auto_resolved: "Conversation was marked resolved by system after {period} without activity",
  auto_resolve_unsaid: "The closing message was not sent: the time in which the channel takes free text was over",
  bot_failed: "Conversation was marked open by system due to an error with the agent bot.",
  self_assigned: "{by} self-assigned this conversation",
  unassigned: "Conversation unassigned by {by}",
  assigned: "Assigned to {to} by {by}",
  team_assigned: "Assigned to {to} by {by}",
  team_removed: "Unassigned from {from} by {by}",
  priority_set: "{by} set the priority to {to}",
  priority_changed: "{by} changed the priority from {from} to {to}",
  priority_removed: "{by} removed the priority {from}",
  labels_added: "{by} added {labels}",
  labels_removed: "{by} removed {labels}",
  group_added: "{names} joined the group",
  group_removed: "{names} left the group",
  group_promoted: "{names} became admin of the group",
  group_demoted: "{names} is no longer admin of the group",
  group_requested: "{names} asked to join the group",
  group_subject: "The group is now called “{to}”",
  group_description: "The description of the group was changed",
  group_announce_on: "Only admins can send messages to the group now",
  group_announce_off: "All members can send messages to the group now",
  group_restrict_on: "Only admins can change the group's details now",
  group_restrict_off: "All members can change the group's details now",
  group_approval_on: "New members need an admin's approval now",
  group_approval_off: "New members no longer need an admin's approval",
  group_add_all: "All members can add others now",
  group_add_admins: "Only admins can add members now",
};

const ptBr: Texts = {
  resolved: "A conversa foi marcada como resolvida por {by}",
  reopened: "A conversa foi reaberta por {by}",
  pending: "A conversa foi marcada como pendente por {by}",
  snoozed: "A conversa foi adiada por {by}",
  reopened_by_message: "O sistema reabriu a conversa por causa de uma nova mensagem recebida.",
  auto_resolved: "O sistema marcou a conversa como resolvida após {period} sem atividade",
  auto_resolve_unsaid: "A mensagem de encerramento não foi enviada: o prazo em que o canal aceita texto livre acabou",
  bot_failed: "O sistema abriu a conversa por causa de um erro com o robô.",
  self_assigned: "{by} atribuiu esta conversa a si",
  unassigned: "A atribuição da conversa foi removida por {by}",
  assigned: "Atribuída a {to} por {by}",
  team_assigned: "Atribuída a {to} por {by}",
  team_removed: "Removida de {from} por {by}",
  priority_set: "{by} definiu a prioridade como {to}",
  priority_changed: "{by} mudou a prioridade de {from} para {to}",
  priority_removed: "{by} removeu a prioridade {from}",
  labels_added: "{by} adicionou {labels}",
  labels_removed: "{by} removeu {labels}",
  group_added: "{names} entrou no grupo",
  group_removed: "{names} saiu do grupo",
  group_promoted: "{names} agora administra o grupo",
  group_demoted: "{names} não administra mais o grupo",
  group_requested: "{names} pediu para entrar no grupo",
  group_subject: "O grupo agora se chama “{to}”",
  group_description: "A descrição do grupo foi alterada",
  group_announce_on: "Agora só administradores podem enviar mensagens ao grupo",
  group_announce_off: "Agora todos os membros podem enviar mensagens ao grupo",
  group_restrict_on: "Agora só administradores podem alterar os dados do grupo",
  group_restrict_off: "Agora todos os membros podem alterar os dados do grupo",
  group_approval_on: "Agora novos membros precisam da aprovação de um administrador",
  group_approval_off: "Novos membros não precisam mais da aprovação de um administrador",
  group_add_all: "Agora todos os membros podem adicionar pessoas",
  group_add_admins: "Agora só administradores podem adicionar pessoas",
};

/** The sentence of an activity line (contract, conversations §9). @param locale `en` or `pt-BR`; others read English */
export function activityText(activity: Activity, locale: string): string {
  const texts = locale.toLowerCase().startsWith("pt") ? ptBr : en;
  const values: Record<string, string> = { ...activity };
  return texts[activity.kind].replaceAll(/\{(\w+)\}/g, (_match, name: string) => values[name] ?? "");
}
