/** What came back: `body` is parsed when it is JSON, else undefined. */
export interface Answer<T> {
  status: number;
  headers: Headers;
  text: string;
  body: T;
}

type Body = FormData | URLSearchParams | string | object;

/** Sends requests the way a foreign program does: its own headers, its own kind of body, nothing of ours between. */
export class Caller {
  readonly base: string;
  readonly #headers: Record<string, string>;

  /**
   * @param base  address without trailing slash; paths are appended as they are
   * @param headers  sent with every request
   */
  constructor(base: string, headers: Record<string, string> = {}) {
    this.base = base;
    this.#headers = headers;
  }

  /** The same program at another place of the same server. */
  at(path: string): Caller {
    return new Caller(this.base + path, this.#headers);
  }

  /** @param body  objects go as JSON, forms as forms, texts as they are */
  async send<T = unknown>(method: string, path: string, body?: Body): Promise<Answer<T>> {
    const isForm = body instanceof FormData || body instanceof URLSearchParams;
    const isJson = body !== undefined && !isForm && typeof body !== "string";
    const response = await fetch(this.base + path, {
      method,
      headers: { ...(isJson && { "content-type": "application/json" }), ...this.#headers },
      ...(body !== undefined && {
        body: isJson ? JSON.stringify(body) : (body as FormData | URLSearchParams | string),
      }),
      redirect: "manual",
    });
    const text = await response.text();
    const parsed = response.headers.get("content-type")?.includes("json") && text !== "" ? JSON.parse(text) : undefined;
    return { status: response.status, headers: response.headers, text, body: parsed as T };
  }

  /** @throws Error with what the server said, unless it answered 200: no client of the contract expects anything else */
  async #expect200<T>(method: string, path: string, body?: Body): Promise<T> {
    const answer = await this.send<T>(method, path, body);
    if (answer.status !== 200) throw new Error(`${method} ${this.base}${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  }

  get = <T = unknown>(path: string): Promise<T> => this.#expect200<T>("GET", path);
  post = <T = unknown>(path: string, body?: Body): Promise<T> => this.#expect200<T>("POST", path, body);
  put = <T = unknown>(path: string, body?: Body): Promise<T> => this.#expect200<T>("PUT", path, body);
  patch = <T = unknown>(path: string, body?: Body): Promise<T> => this.#expect200<T>("PATCH", path, body);
  delete = <T = unknown>(path: string, body?: Body): Promise<T> => this.#expect200<T>("DELETE", path, body);
}
