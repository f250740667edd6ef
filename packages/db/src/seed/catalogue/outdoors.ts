import type { CatalogueProduct } from "./catalogue-product.ts";

export const outdoors: readonly CatalogueProduct[] = [
  {
    title: "Trail flask with cup",
    slug: "trail-flask-with-cup",
    description:
      "Keeps coffee hot from the car to the second fire of the day. The lid is a cup, the handle takes a mitten, and the stopper comes apart for washing.",
    details: [
      ["Material", "Stainless steel, powder coat"],
      ["Dimensions", "290 mm tall, 85 mm across"],
      ["Keeps", "Hot 14 h, cold 24 h"],
      ["Care", "Hand wash"],
      ["Weight", "520 g to 630 g"],
    ],
    collections: ["outdoors"],
    options: [
      {
        name: "Colour",
        values: ["Pine", "Rust", "Ink"],
      },
      {
        name: "Volume",
        values: ["0.7 l", "1.0 l"],
      },
    ],
    variants: [
      {
        sku: "HV-OD-FLK-PIN-07L",
        options: {
          Colour: "Pine",
          Volume: "0.7 l",
        },
        priceMinor: 3600,
        weightGrams: 520,
        stock: 28,
      },
      {
        sku: "HV-OD-FLK-PIN-10L",
        options: {
          Colour: "Pine",
          Volume: "1.0 l",
        },
        priceMinor: 4200,
        weightGrams: 630,
        stock: 16,
      },
      {
        sku: "HV-OD-FLK-RUS-07L",
        options: {
          Colour: "Rust",
          Volume: "0.7 l",
        },
        priceMinor: 3600,
        weightGrams: 520,
        stock: 21,
      },
      {
        sku: "HV-OD-FLK-RUS-10L",
        options: {
          Colour: "Rust",
          Volume: "1.0 l",
        },
        priceMinor: 4200,
        weightGrams: 630,
        stock: 4,
      },
      {
        sku: "HV-OD-FLK-INK-07L",
        options: {
          Colour: "Ink",
          Volume: "0.7 l",
        },
        priceMinor: 3600,
        weightGrams: 520,
        stock: 0,
      },
    ],
    illustration: {
      kind: "flask",
      ground: "outdoors",
      palette: ["Pine", "Rust", "Ink"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 175,
  },
  {
    title: "Waxed canvas rucksack",
    slug: "waxed-canvas-rucksack",
    description:
      "A day's rucksack with one big room, a pocket for the map and two for what you want at hand. The canvas is waxed, and you can wax it again. The base is doubled because it will be put down on wet moss.",
    details: [
      ["Material", "Waxed cotton canvas, vegetable-tanned leather, brass"],
      ["Dimensions", "45 × 30 × 16 cm"],
      ["Volume", "21 l"],
      ["Care", "Brush when dry, re-wax each autumn"],
      ["Weight", "1.45 kg"],
    ],
    collections: ["outdoors"],
    options: [
      {
        name: "Colour",
        values: ["Moss", "Ink", "Rust"],
      },
    ],
    variants: [
      {
        sku: "HV-OD-RCK-MOS",
        options: {
          Colour: "Moss",
        },
        priceMinor: 16500,
        weightGrams: 1450,
        stock: 9,
      },
      {
        sku: "HV-OD-RCK-INK",
        options: {
          Colour: "Ink",
        },
        priceMinor: 16500,
        weightGrams: 1450,
        stock: 7,
      },
      {
        sku: "HV-OD-RCK-RUS",
        options: {
          Colour: "Rust",
        },
        priceMinor: 16500,
        weightGrams: 1450,
        stock: 2,
      },
    ],
    illustration: {
      kind: "rucksack",
      ground: "outdoors",
      palette: ["Moss", "Ink", "Rust"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 290,
  },
  {
    title: "Folding camp stool",
    slug: "folding-camp-stool",
    description:
      "Two frames of ash, one bolt and a sling of saddle canvas. It folds to the size of a baguette and weighs less than a full flask. It holds more than it looks.",
    details: [
      ["Material", "Ash, brass, cotton canvas"],
      ["Dimensions", "42 × 36 × 40 cm open"],
      ["Load", "120 kg"],
      ["Care", "Oil the ash, brush the canvas"],
      ["Weight", "1.2 kg"],
    ],
    collections: ["outdoors"],
    options: [
      {
        name: "Colour",
        values: ["Rust", "Moss", "Charcoal"],
      },
    ],
    variants: [
      {
        sku: "HV-OD-CSL-RUS",
        options: {
          Colour: "Rust",
        },
        priceMinor: 6900,
        compareAtMinor: 8200,
        weightGrams: 1200,
        stock: 14,
      },
      {
        sku: "HV-OD-CSL-MOS",
        options: {
          Colour: "Moss",
        },
        priceMinor: 6900,
        compareAtMinor: 8200,
        weightGrams: 1200,
        stock: 10,
      },
      {
        sku: "HV-OD-CSL-CHA",
        options: {
          Colour: "Charcoal",
        },
        priceMinor: 6900,
        compareAtMinor: 8200,
        weightGrams: 1200,
        stock: 5,
      },
    ],
    illustration: {
      kind: "campStool",
      ground: "outdoors",
      palette: ["Rust", "Moss", "Charcoal"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 230,
  },
  {
    title: "Splint berry basket",
    slug: "splint-berry-basket",
    description:
      "Woven from split pine by a family that has done it for four generations. Blueberries breathe in it and do not turn to juice on the way home. The handle is steamed and bent in one piece.",
    details: [
      ["Material", "Split pine"],
      ["Dimensions", "28 × 22 × 16 cm, handle 30 cm"],
      ["Volume", "6 l"],
      ["Made in", "Kuhmo, Finland"],
      ["Weight", "480 g"],
    ],
    collections: ["outdoors"],
    options: [],
    variants: [
      {
        sku: "HV-OD-BBK",
        options: {},
        priceMinor: 4400,
        weightGrams: 480,
        stock: 0,
      },
    ],
    illustration: {
      kind: "berryBasket",
      ground: "outdoors",
      palette: ["Oak"],
    },
    publishedDaysAgo: 140,
  },
  {
    title: "Ribbed wool beanie",
    slug: "ribbed-wool-beanie",
    description:
      "Knitted in a fisherman's rib that stretches to any head and returns. The bobble comes off with a button if you do not want it. The band inside is merino and does not itch.",
    details: [
      ["Material", "100 % wool, merino band"],
      ["Size", "One size, 54–61 cm"],
      ["Care", "Wool wash at 30 °C, dry flat"],
      ["Weight", "95 g"],
    ],
    collections: ["outdoors", "gifts-under-30"],
    options: [
      {
        name: "Colour",
        values: ["Ink", "Rust", "Moss", "Lingonberry"],
      },
    ],
    variants: [
      {
        sku: "HV-OD-BNE-INK",
        options: {
          Colour: "Ink",
        },
        priceMinor: 2900,
        weightGrams: 95,
        stock: 36,
      },
      {
        sku: "HV-OD-BNE-RUS",
        options: {
          Colour: "Rust",
        },
        priceMinor: 2900,
        weightGrams: 95,
        stock: 24,
      },
      {
        sku: "HV-OD-BNE-MOS",
        options: {
          Colour: "Moss",
        },
        priceMinor: 2900,
        weightGrams: 95,
        stock: 31,
      },
      {
        sku: "HV-OD-BNE-LIN",
        options: {
          Colour: "Lingonberry",
        },
        priceMinor: 2900,
        weightGrams: 95,
        stock: 17,
      },
    ],
    illustration: {
      kind: "beanie",
      ground: "outdoors",
      palette: ["Ink", "Rust", "Moss", "Lingonberry"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 25,
  },
  {
    title: "Picnic blanket with straps",
    slug: "picnic-blanket-with-straps",
    description:
      "Recycled wool on top and a waterproof back, rolled into a leather carrier with a handle. Four people sit on it without touching, six if they like each other.",
    details: [
      ["Material", "Recycled wool, polyurethane back, leather"],
      ["Dimensions", "150 × 200 cm open"],
      ["Care", "Brush; wipe the back"],
      ["Weight", "1.65 kg"],
    ],
    collections: ["outdoors"],
    options: [
      {
        name: "Colour",
        values: ["Lingonberry", "Pine", "Sky"],
      },
    ],
    variants: [
      {
        sku: "HV-OD-PCN-LIN",
        options: {
          Colour: "Lingonberry",
        },
        priceMinor: 8900,
        weightGrams: 1650,
        stock: 12,
      },
      {
        sku: "HV-OD-PCN-PIN",
        options: {
          Colour: "Pine",
        },
        priceMinor: 8900,
        weightGrams: 1650,
        stock: 8,
      },
      {
        sku: "HV-OD-PCN-SKY",
        options: {
          Colour: "Sky",
        },
        priceMinor: 8900,
        weightGrams: 1650,
        stock: 0,
      },
    ],
    illustration: {
      kind: "picnicRoll",
      ground: "outdoors",
      palette: ["Lingonberry", "Pine", "Sky"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 320,
  },
  {
    title: "Nesting box for small birds",
    slug: "nesting-box-for-small-birds",
    description:
      "The hole is 32 mm, which suits great tits and pied flycatchers and keeps larger birds out. The front opens with one screw for cleaning in October. A pine pole and a fixing strap come with it; the bird does not.",
    details: [
      ["Material", "Untreated spruce, linseed paint"],
      ["Dimensions", "270 × 180 × 160 mm"],
      ["Care", "Empty once a year"],
      ["Made in", "Porvoo, Finland"],
      ["Weight", "1.9 kg"],
    ],
    collections: ["outdoors"],
    options: [
      {
        name: "Colour",
        values: ["Sky", "Rust", "Moss"],
      },
    ],
    variants: [
      {
        sku: "HV-OD-BRD-SKY",
        options: {
          Colour: "Sky",
        },
        priceMinor: 4900,
        weightGrams: 1900,
        stock: 23,
      },
      {
        sku: "HV-OD-BRD-RUS",
        options: {
          Colour: "Rust",
        },
        priceMinor: 4900,
        weightGrams: 1900,
        stock: 15,
      },
      {
        sku: "HV-OD-BRD-MOS",
        options: {
          Colour: "Moss",
        },
        priceMinor: 4900,
        weightGrams: 1900,
        stock: 6,
      },
    ],
    illustration: {
      kind: "birdhouse",
      ground: "outdoors",
      palette: ["Sky", "Rust", "Moss"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 15,
  },
  {
    title: "Storm lantern",
    slug: "storm-lantern",
    description:
      "A lantern for paraffin that burns eighteen hours on one filling and does not blow out on a jetty. The glass lifts with a lever to trim the wick. A spare wick is in the box.",
    details: [
      ["Material", "Galvanised steel, borosilicate glass, brass"],
      ["Dimensions", "260 mm tall, 155 mm across"],
      ["Fuel", "Lamp oil, 0.4 l"],
      ["Care", "Empty before storing"],
      ["Weight", "820 g"],
    ],
    collections: ["outdoors"],
    options: [
      {
        name: "Colour",
        values: ["Charcoal", "Lingonberry", "Pine"],
      },
    ],
    variants: [
      {
        sku: "HV-OD-STL-CHA",
        options: {
          Colour: "Charcoal",
        },
        priceMinor: 5600,
        weightGrams: 820,
        stock: 18,
      },
      {
        sku: "HV-OD-STL-LIN",
        options: {
          Colour: "Lingonberry",
        },
        priceMinor: 5600,
        weightGrams: 820,
        stock: 11,
      },
      {
        sku: "HV-OD-STL-PIN",
        options: {
          Colour: "Pine",
        },
        priceMinor: 5600,
        weightGrams: 820,
        stock: 4,
      },
    ],
    illustration: {
      kind: "stormLantern",
      ground: "outdoors",
      palette: ["Charcoal", "Lingonberry", "Pine"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 250,
  },
  {
    title: "Camp hatchet with sheath",
    slug: "camp-hatchet-with-sheath",
    description:
      "For kindling, tent pegs and a quiet hour by the woodpile. The head is forged and ground thin, the handle is straight-grained ash with a cord-wrapped grip. The leather sheath closes with one stud.",
    details: [
      ["Material", "Carbon steel, ash, vegetable-tanned leather"],
      ["Dimensions", "340 mm long, edge 85 mm"],
      ["Care", "Oil head and handle"],
      ["Weight", "740 g"],
    ],
    collections: ["outdoors"],
    options: [
      {
        name: "Sheath",
        values: ["Rust", "Walnut"],
      },
    ],
    variants: [
      {
        sku: "HV-OD-HTC-RUS",
        options: {
          Sheath: "Rust",
        },
        priceMinor: 7400,
        weightGrams: 740,
        stock: 9,
      },
      {
        sku: "HV-OD-HTC-WAL",
        options: {
          Sheath: "Walnut",
        },
        priceMinor: 7400,
        weightGrams: 740,
        stock: 13,
      },
    ],
    illustration: {
      kind: "hatchet",
      ground: "outdoors",
      palette: ["Rust", "Walnut"],
      paletteOption: "Sheath",
    },
    publishedDaysAgo: 360,
  },
];
