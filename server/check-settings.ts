import { createServer } from "node:http";
import { loadConfig } from "./platform/config.ts";
import { listen } from "./platform/http/listen.ts";

// Run before a build: nobody shall wait minutes to learn that a variable is wrong or the port taken.
try {
  const { port, host } = loadConfig();
  const server = createServer();
  await listen(server, port, host);
  server.close();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
