import type { StoredAction } from "#db/schema/automations.ts";
import { fileLink, verifyFileLink } from "../../platform/storage/file-link.ts";

/** A file that an action sends, as rules and macros show it (contract, settings §10). */
interface ActionFile {
  /** Its place among the files of its rule: the id it is known by is `blob_id`. */
  id: number;
  account_id: number;
  file_type: string;
  file_url: string;
  blob_id: string;
  filename: string;
}

/** The files that `send_attachment` steps name, as far as they are ours. */
export function filesOf(accountId: number, actions: StoredAction[]): ActionFile[] {
  const ids = actions
    .filter(({ action_name }) => action_name === "send_attachment")
    .flatMap(({ action_params: params }) => (Array.isArray(params) ? params : []))
    .filter((id) => typeof id === "string");
  return ids.flatMap((blobId, place) => {
    const file = verifyFileLink(blobId);
    if (!file?.key.startsWith(`accounts/${accountId}/`)) return [];
    return [
      {
        id: place + 1,
        account_id: accountId,
        file_type: file.contentType ?? "application/octet-stream",
        file_url: fileLink(file.key, file),
        blob_id: blobId,
        filename: file.fileName ?? "file",
      },
    ];
  });
}
