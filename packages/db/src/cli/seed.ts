import { createDb } from "../client.ts";
import { readDatabaseUrl, readSeedSecrets } from "../env.ts";
import { seedDemo } from "../seed/index.ts";

const db = createDb({ connectionString: readDatabaseUrl(), max: 4, applicationName: "cartwright-seed" });
try {
  const shop = await seedDemo(db, { ...readSeedSecrets(), onProgress: (message) => console.log(message) });
  console.log(JSON.stringify({ event: "seeded", ...shop }));
} finally {
  await db.close();
}
