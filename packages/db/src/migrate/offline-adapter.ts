import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";

/**
 * Stands where the schema engine insists on a database although the work needs none.
 *
 * The engine opens a connection and asks for the server's version; no rows are answer enough for a diff of schemas.
 */
export function offlineAdapter(): SqlMigrationAwareDriverAdapterFactory {
  const connect = async (): Promise<SqlDriverAdapter> => ({
    provider: "postgres",
    adapterName: "offline",
    queryRaw: async () => ({ columnNames: [], columnTypes: [], rows: [] }),
    executeRaw: async () => 0,
    executeScript: async () => undefined,
    getConnectionInfo: () => ({ schemaName: "public", supportsRelationJoins: false }),
    startTransaction: () => Promise.reject(new Error("no database behind the offline adapter")),
    dispose: async () => undefined,
  });
  return { provider: "postgres", adapterName: "offline", connect, connectToShadowDb: connect };
}
