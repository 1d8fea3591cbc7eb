import { whenTaken } from "../../platform/database/when-taken.ts";

/** Runs what gives a label its title. @throws invalid when another label of the account has it */
export const withFreeTitle = <T>(work: () => Promise<T>): Promise<T> =>
  whenTaken({ index: "labels_title", field: "title", sentence: "Title has already been taken" }, work);
