export { createPosti } from "./create-posti.ts";
export type { PostiOptions } from "./posti-options.ts";
