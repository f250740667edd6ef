import { unsoundReceiver } from "./unsound-receiver.ts";

export const receiverLimits = unsoundReceiver({
  name: "receiver-limits",
  about: "a receiver that answers 429 and asks for an hour",
  answers: (response) => void response.writeHead(429, { "retry-after": "3600" }).end(),
});
