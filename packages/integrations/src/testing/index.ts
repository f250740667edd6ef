export { type SandboxProcess, startSandbox } from "./start-sandbox.ts";
