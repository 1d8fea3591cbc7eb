/**
 * Memory of a process that was started with `--inspect=127.0.0.1:<port>`, after its garbage was collected: otherwise what
 * was left over from starting hides what a few hundred connections take.
 *
 * @returns kilobytes in use: JavaScript, and buffers outside of it
 */
export async function settledKilobytes(port: number): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/json`, { signal: AbortSignal.timeout(10_000) });
  const [target] = (await response.json()) as { webSocketDebuggerUrl: string }[];
  if (!target) throw new Error("The process cannot be inspected");
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  try {
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = reject;
    });
    for (let turn = 0; turn < 2; turn++) await ask(socket, "HeapProfiler.collectGarbage", {});
    const expression = "(({ heapUsed, external }) => heapUsed + external)(process.memoryUsage())";
    const { result } = (await ask(socket, "Runtime.evaluate", { expression })) as { result: { value: number } };
    return result.value / 1024;
  } finally {
    socket.close();
  }
}

function ask(socket: WebSocket, method: string, params: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${method} was not answered`)), 30_000);
    socket.onmessage = ({ data }) => {
      clearTimeout(timer);
      resolve((JSON.parse(String(data)) as { result: unknown }).result);
    };
    socket.send(JSON.stringify({ id: 1, method, params }));
  });
}
