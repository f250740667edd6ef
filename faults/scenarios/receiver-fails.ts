import { unsoundReceiver } from "./unsound-receiver.ts";

export const receiverFails = unsoundReceiver({
  name: "receiver-fails",
  about: "a receiver that answers 500",
  answers: 500,
});
