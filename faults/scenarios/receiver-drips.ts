import type { ServerResponse } from "node:http";

import { unsoundReceiver } from "./unsound-receiver.ts";

export const receiverDrips = unsoundReceiver({
  name: "receiver-drips",
  about: "a receiver whose answer comes byte by byte and never ends",
  answers: drip,
});

function drip(response: ServerResponse): void {
  response.writeHead(200);
  const timer = setInterval(() => response.write("."), 200);
  response.on("close", () => clearInterval(timer));
}
