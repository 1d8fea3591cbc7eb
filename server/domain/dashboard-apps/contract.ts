import { z } from "zod";
import { flag, isoInstant, wireId } from "../../platform/contract/fields.ts";
import { operation } from "../../platform/contract/operation.ts";

const base = "/api/v1/accounts/{account_id}/dashboard_apps";

const frame = z.object({
  type: z.literal("frame", "must be frame"),
  url: z.url({ protocol: /^https?$/, error: "is invalid" }).max(2048, "is too long (maximum is 2048 characters)"),
});

/** A page of another program that stands beside a conversation (contract, settings §12). */
export const dashboardApp = z.object({
  id: z.number(),
  title: z.string(),
  show_on_sidebar: z.boolean(),
  content: z.array(z.object({ type: z.string(), url: z.string() })),
  created_at: isoInstant,
});
export type DashboardApp = z.infer<typeof dashboardApp>;

const title = z.string().trim().min(1, "can't be blank").max(255, "is too long (maximum is 255 characters)");
const content = z.array(frame).min(1, "can't be blank").max(10, "has more than 10 entries");
const appPath = z.object({ id: wireId });

export const listDashboardApps = operation({
  id: "dashboard_apps.list",
  method: "GET",
  path: base,
  summary: "Pages of other programs beside a conversation",
  tag: "Dashboard apps",
  callers: ["user"],
  response: z.array(dashboardApp),
});

export const getDashboardApp = operation({
  id: "dashboard_apps.get",
  method: "GET",
  path: `${base}/{id}`,
  summary: "One of these pages",
  tag: "Dashboard apps",
  callers: ["user"],
  params: appPath,
  response: dashboardApp,
});

export const createDashboardApp = operation({
  id: "dashboard_apps.create",
  method: "POST",
  path: base,
  summary: "Add a page",
  tag: "Dashboard apps",
  callers: ["administrator"],
  rootKey: "dashboard_app",
  body: z.object({ title, content, show_on_sidebar: flag.nullish() }),
  response: dashboardApp,
});

export const updateDashboardApp = operation({
  id: "dashboard_apps.update",
  method: "PATCH",
  path: `${base}/{id}`,
  summary: "Change a page",
  tag: "Dashboard apps",
  callers: ["administrator"],
  params: appPath,
  rootKey: "dashboard_app",
  body: z.object({ title: title.optional(), content: content.optional(), show_on_sidebar: flag.nullish() }),
  response: dashboardApp,
});

export const deleteDashboardApp = operation({
  id: "dashboard_apps.delete",
  method: "DELETE",
  path: `${base}/{id}`,
  summary: "Remove a page",
  tag: "Dashboard apps",
  callers: ["administrator"],
  params: appPath,
  status: 204,
});
