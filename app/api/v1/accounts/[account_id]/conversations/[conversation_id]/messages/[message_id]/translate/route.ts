import * as contract from "#server/domain/integrations/contract/translate.ts";
import { translateMessage } from "#server/domain/integrations/translate-message.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.translateMessage, translateMessage);
