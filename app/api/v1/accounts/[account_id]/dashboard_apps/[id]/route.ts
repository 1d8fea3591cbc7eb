import * as dashboardApps from "#server/domain/dashboard-apps/contract.ts";
import { getDashboardApp } from "#server/domain/dashboard-apps/list-dashboard-apps.ts";
import { deleteDashboardApp, updateDashboardApp } from "#server/domain/dashboard-apps/write-dashboard-app.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(dashboardApps.getDashboardApp, getDashboardApp);
export const PATCH = endpoint(dashboardApps.updateDashboardApp, updateDashboardApp);
export const PUT = PATCH;
export const DELETE = endpoint(dashboardApps.deleteDashboardApp, deleteDashboardApp);
