import { sign } from "../../platform/secrets.ts";

/**
 * What signs the calls that a step of a rule or a macro makes (contract, realtime §5). It follows from the installation's key, so that
 * no row has to keep it; it stays the same as long as the rule or macro is there.
 *
 * @param target  whose step it is, as in the deliveries: `automation_rule:5`, `macro:7`
 */
export const stepSecret = (accountId: number, target: string): string => sign("webhook-step", `${accountId}:${target}`);
