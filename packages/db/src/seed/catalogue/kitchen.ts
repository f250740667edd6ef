import type { CatalogueProduct } from "./catalogue-product.ts";

export const kitchen: readonly CatalogueProduct[] = [
  {
    title: "Dipped stoneware mug",
    slug: "dipped-stoneware-mug",
    description:
      "Thrown thick at the foot and thin at the lip, then dipped by hand so that the clay shows at the bottom. No two dips land on the same line. It holds a proper coffee and still fits under most machines.",
    details: [
      ["Material", "Stoneware, lead-free glaze"],
      ["Dimensions", "92 mm tall, 88 mm across"],
      ["Volume", "320 ml"],
      ["Care", "Dishwasher and microwave safe"],
      ["Weight", "360 g"],
    ],
    collections: ["kitchen", "gifts-under-30"],
    options: [
      {
        name: "Colour",
        values: ["Pine", "Sky", "Snow", "Rust"],
      },
    ],
    variants: [
      {
        sku: "HV-KI-MUG-PIN",
        options: {
          Colour: "Pine",
        },
        priceMinor: 2450,
        weightGrams: 360,
        stock: 64,
      },
      {
        sku: "HV-KI-MUG-SKY",
        options: {
          Colour: "Sky",
        },
        priceMinor: 2450,
        weightGrams: 360,
        stock: 41,
      },
      {
        sku: "HV-KI-MUG-SNO",
        options: {
          Colour: "Snow",
        },
        priceMinor: 2450,
        weightGrams: 360,
        stock: 73,
      },
      {
        sku: "HV-KI-MUG-RUS",
        options: {
          Colour: "Rust",
        },
        priceMinor: 2450,
        weightGrams: 360,
        stock: 0,
      },
    ],
    illustration: {
      kind: "mug",
      ground: "kitchen",
      palette: ["Pine", "Sky", "Snow", "Rust"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 260,
  },
  {
    title: "Round teapot",
    slug: "round-teapot",
    description:
      "A teapot that pours without dripping, which took us eleven prototypes. The strainer is part of the pot, drilled into the wall behind the spout. The handle is wrapped in cork and stays cool.",
    details: [
      ["Material", "Stoneware, cork"],
      ["Dimensions", "160 mm tall, 240 mm with spout"],
      ["Volume", "1.1 l"],
      ["Care", "Hand wash; keep the cork dry"],
      ["Weight", "980 g"],
    ],
    collections: ["kitchen"],
    options: [
      {
        name: "Colour",
        values: ["Rust", "Snow", "Ink"],
      },
    ],
    variants: [
      {
        sku: "HV-KI-TPT-RUS",
        options: {
          Colour: "Rust",
        },
        priceMinor: 6800,
        weightGrams: 980,
        stock: 12,
      },
      {
        sku: "HV-KI-TPT-SNO",
        options: {
          Colour: "Snow",
        },
        priceMinor: 6800,
        weightGrams: 980,
        stock: 9,
      },
      {
        sku: "HV-KI-TPT-INK",
        options: {
          Colour: "Ink",
        },
        priceMinor: 6800,
        weightGrams: 980,
        stock: 3,
      },
    ],
    illustration: {
      kind: "teapot",
      ground: "kitchen",
      palette: ["Rust", "Snow", "Ink"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 95,
  },
  {
    title: "Long-necked cutting board",
    slug: "long-necked-cutting-board",
    description:
      "Cut from a single plank, with a neck long enough to carry bread to the table and a hole to hang it by. The edges are rounded by hand. Oil it twice a year and it outlives the kitchen.",
    details: [
      ["Material", "Solid wood, food-safe linseed oil, leather cord"],
      ["Care", "Wash by hand, dry upright, oil twice a year"],
      ["Made in", "Lahti, Finland"],
      ["Weight", "720 g to 1.44 kg"],
    ],
    collections: ["kitchen"],
    options: [
      {
        name: "Wood",
        values: ["Oak", "Walnut"],
      },
      {
        name: "Size",
        values: ["Small", "Large"],
      },
    ],
    variants: [
      {
        sku: "HV-KI-CTB-OAK-S",
        options: {
          Wood: "Oak",
          Size: "Small",
        },
        priceMinor: 3600,
        weightGrams: 720,
        stock: 24,
      },
      {
        sku: "HV-KI-CTB-OAK-L",
        options: {
          Wood: "Oak",
          Size: "Large",
        },
        priceMinor: 5300,
        weightGrams: 1360,
        stock: 17,
      },
      {
        sku: "HV-KI-CTB-WAL-S",
        options: {
          Wood: "Walnut",
          Size: "Small",
        },
        priceMinor: 4500,
        weightGrams: 800,
        stock: 8,
      },
      {
        sku: "HV-KI-CTB-WAL-L",
        options: {
          Wood: "Walnut",
          Size: "Large",
        },
        priceMinor: 6200,
        weightGrams: 1440,
        stock: 4,
      },
    ],
    illustration: {
      kind: "cuttingBoard",
      ground: "kitchen",
      palette: ["Oak", "Walnut"],
      paletteOption: "Wood",
    },
    publishedDaysAgo: 480,
  },
  {
    title: "Pair of lathe-turned mills",
    slug: "pair-of-lathe-turned-mills",
    description:
      "A tall mill for pepper and a short one for salt, turned on the same lathe from birch. The ceramic grinders are set with the knob on top, from dust to gravel. The pepper mill arrives filled.",
    details: [
      ["Material", "Birch, brass, ceramic grinder"],
      ["Dimensions", "230 mm and 175 mm tall"],
      ["Care", "Dry cloth only"],
      ["Warranty", "25 years on the grinders"],
      ["Weight", "640 g"],
    ],
    collections: ["kitchen"],
    options: [
      {
        name: "Colour",
        values: ["Ink", "Pine", "Lingonberry"],
      },
    ],
    variants: [
      {
        sku: "HV-KI-MLL-INK",
        options: {
          Colour: "Ink",
        },
        priceMinor: 7900,
        weightGrams: 640,
        stock: 10,
      },
      {
        sku: "HV-KI-MLL-PIN",
        options: {
          Colour: "Pine",
        },
        priceMinor: 7900,
        weightGrams: 640,
        stock: 6,
      },
      {
        sku: "HV-KI-MLL-LIN",
        options: {
          Colour: "Lingonberry",
        },
        priceMinor: 7900,
        weightGrams: 640,
        stock: 0,
      },
    ],
    illustration: {
      kind: "pepperMill",
      ground: "kitchen",
      palette: ["Ink", "Pine", "Lingonberry"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 310,
  },
  {
    title: "Cork-lidded storage jars",
    slug: "cork-lidded-storage-jars",
    description:
      "One jar for flour and one for what is left of the oats. The lids are single pieces of cork with a silicone lip that you can hear close. Stamp-sized labels and a soft pencil come with each set.",
    details: [
      ["Material", "Stoneware, cork, silicone"],
      ["Dimensions", "Large 210 mm, small 125 mm tall"],
      ["Volume", "1.6 l and 0.7 l"],
      ["Care", "Jars in the dishwasher, lids by hand"],
      ["Weight", "1.65 kg"],
    ],
    collections: ["kitchen"],
    options: [
      {
        name: "Colour",
        values: ["Moss", "Clay", "Snow"],
      },
    ],
    variants: [
      {
        sku: "HV-KI-JAR-MOS",
        options: {
          Colour: "Moss",
        },
        priceMinor: 5400,
        weightGrams: 1650,
        stock: 18,
      },
      {
        sku: "HV-KI-JAR-CLY",
        options: {
          Colour: "Clay",
        },
        priceMinor: 5400,
        weightGrams: 1650,
        stock: 22,
      },
      {
        sku: "HV-KI-JAR-SNO",
        options: {
          Colour: "Snow",
        },
        priceMinor: 5400,
        weightGrams: 1650,
        stock: 11,
      },
    ],
    illustration: {
      kind: "storageJars",
      ground: "kitchen",
      palette: ["Moss", "Clay", "Snow"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 75,
  },
  {
    title: "Nest of three mixing bowls",
    slug: "nest-of-three-mixing-bowls",
    description:
      "Three bowls that live inside one another and take up the room of one. Each has a spout you hardly see and a foot that grips the table. The middle one is always unglazed terracotta, for proving bread.",
    details: [
      ["Material", "Stoneware and terracotta"],
      ["Dimensions", "180, 240 and 300 mm across"],
      ["Volume", "0.8, 1.9 and 3.6 l"],
      ["Care", "Dishwasher safe except the terracotta"],
      ["Weight", "3.1 kg"],
    ],
    collections: ["kitchen"],
    options: [
      {
        name: "Colour",
        values: ["Fog", "Sky", "Cloudberry"],
      },
    ],
    variants: [
      {
        sku: "HV-KI-BWL-FOG",
        options: {
          Colour: "Fog",
        },
        priceMinor: 8200,
        compareAtMinor: 9400,
        weightGrams: 3100,
        stock: 9,
      },
      {
        sku: "HV-KI-BWL-SKY",
        options: {
          Colour: "Sky",
        },
        priceMinor: 8200,
        compareAtMinor: 9400,
        weightGrams: 3100,
        stock: 13,
      },
      {
        sku: "HV-KI-BWL-CLD",
        options: {
          Colour: "Cloudberry",
        },
        priceMinor: 8200,
        compareAtMinor: 9400,
        weightGrams: 3100,
        stock: 2,
      },
    ],
    illustration: {
      kind: "bowls",
      ground: "kitchen",
      palette: ["Fog", "Sky", "Cloudberry"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 220,
  },
  {
    title: "Pour-over set for two",
    slug: "pour-over-set-for-two",
    description:
      "A ceramic dripper on a hand-blown flask. The ribs inside hold the paper away from the wall, so the water passes through the coffee and not around it. Forty papers are in the box.",
    details: [
      ["Material", "Stoneware, borosilicate glass"],
      ["Dimensions", "260 mm tall, 170 mm with handle"],
      ["Volume", "600 ml"],
      ["Care", "Dishwasher safe"],
      ["Weight", "760 g"],
    ],
    collections: ["kitchen"],
    options: [
      {
        name: "Colour",
        values: ["Snow", "Rust", "Charcoal"],
      },
    ],
    variants: [
      {
        sku: "HV-KI-PRO-SNO",
        options: {
          Colour: "Snow",
        },
        priceMinor: 4900,
        weightGrams: 760,
        stock: 25,
      },
      {
        sku: "HV-KI-PRO-RUS",
        options: {
          Colour: "Rust",
        },
        priceMinor: 4900,
        weightGrams: 760,
        stock: 16,
      },
      {
        sku: "HV-KI-PRO-CHA",
        options: {
          Colour: "Charcoal",
        },
        priceMinor: 4900,
        weightGrams: 760,
        stock: 20,
      },
    ],
    illustration: {
      kind: "pourOver",
      ground: "kitchen",
      palette: ["Snow", "Rust", "Charcoal"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 48,
  },
  {
    title: "Crock with four wooden spoons",
    slug: "crock-with-four-wooden-spoons",
    description:
      "A stoneware crock and the tools that earn a place in it: a tasting spoon, a stirring spoon, a scraper and a slotted turner. The wood is cherry and walnut, left unvarnished so that it can be sanded fresh.",
    details: [
      ["Material", "Stoneware, cherry, walnut"],
      ["Dimensions", "Crock 150 mm tall, tools 300 mm"],
      ["Contents", "1 crock, 4 tools"],
      ["Care", "Crock in the dishwasher, tools by hand"],
      ["Weight", "1.28 kg"],
    ],
    collections: ["kitchen"],
    options: [
      {
        name: "Colour",
        values: ["Sky", "Moss"],
      },
    ],
    variants: [
      {
        sku: "HV-KI-SPC-SKY",
        options: {
          Colour: "Sky",
        },
        priceMinor: 5200,
        weightGrams: 1280,
        stock: 15,
      },
      {
        sku: "HV-KI-SPC-MOS",
        options: {
          Colour: "Moss",
        },
        priceMinor: 5200,
        weightGrams: 1280,
        stock: 4,
      },
    ],
    illustration: {
      kind: "spoonCrock",
      ground: "kitchen",
      palette: ["Sky", "Moss"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 165,
  },
  {
    title: "Water carafe and tumbler",
    slug: "water-carafe-and-tumbler",
    description:
      "The tumbler sits upside down on the neck and keeps the dust out at night. Both are blown from recycled glass, so a small bubble here and there is how it should be.",
    details: [
      ["Material", "Recycled glass"],
      ["Dimensions", "250 mm tall, 105 mm across"],
      ["Volume", "1 l carafe, 220 ml tumbler"],
      ["Care", "Dishwasher safe at 60 °C"],
      ["Weight", "890 g"],
    ],
    collections: ["kitchen"],
    options: [
      {
        name: "Colour",
        values: ["Sky", "Moss", "Heather"],
      },
    ],
    variants: [
      {
        sku: "HV-KI-CRF-SKY",
        options: {
          Colour: "Sky",
        },
        priceMinor: 3400,
        weightGrams: 890,
        stock: 0,
      },
      {
        sku: "HV-KI-CRF-MOS",
        options: {
          Colour: "Moss",
        },
        priceMinor: 3400,
        weightGrams: 890,
        stock: 0,
      },
      {
        sku: "HV-KI-CRF-HEA",
        options: {
          Colour: "Heather",
        },
        priceMinor: 3400,
        weightGrams: 890,
        stock: 0,
      },
    ],
    illustration: {
      kind: "carafe",
      ground: "kitchen",
      palette: ["Sky", "Moss", "Heather"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 370,
  },
];
