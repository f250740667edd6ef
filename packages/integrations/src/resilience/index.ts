export { createGuard, type Guard, type GuardOptions, type GuardSettings } from "./create-guard.ts";
export { listGuards } from "./watch-guards.ts";
