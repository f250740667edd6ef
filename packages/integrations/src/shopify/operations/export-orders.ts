import { defineBulkQuery } from "../define-operation.ts";
import { orderSelection } from "../order-selection.ts";

export const exportOrders = defineBulkQuery(`{
  orders { edges { node { ${orderSelection("export")} } } }
}`);
