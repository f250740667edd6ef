export { createSandboxCarrier, type SandboxCarrierOptions } from "./create-sandbox-carrier.ts";
