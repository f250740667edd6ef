export { type AmazonOptions, type AmazonRegion, isSellerId } from "./amazon-options.ts";
export { createAmazonClient } from "./create-amazon-client.ts";
export { hearAmazon, type HearAmazonOptions } from "./hear-amazon.ts";
