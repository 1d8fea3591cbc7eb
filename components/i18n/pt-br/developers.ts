import type { developers as english } from "../en/developers.ts";
import type { Translation } from "../translation.ts";

export const developers: Translation<typeof english> = {
  title: "API",
  intro: "Todas as operações, para ler e testar. Clique em Authorize e cole o token de API do seu perfil.",
  description: "O mesmo em OpenAPI",
  operations: "Operações",
};
