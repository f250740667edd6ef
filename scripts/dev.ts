import { main } from "./demo/main.ts";

await main("development");
