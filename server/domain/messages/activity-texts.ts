import type { GroupActivity } from "../groups/group-activity.ts";

/** What an activity line tells. Kept beside its text, so that screens can say it in the reader's language. */
export type Activity =
  | { kind: "resolved" | "reopened" | "pending" | "snoozed"; by: string }
  | { kind: "muted" | "unmuted"; by: string }
  | { kind: "reopened_by_message" | "auto_resolve_unsaid" | "survey_unsent" | "bot_failed" }
  | { kind: "auto_resolved"; period: string }
  | { kind: "self_assigned" | "unassigned"; by: string }
  | { kind: "assigned"; by: string; to: string }
  | { kind: "team_assigned"; by: string; to: string }
  | { kind: "team_removed"; by: string; from: string }
  | { kind: "priority_set"; by: string; to: string }
  | { kind: "priority_changed"; by: string; from: string; to: string }
  | { kind: "priority_removed"; by: string; from: string }
  | { kind: "labels_added" | "labels_removed"; by: string; labels: string }
  | { kind: "scheduled_cancelled_by_reply" | "series_cancelled_by_reply" | "series_failed" }
  | { kind: "series_failed_next"; next: string }
  | { kind: "series_completed"; count: string }
  | { kind: "series_stopped"; by: string }
  | GroupActivity;

type Texts = Record<Activity["kind"], string>;

const en: Texts = {
  resolved: "Conversation was marked resolved by {by}",
  reopened: "Conversation was reopened by {by}",
  pending: "Conversation was marked as pending by {by}",
  snoozed: "Conversation was snoozed by {by}",
  muted: "{by} has muted the conversation",
  unmuted: "{by} has unmuted the conversation",
  reopened_by_message: "System reopened the conversation due to a new incoming message.",
  auto_resolved: "Conversation was marked resolved by system after {period} without activity",
  auto_resolve_unsaid: "The closing message was not sent: the time in which the channel takes free text was over",
  bot_failed: "Conversation was marked open by system due to an error with the agent bot.",
  survey_unsent: "The survey was not sent: the time in which the channel takes free text was over",
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
  scheduled_cancelled_by_reply: "A scheduled message was not sent because the customer replied first",
  series_cancelled_by_reply: "A recurring message was stopped because the customer replied",
  series_failed: "A recurring message could not be sent",
  series_failed_next: "A recurring message could not be sent. The next one: {next}",
  series_completed: "A recurring message is completed. Sent: {count}",
  series_stopped: "{by} stopped a recurring message",
  group_added: "{names} joined the group",
  group_added_by: "{by} added {names}",
  group_joined_by_link: "{names} joined through the invite link",
  group_removed: "{names} left the group",
  group_removed_by: "{by} removed {names}",
  group_left_by: "{by} left the group with the number of this inbox",
  group_promoted: "{names} became admin of the group",
  group_promoted_by: "{by} made {names} admin of the group",
  group_demoted: "{names} is no longer admin of the group",
  group_demoted_by: "{by} dismissed {names} as admin of the group",
  group_requested: "{names} asked to join the group",
  group_request_withdrawn: "{names} no longer asks to join the group",
  group_created: "The group was created",
  group_created_by: "{by} created the group",
  group_subject: "The group is now called “{to}”",
  group_subject_by: "{by} changed the name of the group to “{to}”",
  group_description: "The description of the group was changed",
  group_description_by: "{by} changed the description of the group",
  group_description_removed: "The description of the group was removed",
  group_description_removed_by: "{by} removed the description of the group",
  group_picture: "The picture of the group was changed",
  group_picture_by: "{by} changed the picture of the group",
  group_picture_removed: "The picture of the group was removed",
  group_picture_removed_by: "{by} removed the picture of the group",
  group_invite_reset: "The invite link was reset: the old one no longer works",
  group_invite_reset_by: "{by} reset the invite link: the old one no longer works",
  group_announce_on: "Only admins can send messages to the group now",
  group_announce_on_by: "{by} let only admins send messages to the group",
  group_announce_off: "All members can send messages to the group now",
  group_announce_off_by: "{by} let all members send messages to the group",
  group_restrict_on: "Only admins can change the group's details now",
  group_restrict_on_by: "{by} let only admins change the group's details",
  group_restrict_off: "All members can change the group's details now",
  group_restrict_off_by: "{by} let all members change the group's details",
  group_approval_on: "New members need an admin's approval now",
  group_approval_on_by: "{by} made new members wait for an admin's approval",
  group_approval_off: "New members no longer need an admin's approval",
  group_approval_off_by: "{by} let new members join without an admin's approval",
  group_add_all: "All members can add others now",
  group_add_all_by: "{by} let all members add others",
  group_add_admins: "Only admins can add members now",
  group_add_admins_by: "{by} let only admins add members",
};

