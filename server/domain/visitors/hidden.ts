import { isAppError, notFound } from "../../platform/app-error.ts";

/** To a customer, what belongs to somebody else is not there. @throws not_found instead of forbidden */
export async function hidden<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isAppError(error) && error.code === "forbidden") throw notFound(error.message);
    throw error;
  }
}
