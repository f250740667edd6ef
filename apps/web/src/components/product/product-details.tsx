import type { ProductDto } from "@cartwright/api/schemas";

/** What it is, what it is made of and how to keep it. */
export function ProductDetails({ product }: { readonly product: ProductDto }) {
  return (
    <div className="mt-10">
      <p className="max-w-prose text-16 whitespace-pre-line">{product.description}</p>
      {product.details.length > 0 && (
        <>
          <h2 className="mt-8 text-14 font-semibold">Details</h2>
          <dl className="mt-2 border-t border-line text-14">
            {product.details.map(({ label, value }) => (
              <div key={label} className="grid grid-cols-[8rem_1fr] gap-4 border-b border-line py-2.5">
                <dt className="text-muted">{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </div>
  );
}
