import type { errorSentences as english } from "../en/error-sentences.ts";
import type { Translation } from "../translation.ts";

export const errorSentences: Translation<typeof english> = {
  request: {
    unauthenticated: "Sua sessão terminou. Entre de novo; o que você escreveu foi guardado.",
    forbidden: "Você não pode fazer isso. Fale com um administrador da conta.",
    not_found: "Isto não existe mais. Alguém pode ter excluído.",
    parameter_missing: "Falta algo no formulário. Preencha todos os campos obrigatórios.",
    invalid: "Alguns campos precisam de correção.",
    refused: "Isto não é possível agora.",
    bad_request: "O servidor não entendeu o pedido. Recarregue a página e tente de novo.",
    too_large: "Isto é grande demais para ser enviado.",
    too_many_requests: "Muitas tentativas em pouco tempo. Aguarde um momento e tente de novo.",
    tooManyRequestsFor:
      "Muitas tentativas em pouco tempo. Tente de novo em {seconds, plural, one {# segundo} other {# segundos}}.",
    conflict: "Outra pessoa alterou isto ao mesmo tempo. Veja o estado atual e tente de novo.",
    files_lost: "Os arquivos desta mensagem se perderam quando a página foi fechada. Anexe-os de novo e envie.",
    outcome_unknown: "Não sabemos se esta mensagem foi enviada. Veja a conversa antes de tentar de novo.",
    unavailable: "O servidor está ocupado. Tente de novo em instantes.",
    internal: "Algo deu errado do nosso lado (referência {id}). Nada foi salvo.",
    unreachable: "Não conseguimos falar com o servidor. Seu texto está seguro; tente de novo quando a conexão voltar.",
    timeout: "O servidor demorou demais para responder. Confira se já aconteceu antes de tentar de novo.",
  },
  delivery: {
    window_closed: "O cliente escreveu há tempo demais para um texto livre neste canal. Envie um modelo.",
    recipient_unknown: "Este número não tem conta neste canal. Confira os dígitos ou tente outro canal.",
    marketing_limit:
      "O canal está segurando mensagens de marketing para esta pessoa. Tente amanhã; repetir agora não vai adiantar.",
    opted_out: "Esta pessoa pediu para não receber mensagens assim. Só respostas de atendimento são permitidas.",
    blocked: "Esta pessoa não aceita mensagens suas neste canal.",
    template_parameters: "O modelo precisa de valores diferentes dos informados.",
    template_unusable: "O provedor não permite mais este modelo. Escolha outro ou edite-o.",
    media_too_large: "Este arquivo é maior do que o canal permite.",
    media_type: "O canal não aceita arquivos deste tipo.",
    media_missing: "O arquivo não existe mais, por isso não foi possível enviá-lo.",
    disconnected:
      "Esta caixa de entrada está desconectada. Um administrador precisa conectá-la de novo; sua mensagem está guardada e pode ser enviada depois.",
    unauthorized:
      "O provedor não aceita mais a chave de acesso desta caixa. Um administrador precisa renová-la; depois tente de novo.",
    group_admins_only: "No momento só administradores do grupo podem enviar. Você pode escrever uma nota privada.",
    not_in_group: "Você não está mais neste grupo.",
    unsupported: "Este canal não envia mensagens deste tipo.",
    throttled: "O provedor está limitando o ritmo. Tente de novo em alguns minutos.",
    temporary: "O provedor não respondeu em oito tentativas. Tente de novo.",
    unknown_outcome: "Não sabemos se o provedor enviou esta mensagem. Confira com o cliente antes de tentar de novo.",
    other: "O provedor não aceitou esta mensagem: {reason}",
    noReason: "O provedor não aceitou esta mensagem e não disse por quê.",
  },
};
