export { freePort } from "./free-port.ts";
export { guardProcess } from "./guard-process.ts";
export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from "./start-embedded-postgres.ts";
