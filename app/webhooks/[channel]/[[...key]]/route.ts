import { readRawRequest } from "#server/domain/messages/read-raw-request.ts";
import { receiveWebhook } from "#server/domain/messages/receive-webhook.ts";

interface Segments {
  params: Promise<{ channel: string; key?: string[] }>;
}

/** Providers post here. The server answers the same path with the same function before Next sees it. */
export async function POST(request: Request, { params }: Segments): Promise<Response> {
  const { channel, key = [] } = await params;
  const answer = await receiveWebhook(await readRawRequest(request, [channel, ...key]));
  return new Response(answer.body, { status: answer.status });
}
