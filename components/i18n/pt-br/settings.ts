import type { settings as english } from "../en/settings.ts";
import type { Translation } from "../translation.ts";

export const settings: Translation<typeof english> = {
  title: "Configurações",
  navigation: "Configurações",
  screens: {
    agents: "Pessoas",
    inboxes: "Caixas de entrada",
  },
};
