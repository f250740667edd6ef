/** What the shop says of itself. With `app/tokens.css` this is the brand: change both and it is yours. */
export const shop = {
  name: "Havu",
  tagline: "Things for home and desk, from Helsinki",
  promise: "Paper that takes ink, stoneware for every day, lamps for the dark half of the year.",
  address: "Havu, Kalevankatu 24, 00100 Helsinki",
  priceNote: "Prices include VAT. Shipping is added at checkout.",
  locale: "en-IE",
  timeZone: "Europe/Helsinki",
} as const;
