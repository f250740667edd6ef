export { createMemoryBucket } from "./create-memory-bucket.ts";
export { bucketQuota, windowQuota } from "./quota.ts";
export { takeTurn, type Turn } from "./take-turn.ts";
