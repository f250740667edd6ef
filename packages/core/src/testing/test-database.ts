/** For tests of programs that may not reach the database package themselves. */
export { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";
