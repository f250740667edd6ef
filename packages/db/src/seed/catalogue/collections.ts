import { grounds } from "../../illustrations/index.ts";
import type { CatalogueCollection } from "./catalogue-product.ts";

/** Havu's collections, in the order the shop shows them. */
export const collections: readonly CatalogueCollection[] = [
  {
    slug: "paper-and-desk",
    title: "Paper & Desk",
    description:
      "For people who still think best with something in their hand. Paper that takes ink, tools that can be mended, and a place to put them down.",
    tint: grounds["paper-and-desk"],
  },
  {
    slug: "kitchen",
    title: "Kitchen",
    description:
      "Stoneware, wood and glass for every day, not for the top shelf. Everything here has been used in our own kitchen behind the shop for at least a winter.",
    tint: grounds.kitchen,
  },
  {
    slug: "textiles",
    title: "Textiles",
    description:
      "Wool and linen, woven and knitted by mills we have visited. Made to be washed, mended and argued over.",
    tint: grounds.textiles,
  },
  {
    slug: "lighting",
    title: "Lighting",
    description:
      "In December we get six hours of daylight, so we take lamps seriously. Warm light, replaceable parts, cords long enough.",
    tint: grounds.lighting,
  },
  {
    slug: "outdoors",
    title: "Outdoors",
    description: "Things for the forest at the end of the tram line and for the island after it. They may get wet.",
    tint: grounds.outdoors,
  },
  {
    slug: "plants",
    title: "Plants",
    description:
      "Green company for a north-facing window, and what it needs to stay green. Living plants travel with a heat pad in the cold months.",
    tint: grounds.plants,
  },
  {
    slug: "sauna-and-bath",
    title: "Sauna & Bath",
    description: "A bucket, a towel, a bar of soap: the list is short, so each thing on it can be good.",
    tint: grounds["sauna-and-bath"],
  },
  {
    slug: "gifts-under-30",
    title: "Gifts under 30",
    description:
      "From every shelf of the shop, what costs less than thirty euros and wraps well. In case of doubt: mittens are in Textiles, socks are here.",
    tint: grounds["gifts-under-30"],
  },
];
