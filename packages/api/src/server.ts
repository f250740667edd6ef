export { type ApiContext } from "./context.ts";
export { toApiError, type ApiError } from "./errors.ts";
export { appRouter, createCaller } from "./root.ts";
