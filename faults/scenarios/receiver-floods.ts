import type { ServerResponse } from "node:http";

import { unsoundReceiver } from "./unsound-receiver.ts";

const tenMegabytes = Buffer.alloc(10_000_000, "x");

export const receiverFloods = unsoundReceiver({
  name: "receiver-floods",
  about: "a receiver that answers 500 with 10 MB",
  answers: (response: ServerResponse) => void response.writeHead(500).end(tenMegabytes),
});
