import type { CatalogueProduct } from "./catalogue-product.ts";

export const saunaAndBath: readonly CatalogueProduct[] = [
  {
    title: "Sauna bucket and ladle",
    slug: "sauna-bucket-and-ladle",
    description:
      "Staves held by two steel hoops, the way it has been done since there were saunas. The ladle is long enough to keep your knuckles out of the steam. Fill it before the first use and let the wood swell.",
    details: [
      ["Material", "Wood, stainless steel, leather"],
      ["Dimensions", "Bucket 240 mm tall, ladle 400 mm"],
      ["Volume", "5 l"],
      ["Care", "Empty and dry outside the sauna"],
      ["Weight", "1.6 kg to 1.69 kg"],
    ],
    collections: ["sauna-and-bath"],
    options: [
      {
        name: "Wood",
        values: ["Oak", "Walnut"],
      },
    ],
    variants: [
      {
        sku: "HV-SB-BKT-OAK",
        options: {
          Wood: "Oak",
        },
        priceMinor: 7900,
        weightGrams: 1600,
        stock: 14,
      },
      {
        sku: "HV-SB-BKT-WAL",
        options: {
          Wood: "Walnut",
        },
        priceMinor: 9100,
        weightGrams: 1690,
        stock: 5,
      },
    ],
    illustration: {
      kind: "saunaBucket",
      ground: "sauna-and-bath",
      palette: ["Oak", "Walnut"],
      paletteOption: "Wood",
    },
    publishedDaysAgo: 345,
  },
  {
    title: "Terry towel",
    slug: "terry-towel",
    description:
      "Heavy cotton terry that drinks at once, even when new, sold one by one. The border is flat so that it dries along with the rest. The loops are short, and a cat cannot pull them.",
    details: [
      ["Material", "Organic cotton, 550 g/m²"],
      ["Care", "60 °C, no softener"],
      ["Made in", "Portugal"],
      ["Weight", "190 g to 880 g"],
    ],
    collections: ["sauna-and-bath"],
    options: [
      {
        name: "Colour",
        values: ["Fog", "Clay", "Pine"],
      },
      {
        name: "Size",
        values: ["50 × 70 cm", "70 × 140 cm", "100 × 160 cm"],
      },
    ],
    variants: [
      {
        sku: "HV-SB-TWL-FOG-50X70CM",
        options: {
          Colour: "Fog",
          Size: "50 × 70 cm",
        },
        priceMinor: 1900,
        weightGrams: 190,
        stock: 52,
      },
      {
        sku: "HV-SB-TWL-FOG-70X140CM",
        options: {
          Colour: "Fog",
          Size: "70 × 140 cm",
        },
        priceMinor: 3700,
        weightGrams: 540,
        stock: 33,
      },
      {
        sku: "HV-SB-TWL-FOG-100X160C",
        options: {
          Colour: "Fog",
          Size: "100 × 160 cm",
        },
        priceMinor: 5800,
        weightGrams: 880,
        stock: 14,
      },
      {
        sku: "HV-SB-TWL-CLY-50X70CM",
        options: {
          Colour: "Clay",
          Size: "50 × 70 cm",
        },
        priceMinor: 1900,
        weightGrams: 190,
        stock: 40,
      },
      {
        sku: "HV-SB-TWL-CLY-70X140CM",
        options: {
          Colour: "Clay",
          Size: "70 × 140 cm",
        },
        priceMinor: 3700,
        weightGrams: 540,
        stock: 21,
      },
      {
        sku: "HV-SB-TWL-CLY-100X160C",
        options: {
          Colour: "Clay",
          Size: "100 × 160 cm",
        },
        priceMinor: 5800,
        weightGrams: 880,
        stock: 0,
      },
      {
        sku: "HV-SB-TWL-PIN-50X70CM",
        options: {
          Colour: "Pine",
          Size: "50 × 70 cm",
        },
        priceMinor: 1900,
        weightGrams: 190,
        stock: 18,
      },
      {
        sku: "HV-SB-TWL-PIN-70X140CM",
        options: {
          Colour: "Pine",
          Size: "70 × 140 cm",
        },
        priceMinor: 3700,
        weightGrams: 540,
        stock: 4,
      },
    ],
    illustration: {
      kind: "towelRolls",
      ground: "sauna-and-bath",
      palette: ["Fog", "Clay", "Pine"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 225,
  },
  {
    title: "Bar of sprig soap",
    slug: "bar-of-sprig-soap",
    description:
      "Cold-pressed from rapeseed oil and shea, left to cure for six weeks and stamped with our sprig. It comes with an ash dish that lets it dry between uses. One bar is a winter of hands.",
    details: [
      ["Contents", "110 g soap, ash dish"],
      ["Ingredients", "Rapeseed oil, shea butter, essential oils"],
      ["Scent", "By colour: heather, spruce or birch leaf"],
      ["Made in", "Helsinki, Finland"],
      ["Weight", "240 g"],
    ],
    collections: ["sauna-and-bath", "gifts-under-30"],
    options: [
      {
        name: "Scent",
        values: ["Heather", "Pine", "Birch"],
      },
    ],
    variants: [
      {
        sku: "HV-SB-SOP-HEA",
        options: {
          Scent: "Heather",
        },
        priceMinor: 1450,
        weightGrams: 240,
        stock: 66,
      },
      {
        sku: "HV-SB-SOP-PIN",
        options: {
          Scent: "Pine",
        },
        priceMinor: 1450,
        weightGrams: 240,
        stock: 48,
      },
      {
        sku: "HV-SB-SOP-BIR",
        options: {
          Scent: "Birch",
        },
        priceMinor: 1450,
        weightGrams: 240,
        stock: 3,
      },
    ],
    illustration: {
      kind: "soap",
      ground: "sauna-and-bath",
      palette: ["Heather", "Pine", "Birch"],
      paletteOption: "Scent",
    },
    publishedDaysAgo: 50,
  },
  {
    title: "Hand wash in a pump bottle",
    slug: "hand-wash-in-a-pump-bottle",
    description:
      "A mild wash with spruce and a little juniper, in a bottle made to be filled again and again. The pump is brass and comes apart. The label is enamelled on and survives the dishwasher.",
    details: [
      ["Contents", "400 ml"],
      ["Material", "Glass, brass pump"],
      ["Scent", "Spruce, juniper, lemon peel"],
      ["Refill", "Any mild hand wash"],
      ["Weight", "720 g"],
    ],
    collections: ["sauna-and-bath", "gifts-under-30"],
    options: [
      {
        name: "Bottle",
        values: ["Pine", "Clay", "Snow"],
      },
    ],
    variants: [
      {
        sku: "HV-SB-HWS-PIN",
        options: {
          Bottle: "Pine",
        },
        priceMinor: 2600,
        weightGrams: 720,
        stock: 31,
      },
      {
        sku: "HV-SB-HWS-CLY",
        options: {
          Bottle: "Clay",
        },
        priceMinor: 2600,
        weightGrams: 720,
        stock: 24,
      },
      {
        sku: "HV-SB-HWS-SNO",
        options: {
          Bottle: "Snow",
        },
        priceMinor: 2600,
        weightGrams: 720,
        stock: 19,
      },
    ],
    illustration: {
      kind: "pumpBottle",
      ground: "sauna-and-bath",
      palette: ["Pine", "Clay", "Snow"],
      paletteOption: "Bottle",
    },
    publishedDaysAgo: 135,
  },
  {
    title: "Bath brush",
    slug: "bath-brush",
    description:
      "Firm bristle for the back and a handle that reaches all of it. The wood is oiled and not lacquered, and the leather loop keeps it off the floor. Hang it bristles down.",
    details: [
      ["Material", "Wood, tampico fibre, leather"],
      ["Dimensions", "390 mm long"],
      ["Care", "Rinse, hang bristles down"],
      ["Weight", "210 g to 225 g"],
    ],
    collections: ["sauna-and-bath", "gifts-under-30"],
    options: [
      {
        name: "Wood",
        values: ["Oak", "Walnut"],
      },
    ],
    variants: [
      {
        sku: "HV-SB-BRS-OAK",
        options: {
          Wood: "Oak",
        },
        priceMinor: 2400,
        weightGrams: 210,
        stock: 27,
      },
      {
        sku: "HV-SB-BRS-WAL",
        options: {
          Wood: "Walnut",
        },
        priceMinor: 2700,
        weightGrams: 225,
        stock: 16,
      },
    ],
    illustration: {
      kind: "bathBrush",
      ground: "sauna-and-bath",
      palette: ["Oak", "Walnut"],
      paletteOption: "Wood",
    },
    publishedDaysAgo: 275,
  },
  {
    title: "Waffle-weave robe",
    slug: "waffle-weave-robe",
    description:
      "Cotton and linen in a waffle that dries in an hour and takes up half a hook. The sleeves end above the wrist, so that they stay out of the water. Two pockets, one belt, no label at the neck.",
    details: [
      ["Material", "60 % cotton, 40 % linen"],
      ["Care", "60 °C, tumble dry low"],
      ["Made in", "Estonia"],
      ["Weight", "780 g"],
    ],
    collections: ["sauna-and-bath"],
    options: [
      {
        name: "Colour",
        values: ["Birch", "Fog", "Pine"],
      },
      {
        name: "Size",
        values: ["S–M", "L–XL"],
      },
    ],
    variants: [
      {
        sku: "HV-SB-RBE-BIR-SM",
        options: {
          Colour: "Birch",
          Size: "S–M",
        },
        priceMinor: 9900,
        weightGrams: 780,
        stock: 12,
      },
      {
        sku: "HV-SB-RBE-BIR-LXL",
        options: {
          Colour: "Birch",
          Size: "L–XL",
        },
        priceMinor: 9900,
        weightGrams: 780,
        stock: 9,
      },
      {
        sku: "HV-SB-RBE-FOG-SM",
        options: {
          Colour: "Fog",
          Size: "S–M",
        },
        priceMinor: 9900,
        weightGrams: 780,
        stock: 7,
      },
      {
        sku: "HV-SB-RBE-FOG-LXL",
        options: {
          Colour: "Fog",
          Size: "L–XL",
        },
        priceMinor: 9900,
        weightGrams: 780,
        stock: 0,
      },
      {
        sku: "HV-SB-RBE-PIN-SM",
        options: {
          Colour: "Pine",
          Size: "S–M",
        },
        priceMinor: 9900,
        weightGrams: 780,
        stock: 4,
      },
      {
        sku: "HV-SB-RBE-PIN-LXL",
        options: {
          Colour: "Pine",
          Size: "L–XL",
        },
        priceMinor: 9900,
        weightGrams: 780,
        stock: 6,
      },
    ],
    illustration: {
      kind: "robe",
      ground: "sauna-and-bath",
      palette: ["Birch", "Fog", "Pine"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 80,
  },
  {
    title: "Sauna thermometer",
    slug: "sauna-thermometer",
    description:
      "A dial you can read from the top bench without your glasses. The red sector starts at ninety. The movement is bimetal and asks for nothing.",
    details: [
      ["Material", "Heat-treated wood, brass, glass"],
      ["Dimensions", "200 × 130 mm"],
      ["Range", "20–140 °C"],
      ["Care", "Dry cloth"],
      ["Weight", "330 g"],
    ],
    collections: ["sauna-and-bath"],
    options: [
      {
        name: "Wood",
        values: ["Walnut", "Oak"],
      },
    ],
    variants: [
      {
        sku: "HV-SB-TMP-WAL",
        options: {
          Wood: "Walnut",
        },
        priceMinor: 3950,
        weightGrams: 330,
        stock: 21,
      },
      {
        sku: "HV-SB-TMP-OAK",
        options: {
          Wood: "Oak",
        },
        priceMinor: 3950,
        weightGrams: 330,
        stock: 18,
      },
    ],
    illustration: {
      kind: "thermometer",
      ground: "sauna-and-bath",
      palette: ["Walnut", "Oak"],
      paletteOption: "Wood",
    },
    publishedDaysAgo: 185,
  },
  {
    title: "Bath step stool",
    slug: "bath-step-stool",
    description:
      "A stool for the changing room, for a child at the basin or for the towel that is shown with it and also included. Wedged through tenons, no metal to rust. It takes a grown-up standing on it.",
    details: [
      ["Material", "Oiled wood, linen towel"],
      ["Dimensions", "420 × 240 × 300 mm"],
      ["Load", "150 kg"],
      ["Care", "Oil once a year"],
      ["Weight", "2.7 kg to 2.9 kg"],
    ],
    collections: ["sauna-and-bath"],
    options: [
      {
        name: "Wood",
        values: ["Oak", "Walnut"],
      },
    ],
    variants: [
      {
        sku: "HV-SB-STP-OAK",
        options: {
          Wood: "Oak",
        },
        priceMinor: 8600,
        weightGrams: 2700,
        stock: 8,
      },
      {
        sku: "HV-SB-STP-WAL",
        options: {
          Wood: "Walnut",
        },
        priceMinor: 10100,
        weightGrams: 2900,
        stock: 4,
      },
    ],
    illustration: {
      kind: "stepStool",
      ground: "sauna-and-bath",
      palette: ["Oak", "Walnut"],
      paletteOption: "Wood",
    },
    publishedDaysAgo: 18,
  },
];
