export { createMatkahuolto } from "./create-matkahuolto.ts";
export type { MatkahuoltoOptions } from "./matkahuolto-options.ts";
