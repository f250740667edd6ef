import { execFileSync } from "node:child_process";

/** Who the server runs as: numeric ids to switch to, or nothing when the current user will do. */
export type ServerUser = { uid: number; gid: number } | undefined;

/** PostgreSQL refuses to run as root. Answers another user then, made when the machine has none. */
export function findServerUser(): ServerUser {
  if (process.getuid?.() !== 0) return undefined;
  return lookUp("postgres") ?? createUser() ?? lookUp("nobody") ?? refuse();
}

function createUser(): ServerUser {
  const attempts = [
    ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"],
    ["adduser", "-S", "-D", "-H", "postgres"],
  ] as const;
  for (const [command, ...args] of attempts) {
    if (succeeds(command, args)) return lookUp("postgres");
  }
  return undefined;
}

function lookUp(name: string): ServerUser {
  try {
    return { uid: askId("-u", name), gid: askId("-g", name) };
  } catch {
    return undefined; // `id` fails for a user that does not exist
  }
}

function askId(flag: string, name: string): number {
  return Number.parseInt(
    execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
    10,
  );
}

function succeeds(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return true;
  } catch {
    return false; // not on this system, or not allowed: the caller tries the next way
  }
}

function refuse(): never {
  throw new Error(
    "PostgreSQL does not run as root, and no other user exists here; set DATABASE_URL or start as another user",
  );
}
