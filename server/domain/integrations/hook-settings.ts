import { invalid } from "../../platform/app-error.ts";
import { parseFields } from "../../platform/http/validate.ts";
import { decrypt, encrypt } from "../../platform/secrets.ts";
import type { HookApp } from "./apps.ts";
import { hookApps } from "./apps.ts";
import { HOOK_SECRET_MASK } from "./contract.ts";

/** As the table has them. */
export interface StoredSettings {
  settings: Record<string, unknown>;
  secrets: string | null;
}

/** @throws invalid for an app that cannot be connected here */
export function requireHookApp(id: string): HookApp {
  const app = hookApps.find((known) => known.id === id);
  if (!app) throw invalid("app_id", `App ${id} is not available here`);
  return app;
}

/** Complete, secrets decrypted: for calling the app, never for answers. */
export function openSettings(stored: StoredSettings): Record<string, unknown> {
  const secrets = stored.secrets ? (JSON.parse(decrypt(stored.secrets)) as Record<string, unknown>) : {};
  return { ...stored.settings, ...secrets };
}

/**
 * Checks settings that somebody sent and splits them into what is stored in the open and what is stored encrypted.
 *
 * @param known  what is stored already: a masked or missing field stays as it is
 * @throws invalid with the names of the fields
 */
export function storedSettings(app: HookApp, given: Record<string, unknown>, known?: StoredSettings): StoredSettings {
  const before = known ? openSettings(known) : {};
  const changed = Object.entries(given).filter(([, value]) => value !== HOOK_SECRET_MASK);
  const settings = parseFields(app.settings, { ...before, ...Object.fromEntries(changed) }) as Record<string, unknown>;
  const isSecret = ([key]: [string, unknown]) => app.secrets.includes(key);
  const secrets = Object.entries(settings).filter(isSecret);
  return {
    settings: Object.fromEntries(Object.entries(settings).filter((entry) => !isSecret(entry))),
    secrets: secrets.length > 0 ? encrypt(JSON.stringify(Object.fromEntries(secrets))) : null,
  };
}

/** For administrators: everything but the secrets, of which only is told that they are set. */
export const maskedSettings = (app: HookApp, stored: StoredSettings): Record<string, unknown> => ({
  ...stored.settings,
  ...(stored.secrets && Object.fromEntries(app.secrets.map((key) => [key, HOOK_SECRET_MASK]))),
});
