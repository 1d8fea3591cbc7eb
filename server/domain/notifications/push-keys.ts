import webPush from "web-push";
import { type Context, statements } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { decrypt, encrypt } from "../../platform/secrets.ts";

/** The pair with which this installation signs its pushes; the public one goes to browsers. Both base64url. */
export interface PushKeys {
  publicKey: string;
  privateKey: string;
}

/** The keys of the installation, made when they are first asked for. Of two at once, both get the same. */
export async function getPushKeys(ctx: Context): Promise<PushKeys> {
  return (await findPushKeys(ctx)) ?? makePushKeys(ctx);
}

/** What browsers are told (Push API, `applicationServerKey`). */
export const getPushKey = async (ctx: Context): Promise<{ public_key: string }> => ({
  public_key: (await getPushKeys(ctx)).publicKey,
});

async function findPushKeys(ctx: Context): Promise<PushKeys | null> {
  const [row] = await statements(ctx)<{ publicKey: string; sealed: string }[]>`
    select public_key as "publicKey", private_key_encrypted as sealed from push_keys where id = 'current'`;
  return row ? { publicKey: row.publicKey, privateKey: decrypt(row.sealed) } : null;
}

async function makePushKeys(ctx: Context): Promise<PushKeys> {
  const made = webPush.generateVAPIDKeys();
  await transaction(ctx, async (tx) => {
    await tx.sql`
      insert into push_keys (id, public_key, private_key_encrypted)
      values ('current', ${made.publicKey}, ${encrypt(made.privateKey)})
      on conflict do nothing`;
  });
  const keys = await findPushKeys(ctx);
  if (!keys) throw new Error("The push keys are not there after they were made");
  return keys;
}
