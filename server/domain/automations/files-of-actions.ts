import type { StoredAction } from "#db/schema/automations.ts";
import { refused } from "../../platform/app-error.ts";
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

type Actions = readonly Pick<StoredAction, "action_name" | "action_params">[];

/** @throws refused for a `send_attachment` step whose file is none that this account was given (contract, settings §10) */
export function checkFiles(accountId: number, actions: Actions): void {
  const isOurs = (id: unknown) => typeof id === "string" && ownFile(accountId, id) !== null;
  if (!idsOf(actions).every(isOurs)) throw refused("Invalid attachment");
}

/** The files that `send_attachment` steps name, as far as they are ours. */
export function filesOf(accountId: number, actions: StoredAction[]): ActionFile[] {
  const ids = idsOf(actions).filter((id) => typeof id === "string");
  return ids.flatMap((blobId, place) => {
    const file = ownFile(accountId, blobId);
    if (!file) return [];
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

const idsOf = (actions: Actions): unknown[] =>
  actions
    .filter(({ action_name }) => action_name === "send_attachment")
    .flatMap(({ action_params: params }) => (Array.isArray(params) ? params : []));

/** Null for whatever is no id of a file of this account. */
function ownFile(accountId: number, blobId: string) {
  const file = verifyFileLink(blobId);
  return file?.key.startsWith(`accounts/${accountId}/`) ? file : null;
}
