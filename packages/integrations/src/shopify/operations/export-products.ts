import { defineBulkQuery } from "../define-operation.ts";
import { productSelection } from "../product-selection.ts";

export const exportProducts = defineBulkQuery(`{
  products { edges { node { ${productSelection("export")} } } }
}`);
