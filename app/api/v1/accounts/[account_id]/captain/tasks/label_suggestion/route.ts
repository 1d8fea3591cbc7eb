import * as writing from "#server/domain/integrations/contract/writing.ts";
import { suggestLabels } from "#server/domain/integrations/writing-tasks.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(writing.suggestLabels, suggestLabels);