const ptBr: Texts = {
  resolved: "A conversa foi marcada como resolvida por {by}",
  reopened: "A conversa foi reaberta por {by}",
  pending: "A conversa foi marcada como pendente por {by}",
  snoozed: "A conversa foi adiada por {by}",
  muted: "{by} silenciou a conversa",
  unmuted: "{by} reativou a conversa",
  reopened_by_message: "O sistema reabriu a conversa por causa de uma nova mensagem recebida.",
  auto_resolved: "O sistema marcou a conversa como resolvida após {period} sem atividade",
  auto_resolve_unsaid: "A mensagem de encerramento não foi enviada: o prazo em que o canal aceita texto livre acabou",
  bot_failed: "O sistema abriu a conversa por causa de um erro com o robô.",
  survey_unsent: "A pesquisa não foi enviada: o prazo em que o canal aceita texto livre acabou",
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
  scheduled_cancelled_by_reply: "Uma mensagem agendada não foi enviada porque o cliente respondeu antes",
  series_cancelled_by_reply: "Uma mensagem recorrente foi interrompida porque o cliente respondeu",
  series_failed: "Não foi possível enviar uma mensagem recorrente",
  series_failed_next: "Não foi possível enviar uma mensagem recorrente. A próxima: {next}",
  series_completed: "Uma mensagem recorrente foi concluída. Enviadas: {count}",
  series_stopped: "{by} interrompeu uma mensagem recorrente",
  group_added: "{names} entrou no grupo",
  group_added_by: "{by} adicionou {names}",
  group_joined_by_link: "{names} entrou pelo link de convite",
  group_removed: "{names} saiu do grupo",
  group_removed_by: "{by} removeu {names}",
  group_left_by: "{by} saiu do grupo com o número desta caixa de entrada",
  group_promoted: "{names} agora administra o grupo",
  group_promoted_by: "{by} tornou {names} administrador do grupo",
  group_demoted: "{names} não administra mais o grupo",
  group_demoted_by: "{by} retirou {names} da administração do grupo",
  group_requested: "{names} pediu para entrar no grupo",
  group_request_withdrawn: "{names} desistiu de entrar no grupo",
  group_created: "O grupo foi criado",
  group_created_by: "{by} criou o grupo",
  group_subject: "O grupo agora se chama “{to}”",
  group_subject_by: "{by} mudou o nome do grupo para “{to}”",
  group_description: "A descrição do grupo foi alterada",
  group_description_by: "{by} alterou a descrição do grupo",
  group_description_removed: "A descrição do grupo foi removida",
  group_description_removed_by: "{by} removeu a descrição do grupo",
  group_picture: "A imagem do grupo foi alterada",
  group_picture_by: "{by} alterou a imagem do grupo",
  group_picture_removed: "A imagem do grupo foi removida",
  group_picture_removed_by: "{by} removeu a imagem do grupo",
  group_invite_reset: "O link de convite foi redefinido: o anterior não funciona mais",
  group_invite_reset_by: "{by} redefiniu o link de convite: o anterior não funciona mais",
  group_announce_on: "Agora só administradores podem enviar mensagens ao grupo",
  group_announce_on_by: "{by} permitiu que só administradores enviem mensagens ao grupo",
  group_announce_off: "Agora todos os membros podem enviar mensagens ao grupo",
  group_announce_off_by: "{by} permitiu que todos os membros enviem mensagens ao grupo",
  group_restrict_on: "Agora só administradores podem alterar os dados do grupo",
  group_restrict_on_by: "{by} permitiu que só administradores alterem os dados do grupo",
  group_restrict_off: "Agora todos os membros podem alterar os dados do grupo",
  group_restrict_off_by: "{by} permitiu que todos os membros alterem os dados do grupo",
  group_approval_on: "Agora novos membros precisam da aprovação de um administrador",
  group_approval_on_by: "{by} passou a exigir aprovação para novos membros",
  group_approval_off: "Novos membros não precisam mais da aprovação de um administrador",
  group_approval_off_by: "{by} deixou de exigir aprovação para novos membros",
  group_add_all: "Agora todos os membros podem adicionar pessoas",
  group_add_all_by: "{by} permitiu que todos os membros adicionem pessoas",
  group_add_admins: "Agora só administradores podem adicionar pessoas",
  group_add_admins_by: "{by} permitiu que só administradores adicionem pessoas",
};

/** The sentence of an activity line (contract, conversations §9). @param locale `en` or `pt-BR`; others read English */
export function activityText(activity: Activity, locale: string): string {
  const texts = locale.toLowerCase().startsWith("pt") ? ptBr : en;
  const values: Record<string, string> = { ...activity };
  return texts[activity.kind].replaceAll(/\{(\w+)\}/g, (_match, name: string) => values[name] ?? "");
}
