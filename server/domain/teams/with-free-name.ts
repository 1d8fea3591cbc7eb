import { whenTaken } from "../../platform/database/when-taken.ts";

/** Runs what gives a team its name. @throws invalid when another team of the account has it */
export const withFreeName = <T>(work: () => Promise<T>): Promise<T> =>
  whenTaken({ index: "teams_name", field: "name", sentence: "Name has already been taken" }, work);
