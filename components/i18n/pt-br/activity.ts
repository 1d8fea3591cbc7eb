import { activityTextsPtBr } from "#server/domain/messages/contract/activity-texts-pt-br.ts";
import type { activity as english } from "../en/activity.ts";
import type { Translation } from "../translation.ts";

/** Linhas de uma conversa que contam o que aconteceu. */
export const activity: Translation<typeof english> = {
  ...activityTextsPtBr,
  resolved: "{by} resolveu a conversa",
  reopened: "{by} reabriu a conversa",
  pending: "{by} marcou a conversa como pendente",
  snoozed: "{by} adiou a conversa",
  reopened_by_message: "Uma nova mensagem reabriu a conversa",
  bot_failed: "O robô não respondeu, por isso a conversa foi aberta para a equipe",
  self_assigned: "{by} assumiu a conversa",
  unassigned: "{by} removeu o responsável",
  assigned: "{by} atribuiu a conversa a {to}",
  team_assigned: "{by} atribuiu a conversa a {to}",
  team_removed: "{by} removeu a equipe {from}",
};
