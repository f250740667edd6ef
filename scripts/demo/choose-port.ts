import { createServer } from "node:net";

interface PortWish {
  /** What the port is for, as people say it. */
  what: string;
  /** Environment variable that chooses another. */
  variable: string;
  wanted: number;
  say: (text: string) => void;
}

const attempts = 50;

/** The wanted port, or the next free one, said aloud. */
export async function choosePort({ what, variable, wanted, say }: PortWish): Promise<number> {
  for (let port = wanted; port < wanted + attempts && port <= 65_535; port += 1) {
    if (!(await isFree(port))) continue;
    if (port !== wanted) say(`  ! port ${wanted} is taken; ${what} uses ${port} (set ${variable} to choose another)`);
    return port;
  }
  throw new Error(`Ports ${wanted} to ${wanted + attempts - 1} are taken. Set ${variable} to a free port for ${what}.`);
}

// Without a host: on all addresses, so that a program on any of them counts.
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
