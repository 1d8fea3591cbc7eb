import { AppError, isAppError, notFound } from "../../platform/app-error.ts";
import type { AccountContext, Context } from "../../platform/context.ts";
import { openableConversations } from "../../policies/conversations.ts";
import { type ConversationRow, loadConversations } from "../conversations/queries/load-conversations.ts";
import { findVisitor, type OpenInbox, openInbox, type Visitor } from "./open-visitor.ts";
import { readWidgetToken } from "./widget-token.ts";

/** Named by the page that the widget is on. */
export interface WidgetInput {
  website_token?: string | undefined;
}

/** The inbox of a website. @throws not_found, unauthenticated for a suspended account */
export async function openWidget(ctx: Context, { website_token: key }: WidgetInput): Promise<OpenInbox> {
  try {
    const open = await openInbox(ctx, key ?? "", "website");
    if (open.isSuspended) throw new AppError("unauthenticated", { public: "Account is suspended" });
    return open;
  } catch (error) {
    if (!isAppError(error) || error.code !== "not_found") throw error;
    throw new AppError("not_found", { public: "web widget does not exist" });
  }
}

/** The visitor whom the token of the widget names; null for a missing, foreign or ended one. */
export async function findWidgetVisitor(open: OpenInbox): Promise<Visitor | null> {
  const token = readWidgetToken(open.ctx.client?.visitorToken);
  return token && token.inboxId === open.inbox.id ? findVisitor(open, token.sourceId) : null;
}

/** @throws not_found without a valid token */
export async function openWidgetVisitor(ctx: Context, input: WidgetInput): Promise<Visitor> {
  const visitor = await findWidgetVisitor(await openWidget(ctx, input));
  if (!visitor) throw notFound("visitor");
  return visitor;
}

/** The visitor's latest conversation on this website; null before the first (contract, public API §4). */
export async function findCurrentConversation(
  ctx: AccountContext,
  { inbox }: Pick<Visitor, "inbox">,
): Promise<ConversationRow | null> {
  const [row] = await loadConversations(ctx, (sql) => ({
    where: sql`c.inbox_id = ${inbox.id} and ${openableConversations(ctx)}`,
    order: sql`order by c.id desc`,
    limit: 1,
  }));
  return row ?? null;
}

/** @throws not_found before the first conversation */
export async function getCurrentConversation(visitor: Visitor): Promise<ConversationRow> {
  const row = await findCurrentConversation(visitor.ctx, visitor);
  if (!row) throw notFound("conversation");
  return row;
}
