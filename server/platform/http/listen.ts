import type { Server } from "node:http";
import { ConfigError } from "../config.ts";

/**
 * Resolves when the server takes connections.
 *
 * @throws ConfigError when the port is taken, needs more rights than we have, or the host is none of this machine
 */
export function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") reject(new ConfigError(`PORT ${port} is in use by another program.`));
      else if (error.code === "EADDRNOTAVAIL") reject(new ConfigError(`HOST ${host} is no address of this machine.`));
      else if (error.code === "EACCES") reject(new ConfigError(`PORT ${port} may not be used by this user.`));
      else if (error.code === "ENOTFOUND") reject(new ConfigError(`HOST ${host} is a name nobody knows.`));
      else reject(error);
    });
    server.listen(port, host, () => resolve());
  });
}
