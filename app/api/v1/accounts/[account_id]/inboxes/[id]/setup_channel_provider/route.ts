import * as contract from "#server/domain/inboxes/contract.ts";
import { setupChannelProvider } from "#server/domain/inboxes/connect-inbox.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.setupChannelProvider, setupChannelProvider);
