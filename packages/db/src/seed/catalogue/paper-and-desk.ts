import type { CatalogueProduct } from "./catalogue-product.ts";

export const paperAndDesk: readonly CatalogueProduct[] = [
  {
    title: "Linen-bound notebook",
    slug: "linen-bound-notebook",
    description:
      "A notebook that lies flat from the first page to the last, because it is sewn in sixteen sections and bound in real linen. The paper takes fountain pen ink without feathering. A ribbon keeps your place and an elastic keeps it shut in a bag.",
    details: [
      ["Material", "Linen over board, 100 g/m² uncoated paper"],
      ["Dimensions", "148 × 210 mm, 192 pages"],
      ["Care", "Wipe with a dry cloth"],
      ["Made in", "Tampere, Finland"],
      ["Weight", "340 g"],
    ],
    collections: ["paper-and-desk"],
    options: [
      {
        name: "Colour",
        values: ["Pine", "Ink", "Clay", "Birch"],
      },
      {
        name: "Ruling",
        values: ["Plain", "Lined", "Dotted"],
      },
    ],
    variants: [
      {
        sku: "HV-PD-NTB-PIN-PLAIN",
        options: {
          Colour: "Pine",
          Ruling: "Plain",
        },
        priceMinor: 2400,
        weightGrams: 340,
        stock: 42,
      },
      {
        sku: "HV-PD-NTB-PIN-LINED",
        options: {
          Colour: "Pine",
          Ruling: "Lined",
        },
        priceMinor: 2400,
        weightGrams: 340,
        stock: 38,
      },
      {
        sku: "HV-PD-NTB-PIN-DOTTED",
        options: {
          Colour: "Pine",
          Ruling: "Dotted",
        },
        priceMinor: 2400,
        weightGrams: 340,
        stock: 55,
      },
      {
        sku: "HV-PD-NTB-INK-PLAIN",
        options: {
          Colour: "Ink",
          Ruling: "Plain",
        },
        priceMinor: 2400,
        weightGrams: 340,
        stock: 31,
      },
      {
        sku: "HV-PD-NTB-INK-LINED",
        options: {
          Colour: "Ink",
          Ruling: "Lined",
        },
        priceMinor: 2400,
        weightGrams: 340,
        stock: 4,
      },
      {
        sku: "HV-PD-NTB-INK-DOTTED",
        options: {
          Colour: "Ink",
          Ruling: "Dotted",
        },
        priceMinor: 2400,
        weightGrams: 340,
        stock: 27,
      },
      {
        sku: "HV-PD-NTB-CLY-PLAIN",
        options: {
          Colour: "Clay",
          Ruling: "Plain",
        },
        priceMinor: 2400,
        weightGrams: 340,
        stock: 18,
      },
      {
        sku: "HV-PD-NTB-CLY-LINED",
        options: {
          Colour: "Clay",
          Ruling: "Lined",
        },
        priceMinor: 2400,
        weightGrams: 340,
        stock: 0,
      },
      {
        sku: "HV-PD-NTB-CLY-DOTTED",
        options: {
          Colour: "Clay",
          Ruling: "Dotted",
        },
        priceMinor: 2400,
        weightGrams: 340,
        stock: 22,
      },
      {
        sku: "HV-PD-NTB-BIR-PLAIN",
        options: {
          Colour: "Birch",
          Ruling: "Plain",
        },
        priceMinor: 2400,
        weightGrams: 340,
        stock: 12,
      },
      {
        sku: "HV-PD-NTB-BIR-DOTTED",
        options: {
          Colour: "Birch",
          Ruling: "Dotted",
        },
        priceMinor: 2400,
        weightGrams: 340,
        stock: 9,
      },
    ],
    illustration: {
      kind: "notebook",
      ground: "paper-and-desk",
      palette: ["Pine", "Ink", "Clay", "Birch"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 210,
  },
  {
    title: "Bundle of five cedar pencils",
    slug: "bundle-of-five-cedar-pencils",
    description:
      "Five pencils turned from incense cedar and lacquered three times in shades of one colour. The HB core is soft enough to sketch with and hard enough to keep a point through a meeting. They come tied with a leather band that you will find another use for.",
    details: [
      ["Material", "Incense cedar, graphite, vegetable-tanned leather"],
      ["Dimensions", "175 mm long, 7 mm across"],
      ["Grade", "HB"],
      ["Made in", "Estonia"],
      ["Weight", "60 g"],
    ],
    collections: ["paper-and-desk", "gifts-under-30"],
    options: [
      {
        name: "Colour",
        values: ["Clay", "Moss", "Sky", "Ink"],
      },
    ],
    variants: [
      {
        sku: "HV-PD-PCL-CLY",
        options: {
          Colour: "Clay",
        },
        priceMinor: 1250,
        weightGrams: 60,
        stock: 120,
      },
      {
        sku: "HV-PD-PCL-MOS",
        options: {
          Colour: "Moss",
        },
        priceMinor: 1250,
        weightGrams: 60,
        stock: 86,
      },
      {
        sku: "HV-PD-PCL-SKY",
        options: {
          Colour: "Sky",
        },
        priceMinor: 1250,
        weightGrams: 60,
        stock: 64,
      },
      {
        sku: "HV-PD-PCL-INK",
        options: {
          Colour: "Ink",
        },
        priceMinor: 1250,
        weightGrams: 60,
        stock: 0,
      },
    ],
    illustration: {
      kind: "pencils",
      ground: "paper-and-desk",
      palette: ["Clay", "Moss", "Sky", "Ink"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 340,
  },
  {
    title: "Sprig letter set",
    slug: "sprig-letter-set",
    description:
      "Eight cards printed with a lingonberry sprig from a hand-cut block, and eight envelopes in a colour that cheers up a doormat. The block is inked again for every card, so no two are quite alike.",
    details: [
      ["Material", "350 g/m² cotton card, 120 g/m² envelopes"],
      ["Dimensions", "114 × 162 mm (C6)"],
      ["Contents", "8 cards, 8 envelopes, 8 wax seals"],
      ["Printed", "Letterpress, Helsinki"],
      ["Weight", "220 g"],
    ],
    collections: ["paper-and-desk", "gifts-under-30"],
    options: [
      {
        name: "Colour",
        values: ["Sky", "Heather", "Birch"],
      },
    ],
    variants: [
      {
        sku: "HV-PD-LTS-SKY",
        options: {
          Colour: "Sky",
        },
        priceMinor: 1690,
        weightGrams: 220,
        stock: 46,
      },
      {
        sku: "HV-PD-LTS-HEA",
        options: {
          Colour: "Heather",
        },
        priceMinor: 1690,
        weightGrams: 220,
        stock: 3,
      },
      {
        sku: "HV-PD-LTS-BIR",
        options: {
          Colour: "Birch",
        },
        priceMinor: 1690,
        weightGrams: 220,
        stock: 28,
      },
    ],
    illustration: {
      kind: "letterSet",
      ground: "paper-and-desk",
      palette: ["Sky", "Heather", "Birch"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 60,
  },
  {
    title: "Standing desk calendar",
    slug: "standing-desk-calendar",
    description:
      "Twelve cards and an oak foot that holds them at a reading angle. Weeks start on Monday and the holidays are Finland's. Next year you order only the cards and keep the foot.",
    details: [
      ["Material", "Solid oak, 300 g/m² recycled card"],
      ["Dimensions", "120 × 210 mm, foot 150 mm wide"],
      ["Care", "Oil the foot once a year"],
      ["Made in", "Helsinki, Finland"],
      ["Weight", "310 g"],
    ],
    collections: ["paper-and-desk", "gifts-under-30"],
    options: [
      {
        name: "Colour",
        values: ["Rust", "Pine", "Ink"],
      },
    ],
    variants: [
      {
        sku: "HV-PD-CAL-RUS",
        options: {
          Colour: "Rust",
        },
        priceMinor: 2690,
        weightGrams: 310,
        stock: 35,
      },
      {
        sku: "HV-PD-CAL-PIN",
        options: {
          Colour: "Pine",
        },
        priceMinor: 2690,
        weightGrams: 310,
        stock: 22,
      },
      {
        sku: "HV-PD-CAL-INK",
        options: {
          Colour: "Ink",
        },
        priceMinor: 2690,
        weightGrams: 310,
        stock: 2,
      },
    ],
    illustration: {
      kind: "deskCalendar",
      ground: "paper-and-desk",
      palette: ["Rust", "Pine", "Ink"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 35,
  },
  {
    title: "Rollerball pen with stand",
    slug: "rollerball-pen-with-stand",
    description:
      "A brass pen, lacquered in a thin matt coat that wears to bare metal where your fingers rest. The cap screws on in a turn and a half, so it does not open in a pocket. It stands in a block of walnut offcut.",
    details: [
      ["Material", "Lacquered brass, walnut"],
      ["Dimensions", "132 mm capped, stand 110 × 40 × 24 mm"],
      ["Refill", "Euro standard rollerball, black"],
      ["Care", "Polish the brass, or leave it alone"],
      ["Weight", "165 g"],
    ],
    collections: ["paper-and-desk"],
    options: [
      {
        name: "Colour",
        values: ["Ink", "Charcoal", "Lingonberry"],
      },
    ],
    variants: [
      {
        sku: "HV-PD-RBP-INK",
        options: {
          Colour: "Ink",
        },
        priceMinor: 5900,
        weightGrams: 165,
        stock: 19,
      },
      {
        sku: "HV-PD-RBP-CHA",
        options: {
          Colour: "Charcoal",
        },
        priceMinor: 5900,
        weightGrams: 165,
        stock: 14,
      },
      {
        sku: "HV-PD-RBP-LIN",
        options: {
          Colour: "Lingonberry",
        },
        priceMinor: 5900,
        weightGrams: 165,
        stock: 1,
      },
    ],
    illustration: {
      kind: "pen",
      ground: "paper-and-desk",
      palette: ["Ink", "Charcoal", "Lingonberry"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 120,
  },
  {
    title: "Three-step letter rack",
    slug: "three-step-letter-rack",
    description:
      "Three slats for what has to be answered, what may wait and what you only like to look at. The joints are glued and pegged without a single screw. Felt on the underside spares the table.",
    details: [
      ["Material", "Solid wood, wool felt"],
      ["Dimensions", "240 × 150 × 190 mm"],
      ["Care", "Dry cloth"],
      ["Made in", "Fiskars village, Finland"],
      ["Weight", "780 g to 840 g"],
    ],
    collections: ["paper-and-desk"],
    options: [
      {
        name: "Wood",
        values: ["Oak", "Walnut"],
      },
    ],
    variants: [
      {
        sku: "HV-PD-LTR-OAK",
        options: {
          Wood: "Oak",
        },
        priceMinor: 4450,
        weightGrams: 780,
        stock: 16,
      },
      {
        sku: "HV-PD-LTR-WAL",
        options: {
          Wood: "Walnut",
        },
        priceMinor: 5350,
        weightGrams: 840,
        stock: 7,
      },
    ],
    illustration: {
      kind: "letterRack",
      ground: "paper-and-desk",
      palette: ["Oak", "Walnut"],
      paletteOption: "Wood",
    },
    publishedDaysAgo: 400,
  },
  {
    title: "Paper scissors",
    slug: "paper-scissors",
    description:
      "Long, slim blades for clean cuts in paper, ribbon and wrapping. The handles are cast in one piece and large enough for cold fingers. They can be sharpened, and we do it free for the first ten years.",
    details: [
      ["Material", "Stainless steel, coated zinc handles"],
      ["Dimensions", "210 mm long, 95 mm cut"],
      ["Care", "Wipe dry; do not wash in the machine"],
      ["Hand", "Right"],
      ["Weight", "140 g"],
    ],
    collections: ["paper-and-desk", "gifts-under-30"],
    options: [
      {
        name: "Colour",
        values: ["Pine", "Charcoal", "Rust"],
      },
    ],
    variants: [
      {
        sku: "HV-PD-SCI-PIN",
        options: {
          Colour: "Pine",
        },
        priceMinor: 2850,
        weightGrams: 140,
        stock: 48,
      },
      {
        sku: "HV-PD-SCI-CHA",
        options: {
          Colour: "Charcoal",
        },
        priceMinor: 2850,
        weightGrams: 140,
        stock: 26,
      },
      {
        sku: "HV-PD-SCI-RUS",
        options: {
          Colour: "Rust",
        },
        priceMinor: 2850,
        weightGrams: 140,
        stock: 33,
      },
    ],
    illustration: {
      kind: "scissors",
      ground: "paper-and-desk",
      palette: ["Pine", "Charcoal", "Rust"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 280,
  },
  {
    title: "Cast-iron tape dispenser",
    slug: "cast-iron-tape-dispenser",
    description:
      "Heavy enough to stay where it is while you tear with one hand. The body is sand-cast and enamelled, and the wheel turns on a brass pin. It takes the common 25 mm core as well as the big office one.",
    details: [
      ["Material", "Enamelled cast iron, brass, steel"],
      ["Dimensions", "165 × 60 × 95 mm"],
      ["Fits tape", "Up to 25 mm wide"],
      ["Care", "Wipe with a damp cloth"],
      ["Weight", "1.45 kg"],
    ],
    collections: ["paper-and-desk"],
    options: [
      {
        name: "Colour",
        values: ["Moss", "Ink", "Rust"],
      },
    ],
    variants: [
      {
        sku: "HV-PD-TPD-MOS",
        options: {
          Colour: "Moss",
        },
        priceMinor: 3900,
        compareAtMinor: 4600,
        weightGrams: 1450,
        stock: 11,
      },
      {
        sku: "HV-PD-TPD-INK",
        options: {
          Colour: "Ink",
        },
        priceMinor: 3900,
        compareAtMinor: 4600,
        weightGrams: 1450,
        stock: 0,
      },
      {
        sku: "HV-PD-TPD-RUS",
        options: {
          Colour: "Rust",
        },
        priceMinor: 3900,
        compareAtMinor: 4600,
        weightGrams: 1450,
        stock: 6,
      },
    ],
    illustration: {
      kind: "tapeDispenser",
      ground: "paper-and-desk",
      palette: ["Moss", "Ink", "Rust"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 190,
  },
  {
    title: "Bottle of writing ink",
    slug: "bottle-of-writing-ink",
    description:
      "A dye-based ink mixed in small batches for fountain pens and dip pens. It flows wet, dries in a quarter of a minute and washes out of the pen with water. The bottle is weighted at the foot.",
    details: [
      ["Contents", "50 ml"],
      ["Material", "Glass, phenolic cap"],
      ["Dry time", "15 seconds on 90 g/m² paper"],
      ["Care", "Keep upright and out of the sun"],
      ["Weight", "190 g"],
    ],
    collections: ["paper-and-desk", "gifts-under-30"],
    options: [
      {
        name: "Colour",
        values: ["Ink", "Pine", "Lingonberry", "Heather"],
      },
    ],
    variants: [
      {
        sku: "HV-PD-INK-INK",
        options: {
          Colour: "Ink",
        },
        priceMinor: 1480,
        weightGrams: 190,
        stock: 70,
      },
      {
        sku: "HV-PD-INK-PIN",
        options: {
          Colour: "Pine",
        },
        priceMinor: 1480,
        weightGrams: 190,
        stock: 52,
      },
      {
        sku: "HV-PD-INK-LIN",
        options: {
          Colour: "Lingonberry",
        },
        priceMinor: 1480,
        weightGrams: 190,
        stock: 44,
      },
      {
        sku: "HV-PD-INK-HEA",
        options: {
          Colour: "Heather",
        },
        priceMinor: 1480,
        weightGrams: 190,
        stock: 4,
      },
    ],
    illustration: {
      kind: "inkBottle",
      ground: "paper-and-desk",
      palette: ["Ink", "Pine", "Lingonberry", "Heather"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 150,
  },
];
