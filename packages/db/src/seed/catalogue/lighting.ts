import type { CatalogueProduct } from "./catalogue-product.ts";

export const lighting: readonly CatalogueProduct[] = [
  {
    title: "Enamel dome pendant",
    slug: "enamel-dome-pendant",
    description:
      "A steel shade, enamelled outside and white inside, that puts the light on the table and leaves the faces alone. The cord is two metres of braided cotton with a plug for a ceiling outlet.",
    details: [
      ["Material", "Enamelled steel, brass, cotton cord"],
      ["Dimensions", "360 mm across, 240 mm tall"],
      ["Bulb", "E27, at most 12 W LED, not included"],
      ["Care", "Damp cloth when cool"],
      ["Weight", "1.9 kg"],
    ],
    collections: ["lighting"],
    options: [
      {
        name: "Colour",
        values: ["Pine", "Rust", "Snow", "Ink"],
      },
    ],
    variants: [
      {
        sku: "HV-LI-DMP-PIN",
        options: {
          Colour: "Pine",
        },
        priceMinor: 14500,
        weightGrams: 1900,
        stock: 8,
      },
      {
        sku: "HV-LI-DMP-RUS",
        options: {
          Colour: "Rust",
        },
        priceMinor: 14500,
        weightGrams: 1900,
        stock: 11,
      },
      {
        sku: "HV-LI-DMP-SNO",
        options: {
          Colour: "Snow",
        },
        priceMinor: 14500,
        weightGrams: 1900,
        stock: 6,
      },
      {
        sku: "HV-LI-DMP-INK",
        options: {
          Colour: "Ink",
        },
        priceMinor: 14500,
        weightGrams: 1900,
        stock: 0,
      },
    ],
    illustration: {
      kind: "domePendant",
      ground: "lighting",
      palette: ["Pine", "Rust", "Snow", "Ink"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 180,
  },
  {
    title: "Paper lantern",
    slug: "paper-lantern",
    description:
      "Mulberry paper on a bamboo spiral, with wooden rings top and bottom. It folds flat for moving house and gives a light that forgives everyone. The tassel bead is turned from birch.",
    details: [
      ["Material", "Mulberry paper, bamboo, birch"],
      ["Bulb", "E27, at most 8 W LED, not included"],
      ["Care", "Feather duster"],
      ["Weight", "280 g to 420 g"],
    ],
    collections: ["lighting"],
    options: [
      {
        name: "Size",
        values: ["40 cm", "55 cm"],
      },
    ],
    variants: [
      {
        sku: "HV-LI-PPL-40CM",
        options: {
          Size: "40 cm",
        },
        priceMinor: 3900,
        weightGrams: 280,
        stock: 26,
      },
      {
        sku: "HV-LI-PPL-55CM",
        options: {
          Size: "55 cm",
        },
        priceMinor: 5500,
        weightGrams: 420,
        stock: 14,
      },
    ],
    illustration: {
      kind: "paperLantern",
      ground: "lighting",
      palette: ["Snow"],
    },
    publishedDaysAgo: 330,
  },
  {
    title: "Jointed desk lamp",
    slug: "jointed-desk-lamp",
    description:
      "Two brass arms, one joint and a head that turns all the way round. The foot weighs as much as a good book series, so it never tips. The dimmer is a touch on the rim.",
    details: [
      ["Material", "Powder-coated steel, brass"],
      ["Dimensions", "Reaches 520 mm, foot 160 mm across"],
      ["Light", "LED 7 W, 2700 K, 600 lm, replaceable"],
      ["Cord", "1.8 m, textile"],
      ["Weight", "3.2 kg"],
    ],
    collections: ["lighting"],
    options: [
      {
        name: "Colour",
        values: ["Rust", "Ink", "Moss"],
      },
    ],
    variants: [
      {
        sku: "HV-LI-DLP-RUS",
        options: {
          Colour: "Rust",
        },
        priceMinor: 16900,
        weightGrams: 3200,
        stock: 7,
      },
      {
        sku: "HV-LI-DLP-INK",
        options: {
          Colour: "Ink",
        },
        priceMinor: 16900,
        weightGrams: 3200,
        stock: 9,
      },
      {
        sku: "HV-LI-DLP-MOS",
        options: {
          Colour: "Moss",
        },
        priceMinor: 16900,
        weightGrams: 3200,
        stock: 4,
      },
    ],
    illustration: {
      kind: "deskLamp",
      ground: "lighting",
      palette: ["Rust", "Ink", "Moss"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 66,
  },
  {
    title: "Tripod floor lamp",
    slug: "tripod-floor-lamp",
    description:
      "Three ash legs that fold together like a camera stand, and a linen shade that stays on with a magnet. The pull cord has a brass weight at the end.",
    details: [
      ["Material", "Ash, linen, brass"],
      ["Dimensions", "1480 mm tall, shade 420 mm across"],
      ["Bulb", "E27, at most 15 W LED, not included"],
      ["Care", "Vacuum the shade with a soft brush"],
      ["Weight", "5.4 kg"],
    ],
    collections: ["lighting"],
    options: [
      {
        name: "Shade",
        values: ["Birch", "Fog", "Clay"],
      },
    ],
    variants: [
      {
        sku: "HV-LI-FLL-BIR",
        options: {
          Shade: "Birch",
        },
        priceMinor: 28900,
        weightGrams: 5400,
        stock: 5,
      },
      {
        sku: "HV-LI-FLL-FOG",
        options: {
          Shade: "Fog",
        },
        priceMinor: 28900,
        weightGrams: 5400,
        stock: 3,
      },
      {
        sku: "HV-LI-FLL-CLY",
        options: {
          Shade: "Clay",
        },
        priceMinor: 28900,
        weightGrams: 5400,
        stock: 0,
      },
    ],
    illustration: {
      kind: "floorLamp",
      ground: "lighting",
      palette: ["Birch", "Fog", "Clay"],
      paletteOption: "Shade",
    },
    publishedDaysAgo: 270,
  },
  {
    title: "Mushroom table lamp",
    slug: "mushroom-table-lamp",
    description:
      "A lamp in one material from cap to foot: slip-cast porcelain, thin enough to glow. It stands by the bed or in a window where it is seen from the street.",
    details: [
      ["Material", "Porcelain"],
      ["Dimensions", "290 mm tall, 260 mm across"],
      ["Bulb", "E14, at most 5 W LED, included"],
      ["Cord", "2 m with switch"],
      ["Weight", "1.7 kg"],
    ],
    collections: ["lighting"],
    options: [
      {
        name: "Colour",
        values: ["Clay", "Snow", "Sky"],
      },
    ],
    variants: [
      {
        sku: "HV-LI-MSH-CLY",
        options: {
          Colour: "Clay",
        },
        priceMinor: 11900,
        weightGrams: 1700,
        stock: 13,
      },
      {
        sku: "HV-LI-MSH-SNO",
        options: {
          Colour: "Snow",
        },
        priceMinor: 11900,
        weightGrams: 1700,
        stock: 8,
      },
      {
        sku: "HV-LI-MSH-SKY",
        options: {
          Colour: "Sky",
        },
        priceMinor: 11900,
        weightGrams: 1700,
        stock: 5,
      },
    ],
    illustration: {
      kind: "mushroomLamp",
      ground: "lighting",
      palette: ["Clay", "Snow", "Sky"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 30,
  },
  {
    title: "Set of three candlesticks",
    slug: "set-of-three-candlesticks",
    description:
      "Three heights, turned from one bar, for a table or a window sill in November. Each foot is filled with iron and covered with felt. Six candles of pure stearin are in the box.",
    details: [
      ["Material", "Solid turned metal, felt"],
      ["Dimensions", "90, 140 and 200 mm tall"],
      ["Candle", "22 mm, 6 included"],
      ["Care", "Polish, or let it darken"],
      ["Weight", "1.15 kg"],
    ],
    collections: ["lighting"],
    options: [
      {
        name: "Finish",
        values: ["Brass", "Steel"],
      },
    ],
    variants: [
      {
        sku: "HV-LI-CDS-BRA",
        options: {
          Finish: "Brass",
        },
        priceMinor: 6400,
        compareAtMinor: 7200,
        weightGrams: 1150,
        stock: 17,
      },
      {
        sku: "HV-LI-CDS-STE",
        options: {
          Finish: "Steel",
        },
        priceMinor: 6400,
        compareAtMinor: 7200,
        weightGrams: 1150,
        stock: 0,
      },
    ],
    illustration: {
      kind: "candlesticks",
      ground: "lighting",
      palette: ["Brass", "Steel"],
      paletteOption: "Finish",
    },
    publishedDaysAgo: 390,
  },
  {
    title: "Globe wall light",
    slug: "globe-wall-light",
    description:
      "An opal globe on a swan-necked arm, for a hallway or the side of a mirror. It is rated for bathrooms and wired or plugged in, as you prefer. The plate hides the box behind it.",
    details: [
      ["Material", "Opal glass, brass, powder-coated steel"],
      ["Dimensions", "310 mm tall, 220 mm deep"],
      ["Bulb", "G9, at most 5 W LED, included"],
      ["Rating", "IP44"],
      ["Weight", "1.25 kg"],
    ],
    collections: ["lighting"],
    options: [
      {
        name: "Colour",
        values: ["Ink", "Snow", "Pine"],
      },
    ],
    variants: [
      {
        sku: "HV-LI-GWL-INK",
        options: {
          Colour: "Ink",
        },
        priceMinor: 9800,
        weightGrams: 1250,
        stock: 10,
      },
      {
        sku: "HV-LI-GWL-SNO",
        options: {
          Colour: "Snow",
        },
        priceMinor: 9800,
        weightGrams: 1250,
        stock: 12,
      },
      {
        sku: "HV-LI-GWL-PIN",
        options: {
          Colour: "Pine",
        },
        priceMinor: 9800,
        weightGrams: 1250,
        stock: 3,
      },
    ],
    illustration: {
      kind: "sconce",
      ground: "lighting",
      palette: ["Ink", "Snow", "Pine"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 145,
  },
  {
    title: "String of outdoor bulbs",
    slug: "string-of-outdoor-bulbs",
    description:
      "Ten shatterproof bulbs on a rubber cord, for a balcony, a jetty or a long table under the birches. The filaments are warm and the whole string draws less than an old fridge bulb. Two strings can be joined.",
    details: [
      ["Material", "Rubber cable, polycarbonate"],
      ["Light", "10 × 0.6 W LED, 2200 K"],
      ["Rating", "IP65"],
      ["Care", "Take in during January storms"],
      ["Weight", "1.1 kg to 1.9 kg"],
    ],
    collections: ["lighting"],
    options: [
      {
        name: "Length",
        values: ["8 m", "15 m"],
      },
    ],
    variants: [
      {
        sku: "HV-LI-STR-8M",
        options: {
          Length: "8 m",
        },
        priceMinor: 4900,
        weightGrams: 1100,
        stock: 30,
      },
      {
        sku: "HV-LI-STR-15M",
        options: {
          Length: "15 m",
        },
        priceMinor: 7500,
        weightGrams: 1900,
        stock: 3,
      },
    ],
    illustration: {
      kind: "stringLights",
      ground: "lighting",
      palette: ["Charcoal"],
    },
    publishedDaysAgo: 12,
  },
];
