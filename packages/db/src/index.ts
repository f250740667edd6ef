export { createDb, type CreateDbOptions, type Db, type DbLog } from "./client.ts";
export { copyRows, type CopyTarget, type CopyValue } from "./copy-rows.ts";
export * from "./generated/client.ts";
export { namedId, newId } from "./ids.ts";
export { pendingMigrations } from "./migrate/pending-migrations.ts";
export {
  isTransactionConflict,
  sqlState,
  transact,
  type Isolation,
  type TransactOptions,
  type Tx,
} from "./transaction.ts";
export { runSql, transactSql, type SqlTx } from "./transact-sql.ts";
