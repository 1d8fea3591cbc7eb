import * as dashboardApps from "#server/domain/dashboard-apps/contract.ts";
import { listDashboardApps } from "#server/domain/dashboard-apps/list-dashboard-apps.ts";
import { createDashboardApp } from "#server/domain/dashboard-apps/write-dashboard-app.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(dashboardApps.listDashboardApps, listDashboardApps);
export const POST = endpoint(dashboardApps.createDashboardApp, createDashboardApp);
