/** What a server action answers to a form. A success that goes on to another page never arrives here. */
export type FormResult =
  | { ok: true; data?: unknown }
  | { ok: false; code: string; message: string; fields: string[]; requestId: string };

/** A server action as `useActionState` wants it. */
export type FormAction = (previous: FormResult | null, form: FormData) => Promise<FormResult>;
