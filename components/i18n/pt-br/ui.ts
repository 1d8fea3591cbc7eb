import type { ui as english } from "../en/ui.ts";
import type { Translation } from "../translation.ts";

export const ui: Translation<typeof english> = {
  add: "Adicionar",
  back: "Voltar",
  cancel: "Cancelar",
  close: "Fechar",
  copied: "Copiado",
  copy: "Copiar",
  copyFailed: "O navegador não deixou copiar. Selecione o texto e copie manualmente.",
  delete: "Excluir",
  discard: "Descartar",
  hidePassword: "Ocultar senha",
  loading: "Carregando…",
  moreActions: "Mais ações",
  notices: "Avisos",
  partMissing: "Não foi possível carregar esta parte. Verifique a conexão e tente de novo.",
  optional: "opcional",
  remove: "Remover",
  requestId: "Referência: {id}",
  save: "Salvar",
  saved: "Salvo",
  saving: "Salvando…",
  showPassword: "Mostrar senha",
  tryAgain: "Tentar de novo",
  undo: "Desfazer",
  unsavedChanges: "Você tem alterações que ainda não foram salvas.",
  leaveUnsaved: "Há alterações que ainda não foram salvas. Sair sem salvar?",
  time: {
    now: "agora",
    minutes: "{count} min",
    hours: "{count} h",
    yesterday: "Ontem",
  },
  avatar: {
    group: "Grupo",
  },
  status: {
    online: "Disponível",
    busy: "Ocupado",
    offline: "Ausente",
  },
};
