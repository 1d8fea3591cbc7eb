import { createCannedResponse } from "../domain/canned-responses/write-canned-response.ts";
import { createLabel } from "../domain/labels/create-label.ts";
import type { AccountContext } from "../platform/context.ts";
import { runtime } from "../platform/runtime.ts";

/** Title → colour, of everything the stories carry. */
const labels: Record<string, string> = {
  wholesale: "#7c3aed",
  atacado: "#7c3aed",
  delivery: "#0284c7",
  entrega: "#0284c7",
  damaged: "#dc2626",
  invoice: "#b45309",
  subscription: "#15803d",
  workshop: "#be185d",
  oficina: "#be185d",
  equipment: "#475569",
  praise: "#ca8a04",
  press: "#475569",
};

const cannedResponses: Record<string, string> = {
  hello: "Hello, this is Harbor Lane Coffee. How can we help?",
  track: "Your parcel is on its way. As soon as the courier has scanned it, the tracking link shows where it is.",
  return: "No problem: send it back within 30 days, and we refund you on the day it arrives.",
  oi: "Olá, aqui é a Harbor Lane Coffee. Como podemos ajudar?",
  prazo: "O pedido sai da nossa torrefação em até dois dias úteis e chega em mais três.",
};

/** Labels and canned responses of the demo's account; what is there already stays as it is. */
export async function furnishShop(ctx: AccountContext): Promise<void> {
  const { sql } = runtime();
  const [known] = await sql<{ titles: string[]; codes: string[] }[]>`
    select array(select title from labels where account_id = ${ctx.accountId}) as titles,
      array(select short_code from canned_responses where account_id = ${ctx.accountId}) as codes`;
  for (const [title, color] of Object.entries(labels)) {
    if (!known?.titles.includes(title)) await createLabel(ctx, { title, color });
  }
  for (const [short_code, content] of Object.entries(cannedResponses)) {
    if (!known?.codes.includes(short_code)) await createCannedResponse(ctx, { short_code, content });
  }
}
