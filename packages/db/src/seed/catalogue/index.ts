import type { CatalogueProduct } from "./catalogue-product.ts";
import { kitchen } from "./kitchen.ts";
import { lighting } from "./lighting.ts";
import { outdoors } from "./outdoors.ts";
import { paperAndDesk } from "./paper-and-desk.ts";
import { plants } from "./plants.ts";
import { saunaAndBath } from "./sauna-and-bath.ts";
import { textiles } from "./textiles.ts";

export type { CatalogueCollection, CatalogueProduct, CatalogueVariant } from "./catalogue-product.ts";
export { collections } from "./collections.ts";

/** Everything Havu sells, by home collection. */
export const products: readonly CatalogueProduct[] = [
  ...paperAndDesk,
  ...kitchen,
  ...textiles,
  ...lighting,
  ...outdoors,
  ...plants,
  ...saunaAndBath,
];
