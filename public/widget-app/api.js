// Calls of the widget API. The token says who the visitor is; the page around the frame keeps it.
const query = new URLSearchParams(location.search);
export const websiteToken = query.get("website_token") ?? "";
const named = query.get("cw_conversation") || new URLSearchParams(location.hash.slice(1)).get("cw_conversation");
let token = named || "";

export const currentToken = () => token;
export const useToken = (value) => {
  token = value ?? "";
};

/**
 * @param path  behind `/api/v1/widget/`
 * @param body  sent as JSON, or as it is when it is a form
 * @throws Error with `status` and the server's sentence
 */
export async function request(method, path, body, parameters = {}) {
  const url = new URL(`/api/v1/widget/${path}`, location.origin);
  url.searchParams.set("website_token", websiteToken);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  const isForm = body instanceof FormData;
  const headers = { ...(token && { "X-Auth-Token": token }), ...(body && !isForm && { "Content-Type": "application/json" }) };
  const response = await fetch(url, { method, headers, body: isForm ? body : body && JSON.stringify(body) });
  const text = await response.text();
  const answer = text && response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : null;
  if (!response.ok) throw Object.assign(new Error(answer?.error ?? answer?.message ?? response.statusText), { status: response.status });
  return answer;
}
