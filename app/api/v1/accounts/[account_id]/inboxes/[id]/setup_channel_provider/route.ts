import { setupChannelProvider } from "#server/domain/inboxes/connect-inbox.ts";
import * as contract from "#server/domain/inboxes/contract/connection.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.setupChannelProvider, setupChannelProvider);
