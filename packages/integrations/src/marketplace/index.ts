export { createValidatingClient, type ValidatingClientOptions } from "./create-validating-client.ts";
