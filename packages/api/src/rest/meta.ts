/** Where a procedure stands in the REST API. */
export interface RestMeta {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Under `/api/v1`; `{name}` takes the input's field of that name. */
  readonly path: `/${string}`;
  /** Default 200. */
  readonly status?: 200 | 201 | 202;
  readonly tag:
    | "Catalogue"
    | "Carts"
    | "Orders"
    | "Carriers"
    | "Stores"
    | "Sync"
    | "Callbacks"
    | "Facts"
    | "Automation"
    | "Account"
    | "Audit"
    | "Keys";
  readonly summary: string;
  /** The body is a file, whose bytes become the input's field of this name. Without: JSON of 1 MiB at most. */
  readonly file?: { readonly field: string; readonly mediaType: string; readonly mostBytes: number };
  /**
   * The Idempotency-Key header becomes the input's field `idempotencyKey`. `required`: refused without;
   * `optional`: a given one is honoured.
   */
  readonly idempotency?: "required" | "optional";
}
