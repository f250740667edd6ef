export { DomainError, errorCodes, isDomainError, type ErrorCode } from "./errors.ts";
export type { Actor, Ctx, Scope, Services, Settings } from "./context.ts";
