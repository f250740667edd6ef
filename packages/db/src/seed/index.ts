export { seedDemo, type SeededShop, type SeedOptions } from "./seed-demo.ts";
