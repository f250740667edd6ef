import { unsoundReceiver } from "./unsound-receiver.ts";

export const receiverHangs = unsoundReceiver({
  name: "receiver-hangs",
  about: "a receiver that takes callbacks and never answers",
  answers: () => undefined,
});
