export interface SectionRow {
  request: string;
  does: string;
  /** For what a browser can open. */
  href?: string;
}

/** What the sandbox offers, for the page at `/`. `docs/sandbox.md` has the details. */
export const sections: readonly { title: string; rows: readonly SectionRow[] }[] = [
  {
    title: "Payments",
    rows: [
      {
        request: "/v1/… and /stripe/v1/…",
        does: "Stripe's API 2026-10-28.endive: checkout sessions, payment intents, refunds, charges, customers, events",
      },
      { request: "GET /pay/{session}", does: "The hosted page: approve, decline, ask the bank, go back" },
      { request: "POST /pay/{session}/complete", does: "The same without a browser" },
      {
        request: "GET /stripe/webhooks/log",
        does: "What was sent to the shop, attempt by attempt",
        href: "/stripe/webhooks/log",
      },
      { request: "POST /stripe/events/{id}/resend", does: "Sends an event once more" },
    ],
  },
  {
    title: "Faults",
    rows: [
      { request: "POST /faults", does: "Fails, delays, cuts or drops requests to one of the services" },
      { request: "GET /faults", does: "Faults that are set", href: "/faults" },
      { request: "DELETE /faults", does: "Takes all faults away" },
      { request: "POST /reset", does: "Forgets everything" },
    ],
  },
  {
    title: "Callbacks and mail",
    rows: [
      { request: "POST /webhook", does: "Takes callbacks and checks their signature" },
      { request: "POST /webhook/secret", does: "Tells the secret to check against" },
      { request: "GET /webhook/received", does: "What came", href: "/webhook/received" },
      { request: "POST /mail", does: "Takes mail" },
      { request: "GET /inbox", does: "Shows mail", href: "/inbox" },
      { request: "GET /github/login/oauth/authorize", does: "Signs in with GitHub, as whoever one says" },
    ],
  },
  {
    title: "Parcels, marketplaces, ERP",
    rows: [
      { request: "/posti/…", does: "Posti: tokens, pickup points 2026-04, OmaPosti Pro v2, tracking 7" },
      { request: "/matkahuolto/…", does: "Matkahuolto: shipments and pickup points as XML, tracking" },
      { request: "POST /carriers/parcels/{trackingNumber}/advance", does: "Moves a parcel on at once" },
      { request: "POST /carriers/expire-tokens", does: "Lets all of Posti's tokens run out" },
      { request: "POST /mock/{etsy|shopify|amazon}/validate", does: "Judges a marketplace receipt" },
      { request: "/etsy/v3/…", does: "Etsy's Open API v3: receipts, listings, OAuth; /etsy/sandbox/… sells" },
      { request: "/amazon/…", does: "Amazon's Selling Partner API: orders, listings, LWA; /amazon/sandbox/… sells" },
      {
        request: "/shopify/{shop}/admin/…",
        does: "Shopify's Admin API 2026-10, held against its schema; OAuth, exports and signed webhooks",
      },
      { request: "PUT /shopify/control/shops/{shop}", does: "Begins a shop anew: how much is in it, how many points" },
      { request: "GET, PUT /erp/stock", does: "Stock in pages" },
      { request: "POST /erp/orders", does: "Takes an order" },
      { request: "POST /erp/simulate", does: "Sends a signed webhook of the ERP" },
    ],
  },
];
