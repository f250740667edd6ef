/** Where a selection is for: pages ask for so many nested nodes at once, exports for all of them, as edges. */
export type SelectedFor = "page" | "export";

const variantFields = `
  id sku price compareAtPrice position inventoryQuantity inventoryPolicy
  selectedOptions { name value }
  inventoryItem { id tracked measurement { weight { unit value } } }`;

const pictureFields = "id alt ... on MediaImage { image { url width height } }";

/** A page's product brings this many variants along; the others are read by pages of their own. */
export const variantsAtOnce = 25;
const picturesAtOnce = 10;

/** What we ask of a product. */
export function productSelection(selectedFor: SelectedFor): string {
  return `
    id title handle descriptionHtml vendor productType status tags createdAt updatedAt publishedAt
    options { id name position values }
    featuredMedia { id }
    priceRangeV2 { minVariantPrice { currencyCode } }
    ${nested("variants", variantsAtOnce, variantFields, selectedFor)}
    ${nested("media", picturesAtOnce, pictureFields, selectedFor)}`;
}

/** A page of one product's further variants. */
export const variantPageSelection = `nodes { ${variantFields} } pageInfo { hasNextPage endCursor }`;

/** A nested list, as pages and exports want it. */
export function nested(name: string, first: number, fields: string, selectedFor: SelectedFor): string {
  if (selectedFor === "export") return `${name} { edges { node { ${fields} } } }`;
  return `${name}(first: ${first}) { nodes { ${fields} } pageInfo { hasNextPage endCursor } }`;
}
