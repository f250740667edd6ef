import { PrismaPg } from "@prisma/adapter-pg";
import { DriverAdapterError } from "@prisma/driver-adapter-utils";
import { DatabaseError, type Pool } from "pg";

/**
 * Prisma's adapter splits a script at every semicolon, also inside a function's body. This one sends it whole: Postgres
 * then runs it as one transaction, so that a migration is applied entirely or not at all.
 */
export function migrationAdapter(pool: Pool): PrismaPg {
  return new WholeScripts(pool);
}

class WholeScripts extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      try {
        await adapter.underlyingDriver().query(script);
      } catch (error) {
        throw error instanceof DatabaseError ? inPrismasWords(error) : error;
      }
    };
    return adapter;
  }
}

// In this shape the engine repeats Postgres's message; any other error it reports by number alone.
function inPrismasWords({ code, severity, message, detail, column, hint }: DatabaseError): DriverAdapterError {
  const unknown = { code: code ?? "XX000", severity: severity ?? "ERROR" };
  return new DriverAdapterError({ kind: "postgres", ...unknown, message, detail, column, hint });
}
