import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { errorCodesPage } from "../src/error-codes-page.ts";

await writeFile(join(import.meta.dirname, "../../../docs/error-codes.md"), errorCodesPage());
