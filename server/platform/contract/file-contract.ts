import { z } from "zod";
import { operation } from "./operation.ts";

/** A stored file by the link that our answers carry; who has the link may read it. The name is only for the eye. */
export const getFile = operation({
  id: "files.get",
  method: "GET",
  path: "/files/{token}/{name}",
  summary: "A file of a message, or a picture of somebody",
  tag: "Files",
  callers: ["nobody"],
  params: z.object({ token: z.string(), name: z.string() }),
  isFile: true,
});
