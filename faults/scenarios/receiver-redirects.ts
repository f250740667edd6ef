import { createServer } from "node:http";

import type { Scenario } from "../scenario.ts";
import { unsoundReceiver } from "./unsound-receiver.ts";

/** Where nothing must ever arrive. */
const trap = { url: "", visits: 0 };

const redirected = unsoundReceiver({
  name: "receiver-redirects",
  about: "a receiver that redirects to an address inside",
  answers: (response) => void response.writeHead(307, { location: trap.url }).end(),
  check: () => (trap.visits > 0 ? `${trap.visits} callbacks followed a redirect` : null),
});

export const receiverRedirects: Scenario = {
  ...redirected,
  async inject(world, means) {
    const server = createServer((_, response) => {
      trap.visits += 1;
      response.end();
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.address();
    if (address !== null && typeof address === "object") trap.url = `http://127.0.0.1:${address.port}/inside`;
    try {
      await redirected.inject(world, means);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  },
};
