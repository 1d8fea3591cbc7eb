import { AppError } from "../platform/app-error.ts";

/**
 * Ends the use case unless the policy allowed it.
 *
 * @throws forbidden, which the contract answers with 401
 */
export function authorize(isAllowed: boolean): void {
  if (!isAllowed) throw new AppError("forbidden");
}
