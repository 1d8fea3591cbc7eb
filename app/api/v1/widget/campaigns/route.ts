import * as contract from "#server/domain/visitors/contract/widget.ts";
import { listWidgetCampaigns } from "#server/domain/visitors/widget-config.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listWidgetCampaigns, listWidgetCampaigns);
