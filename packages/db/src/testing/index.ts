export { createTestDatabase, type TestDatabase } from "./create-test-database.ts";
export { setUpTestServer, type TestServer, type TestServerOptions } from "./set-up-test-server.ts";
