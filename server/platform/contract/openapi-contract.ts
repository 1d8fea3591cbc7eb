import { z } from "zod";
import { operation } from "./operation.ts";

/** The description of the API itself. */
export const getOpenApi = operation({
  id: "openapi.get",
  method: "GET",
  path: "/api/openapi.json",
  summary: "This description",
  tag: "API",
  callers: ["nobody"],
  response: z.record(z.string(), z.unknown()),
});
