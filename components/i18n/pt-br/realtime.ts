import type { realtime as english } from "../en/realtime.ts";
import type { Translation } from "../translation.ts";

export const realtime: Translation<typeof english> = {
  reconnecting: "Reconectando…",
  off: "Sem atualizações ao vivo – suas respostas estão guardadas e serão enviadas",
  back: "Conectado de novo",
  retryNow: "Tentar agora",
};
