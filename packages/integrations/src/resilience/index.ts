export { createGuard, type Guard, type GuardOptions, type GuardState } from "./create-guard.ts";
