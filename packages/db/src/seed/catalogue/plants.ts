import type { CatalogueProduct } from "./catalogue-product.ts";

export const plants: readonly CatalogueProduct[] = [
  {
    title: "Rubber plant in a clay pot",
    slug: "rubber-plant-in-a-clay-pot",
    description:
      "A young rubber plant, about knee high, in a pot with a saucer that fits. It forgives a forgotten week and a dark corner. We pack it with a heat pad from November to March.",
    details: [
      ["Plant", "Ficus elastica, 50–60 cm"],
      ["Light", "Bright, no midday sun"],
      ["Water", "Every 7–10 days"],
      ["Pot", "Fired clay, 17 cm across"],
      ["Weight", "2.6 kg"],
    ],
    collections: ["plants"],
    options: [
      {
        name: "Pot",
        values: ["Terracotta", "Snow", "Charcoal"],
      },
    ],
    variants: [
      {
        sku: "HV-PL-RBR-TER",
        options: {
          Pot: "Terracotta",
        },
        priceMinor: 3900,
        weightGrams: 2600,
        stock: 12,
      },
      {
        sku: "HV-PL-RBR-SNO",
        options: {
          Pot: "Snow",
        },
        priceMinor: 3900,
        weightGrams: 2600,
        stock: 7,
      },
      {
        sku: "HV-PL-RBR-CHA",
        options: {
          Pot: "Charcoal",
        },
        priceMinor: 3900,
        weightGrams: 2600,
        stock: 3,
      },
    ],
    illustration: {
      kind: "rubberPlant",
      ground: "plants",
      palette: ["Terracotta", "Snow", "Charcoal"],
      paletteOption: "Pot",
    },
    publishedDaysAgo: 40,
  },
  {
    title: "Snake plant in a ridged pot",
    slug: "snake-plant-in-a-ridged-pot",
    description:
      "Stiff, upright and nearly impossible to kill. It drinks once a fortnight and cleans up the corner where nothing else grew. The pot has a hole and a hidden saucer.",
    details: [
      ["Plant", "Dracaena trifasciata, 40–50 cm"],
      ["Light", "Any"],
      ["Water", "Every 14 days"],
      ["Pot", "Stoneware, 16 cm across"],
      ["Weight", "2.3 kg"],
    ],
    collections: ["plants"],
    options: [
      {
        name: "Pot",
        values: ["Snow", "Clay", "Fog"],
      },
    ],
    variants: [
      {
        sku: "HV-PL-SNK-SNO",
        options: {
          Pot: "Snow",
        },
        priceMinor: 3400,
        weightGrams: 2300,
        stock: 16,
      },
      {
        sku: "HV-PL-SNK-CLY",
        options: {
          Pot: "Clay",
        },
        priceMinor: 3400,
        weightGrams: 2300,
        stock: 9,
      },
      {
        sku: "HV-PL-SNK-FOG",
        options: {
          Pot: "Fog",
        },
        priceMinor: 3400,
        weightGrams: 2300,
        stock: 0,
      },
    ],
    illustration: {
      kind: "snakePlant",
      ground: "plants",
      palette: ["Snow", "Clay", "Fog"],
      paletteOption: "Pot",
    },
    publishedDaysAgo: 100,
  },
  {
    title: "Hanging bowl with pothos",
    slug: "hanging-bowl-with-pothos",
    description:
      "A shallow bowl on cotton cords, planted with golden pothos that reaches the floor by its second summer. Adjust the knots to hang it level. The cork ring under the bowl catches the drip.",
    details: [
      ["Plant", "Epipremnum aureum, trailing 40 cm"],
      ["Light", "Half shade"],
      ["Water", "When the top is dry"],
      ["Hanging", "Cotton cord, 90 cm, ceiling hook included"],
      ["Weight", "1.7 kg"],
    ],
    collections: ["plants"],
    options: [
      {
        name: "Bowl",
        values: ["Clay", "Snow", "Moss"],
      },
    ],
    variants: [
      {
        sku: "HV-PL-HNG-CLY",
        options: {
          Bowl: "Clay",
        },
        priceMinor: 4200,
        weightGrams: 1700,
        stock: 10,
      },
      {
        sku: "HV-PL-HNG-SNO",
        options: {
          Bowl: "Snow",
        },
        priceMinor: 4200,
        weightGrams: 1700,
        stock: 6,
      },
      {
        sku: "HV-PL-HNG-MOS",
        options: {
          Bowl: "Moss",
        },
        priceMinor: 4200,
        weightGrams: 1700,
        stock: 8,
      },
    ],
    illustration: {
      kind: "hangingPlanter",
      ground: "plants",
      palette: ["Clay", "Snow", "Moss"],
      paletteOption: "Bowl",
    },
    publishedDaysAgo: 72,
  },
  {
    title: "Trio of small succulents",
    slug: "trio-of-small-succulents",
    description:
      "A cactus, a houseleek and a small aloe in pots that match without being the same. Put them where the sun is and leave them there. They like being left alone more than most of us.",
    details: [
      ["Plants", "Mammillaria, Echeveria, Aloe"],
      ["Light", "Full sun"],
      ["Water", "Every three weeks"],
      ["Pots", "Fired clay, 8 cm across"],
      ["Weight", "1.1 kg"],
    ],
    collections: ["plants", "gifts-under-30"],
    options: [
      {
        name: "Pots",
        values: ["Terracotta", "Fog"],
      },
    ],
    variants: [
      {
        sku: "HV-PL-SCT-TER",
        options: {
          Pots: "Terracotta",
        },
        priceMinor: 2650,
        weightGrams: 1100,
        stock: 34,
      },
      {
        sku: "HV-PL-SCT-FOG",
        options: {
          Pots: "Fog",
        },
        priceMinor: 2650,
        weightGrams: 1100,
        stock: 20,
      },
    ],
    illustration: {
      kind: "succulents",
      ground: "plants",
      palette: ["Terracotta", "Fog"],
      paletteOption: "Pots",
    },
    publishedDaysAgo: 310,
  },
  {
    title: "Long-spout watering can",
    slug: "long-spout-watering-can",
    description:
      "The spout reaches past the leaves to the soil, and the brass rose unscrews when you want a jet. It balances when full, which few cans do.",
    details: [
      ["Material", "Galvanised steel, brass, powder coat"],
      ["Dimensions", "380 × 260 × 150 mm"],
      ["Volume", "1.8 l"],
      ["Care", "Empty when not in use"],
      ["Weight", "690 g"],
    ],
    collections: ["plants"],
    options: [
      {
        name: "Colour",
        values: ["Pine", "Sky", "Rust", "Snow"],
      },
    ],
    variants: [
      {
        sku: "HV-PL-WTC-PIN",
        options: {
          Colour: "Pine",
        },
        priceMinor: 4800,
        weightGrams: 690,
        stock: 22,
      },
      {
        sku: "HV-PL-WTC-SKY",
        options: {
          Colour: "Sky",
        },
        priceMinor: 4800,
        weightGrams: 690,
        stock: 13,
      },
      {
        sku: "HV-PL-WTC-RUS",
        options: {
          Colour: "Rust",
        },
        priceMinor: 4800,
        weightGrams: 690,
        stock: 4,
      },
      {
        sku: "HV-PL-WTC-SNO",
        options: {
          Colour: "Snow",
        },
        priceMinor: 4800,
        weightGrams: 690,
        stock: 0,
      },
    ],
    illustration: {
      kind: "wateringCan",
      ground: "plants",
      palette: ["Pine", "Sky", "Rust", "Snow"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 215,
  },
  {
    title: "Glass plant mister",
    slug: "glass-plant-mister",
    description:
      "A fine, even mist from a brass pump that can be taken apart and descaled. The glass is thick at the foot. Ferns like it daily; so do shirts before ironing.",
    details: [
      ["Material", "Glass, brass"],
      ["Dimensions", "180 mm tall, 90 mm across"],
      ["Volume", "300 ml"],
      ["Care", "Rinse with vinegar if it clogs"],
      ["Weight", "420 g"],
    ],
    collections: ["plants", "gifts-under-30"],
    options: [
      {
        name: "Colour",
        values: ["Sky", "Moss", "Heather"],
      },
    ],
    variants: [
      {
        sku: "HV-PL-MST-SKY",
        options: {
          Colour: "Sky",
        },
        priceMinor: 2490,
        weightGrams: 420,
        stock: 40,
      },
      {
        sku: "HV-PL-MST-MOS",
        options: {
          Colour: "Moss",
        },
        priceMinor: 2490,
        weightGrams: 420,
        stock: 27,
      },
      {
        sku: "HV-PL-MST-HEA",
        options: {
          Colour: "Heather",
        },
        priceMinor: 2490,
        weightGrams: 420,
        stock: 18,
      },
    ],
    illustration: {
      kind: "mister",
      ground: "plants",
      palette: ["Sky", "Moss", "Heather"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 160,
  },
  {
    title: "Windowsill herb trough",
    slug: "windowsill-herb-trough",
    description:
      "Basil, oregano and chives in one long box, with room for the roots and a zinc liner. The labels are wood and take pencil. When the basil is eaten, the box takes the next one.",
    details: [
      ["Material", "Solid wood, zinc liner"],
      ["Dimensions", "420 × 140 × 130 mm"],
      ["Plants", "3 herbs, grown without pesticides"],
      ["Care", "Turn once a week towards the light"],
      ["Weight", "2.9 kg to 3 kg"],
    ],
    collections: ["plants"],
    options: [
      {
        name: "Wood",
        values: ["Oak", "Walnut"],
      },
    ],
    variants: [
      {
        sku: "HV-PL-HRB-OAK",
        options: {
          Wood: "Oak",
        },
        priceMinor: 4500,
        weightGrams: 2900,
        stock: 15,
      },
      {
        sku: "HV-PL-HRB-WAL",
        options: {
          Wood: "Walnut",
        },
        priceMinor: 5200,
        weightGrams: 3000,
        stock: 2,
      },
    ],
    illustration: {
      kind: "herbTrough",
      ground: "plants",
      palette: ["Oak", "Walnut"],
      paletteOption: "Wood",
    },
    publishedDaysAgo: 28,
  },
  {
    title: "Three packets of garden seed",
    slug: "three-packets-of-garden-seed",
    description:
      "Sunflower, carrot and poppy, chosen to ripen north of the sixtieth parallel. The packets fold open into the instructions, drawn and not written. Sow from the middle of May.",
    details: [
      ["Contents", "Sunflower, carrot, poppy"],
      ["Sow by", "End of 2027"],
      ["Seed", "Organic, open-pollinated"],
      ["Packet", "Recycled paper, 90 × 150 mm"],
      ["Weight", "45 g"],
    ],
    collections: ["plants", "gifts-under-30"],
    options: [],
    variants: [
      {
        sku: "HV-PL-SED",
        options: {},
        priceMinor: 990,
        weightGrams: 45,
        stock: 140,
      },
    ],
    illustration: {
      kind: "seedPackets",
      ground: "plants",
      palette: ["Moss"],
    },
    publishedDaysAgo: 8,
  },
  {
    title: "Bulb glass with hyacinth",
    slug: "bulb-glass-with-hyacinth",
    description:
      "The bulb sits in the cup and sends its roots into the water below, where you can watch them. Keep it in the dark for eight weeks, then in a window. It flowers by Christmas if you start when the clocks change.",
    details: [
      ["Material", "Mouth-blown glass"],
      ["Dimensions", "160 mm tall, 85 mm across"],
      ["Plant", "Prepared hyacinth bulb, violet"],
      ["Care", "Rinse and change water weekly"],
      ["Weight", "380 g"],
    ],
    collections: ["plants", "gifts-under-30"],
    options: [
      {
        name: "Colour",
        values: ["Sky", "Moss", "Clay"],
      },
    ],
    variants: [
      {
        sku: "HV-PL-BLB-SKY",
        options: {
          Colour: "Sky",
        },
        priceMinor: 1890,
        weightGrams: 380,
        stock: 0,
      },
      {
        sku: "HV-PL-BLB-MOS",
        options: {
          Colour: "Moss",
        },
        priceMinor: 1890,
        weightGrams: 380,
        stock: 0,
      },
      {
        sku: "HV-PL-BLB-CLY",
        options: {
          Colour: "Clay",
        },
        priceMinor: 1890,
        weightGrams: 380,
        stock: 0,
      },
    ],
    illustration: {
      kind: "bulbVase",
      ground: "plants",
      palette: ["Sky", "Moss", "Clay"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 365,
  },
];
