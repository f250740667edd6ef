export { chooseByStore, type Choice } from "./choose-by-store.ts";
export { createValidatingClient, type ValidatingClientOptions } from "./create-validating-client.ts";
