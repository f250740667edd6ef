/** The queue's own tables, for programs that may not reach the database package. */
export { jobSchema, migrateJobQueue } from "@cartwright/db/migrate";
