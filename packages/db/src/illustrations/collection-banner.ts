import { frame } from "./frame.ts";
import { type GroundName, grounds } from "./palette.ts";
import { type Placed, placeObjects } from "./place-objects.ts";

type Item = readonly [Placed["kind"], Placed["colour"], x: number, scale: number];

const FOOT = 556;

const banners: Record<GroundName, readonly Item[]> = {
  "paper-and-desk": [
    ["letterRack", "Oak", 250, 0.6],
    ["notebook", "Pine", 560, 0.68],
    ["pencils", "Clay", 820, 0.62],
    ["tapeDispenser", "Moss", 1090, 0.5],
    ["inkBottle", "Ink", 1370, 0.56],
  ],
  kitchen: [
    ["storageJars", "Moss", 250, 0.62],
    ["pepperMill", "Ink", 530, 0.6],
    ["teapot", "Rust", 830, 0.68],
    ["mug", "Sky", 1120, 0.46],
    ["cuttingBoard", "Walnut", 1380, 0.62],
  ],
  textiles: [
    ["rug", "Clay", 240, 0.64],
    ["throwBlanket", "Heather", 530, 0.68],
    ["cushion", "Pine", 840, 0.62],
    ["tote", "Charcoal", 1130, 0.56],
    ["mittens", "Lingonberry", 1400, 0.56],
  ],
  lighting: [
    ["floorLamp", "Birch", 220, 0.7],
    ["candlesticks", "Brass", 520, 0.56],
    ["mushroomLamp", "Clay", 820, 0.58],
    ["deskLamp", "Rust", 1170, 0.62],
    ["paperLantern", "Snow", 1450, 0.5],
  ],
  outdoors: [
    ["birdhouse", "Sky", 220, 0.64],
    ["rucksack", "Moss", 530, 0.62],
    ["berryBasket", "Oak", 830, 0.6],
    ["stormLantern", "Charcoal", 1110, 0.58],
    ["picnicRoll", "Lingonberry", 1380, 0.58],
  ],
  plants: [
    ["rubberPlant", "Terracotta", 220, 0.7],
    ["wateringCan", "Pine", 560, 0.62],
    ["herbTrough", "Oak", 860, 0.6],
    ["bulbVase", "Sky", 1130, 0.64],
    ["snakePlant", "Snow", 1370, 0.68],
  ],
  "sauna-and-bath": [
    ["stepStool", "Oak", 240, 0.62],
    ["saunaBucket", "Oak", 540, 0.66],
    ["towelRolls", "Fog", 850, 0.6],
    ["pumpBottle", "Pine", 1120, 0.6],
    ["soap", "Heather", 1370, 0.56],
  ],
  "gifts-under-30": [
    ["mug", "Pine", 230, 0.56],
    ["socks", "Moss", 510, 0.58],
    ["letterSet", "Sky", 810, 0.6],
    ["beanie", "Ink", 1080, 0.58],
    ["seedPackets", "Moss", 1370, 0.6],
  ],
};

/** A collection's banner, 1600 × 640, on the collection's own tint. */
export function collectionBanner(collection: GroundName): string {
  const objects = banners[collection].map(([kind, colour, x, scale]) => ({
    kind,
    colour,
    x,
    y: FOOT,
    scale: scale * 0.94,
  }));
  return frame({ width: 1600, height: 640, horizon: 478, tint: grounds[collection], inner: placeObjects(objects) });
}
