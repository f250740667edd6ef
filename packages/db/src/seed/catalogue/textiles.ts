import type { CatalogueProduct } from "./catalogue-product.ts";

export const textiles: readonly CatalogueProduct[] = [
  {
    title: "Fringed wool throw",
    slug: "fringed-wool-throw",
    description:
      "Woven from the wool of Finnsheep, which is soft without being treated. The fringes are twisted by hand at the end of each piece. It is wide enough for two people who get along.",
    details: [
      ["Material", "100 % Finnsheep wool"],
      ["Care", "Air outdoors; wool wash at 30 °C"],
      ["Made in", "Jyväskylä, Finland"],
      ["Weight", "980 g to 1.34 kg"],
    ],
    collections: ["textiles"],
    options: [
      {
        name: "Colour",
        values: ["Heather", "Fog", "Pine", "Rust"],
      },
      {
        name: "Size",
        values: ["130 × 180 cm", "150 × 220 cm"],
      },
    ],
    variants: [
      {
        sku: "HV-TX-THR-HEA-130X180C",
        options: {
          Colour: "Heather",
          Size: "130 × 180 cm",
        },
        priceMinor: 12900,
        weightGrams: 980,
        stock: 14,
      },
      {
        sku: "HV-TX-THR-HEA-150X220C",
        options: {
          Colour: "Heather",
          Size: "150 × 220 cm",
        },
        priceMinor: 17400,
        weightGrams: 1340,
        stock: 6,
      },
      {
        sku: "HV-TX-THR-FOG-130X180C",
        options: {
          Colour: "Fog",
          Size: "130 × 180 cm",
        },
        priceMinor: 12900,
        weightGrams: 980,
        stock: 21,
      },
      {
        sku: "HV-TX-THR-FOG-150X220C",
        options: {
          Colour: "Fog",
          Size: "150 × 220 cm",
        },
        priceMinor: 17400,
        weightGrams: 1340,
        stock: 9,
      },
      {
        sku: "HV-TX-THR-PIN-130X180C",
        options: {
          Colour: "Pine",
          Size: "130 × 180 cm",
        },
        priceMinor: 12900,
        weightGrams: 980,
        stock: 3,
      },
      {
        sku: "HV-TX-THR-RUS-130X180C",
        options: {
          Colour: "Rust",
          Size: "130 × 180 cm",
        },
        priceMinor: 12900,
        weightGrams: 980,
        stock: 8,
      },
      {
        sku: "HV-TX-THR-RUS-150X220C",
        options: {
          Colour: "Rust",
          Size: "150 × 220 cm",
        },
        priceMinor: 17400,
        weightGrams: 1340,
        stock: 0,
      },
    ],
    illustration: {
      kind: "throwBlanket",
      ground: "textiles",
      palette: ["Heather", "Fog", "Pine", "Rust"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 130,
  },
  {
    title: "Striped linen cushion",
    slug: "striped-linen-cushion",
    description:
      "A cover of washed linen with woven stripes, closed by a row of hidden buttons. The filling is recycled down that plumps up with one punch. You can have the cover alone.",
    details: [
      ["Material", "Washed linen; recycled down"],
      ["Dimensions", "50 × 50 cm"],
      ["Care", "Cover at 40 °C, iron damp"],
      ["Weight", "260 g to 880 g"],
    ],
    collections: ["textiles"],
    options: [
      {
        name: "Colour",
        values: ["Pine", "Clay", "Sky", "Cloudberry"],
      },
      {
        name: "Filling",
        values: ["Cover only", "With filling"],
      },
    ],
    variants: [
      {
        sku: "HV-TX-CSH-PIN-COVERONL",
        options: {
          Colour: "Pine",
          Filling: "Cover only",
        },
        priceMinor: 4200,
        weightGrams: 260,
        stock: 30,
      },
      {
        sku: "HV-TX-CSH-PIN-WITHFILL",
        options: {
          Colour: "Pine",
          Filling: "With filling",
        },
        priceMinor: 6100,
        weightGrams: 880,
        stock: 18,
      },
      {
        sku: "HV-TX-CSH-CLY-COVERONL",
        options: {
          Colour: "Clay",
          Filling: "Cover only",
        },
        priceMinor: 4200,
        weightGrams: 260,
        stock: 26,
      },
      {
        sku: "HV-TX-CSH-CLY-WITHFILL",
        options: {
          Colour: "Clay",
          Filling: "With filling",
        },
        priceMinor: 6100,
        weightGrams: 880,
        stock: 12,
      },
      {
        sku: "HV-TX-CSH-SKY-COVERONL",
        options: {
          Colour: "Sky",
          Filling: "Cover only",
        },
        priceMinor: 4200,
        weightGrams: 260,
        stock: 17,
      },
      {
        sku: "HV-TX-CSH-SKY-WITHFILL",
        options: {
          Colour: "Sky",
          Filling: "With filling",
        },
        priceMinor: 6100,
        weightGrams: 880,
        stock: 0,
      },
      {
        sku: "HV-TX-CSH-CLD-COVERONL",
        options: {
          Colour: "Cloudberry",
          Filling: "Cover only",
        },
        priceMinor: 4200,
        weightGrams: 260,
        stock: 22,
      },
      {
        sku: "HV-TX-CSH-CLD-WITHFILL",
        options: {
          Colour: "Cloudberry",
          Filling: "With filling",
        },
        priceMinor: 6100,
        weightGrams: 880,
        stock: 11,
      },
    ],
    illustration: {
      kind: "cushion",
      ground: "textiles",
      palette: ["Pine", "Clay", "Sky", "Cloudberry"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 200,
  },
  {
    title: "Pair of linen tea towels",
    slug: "pair-of-linen-tea-towels",
    description:
      "One plain and one with a border, both heavy enough to polish glasses without lint. They get better for about fifty washes and then stay that way. A tape loop at the corner fits any hook.",
    details: [
      ["Material", "100 % linen, 240 g/m²"],
      ["Dimensions", "48 × 70 cm each"],
      ["Care", "60 °C, tumble dry low"],
      ["Made in", "Lapua, Finland"],
      ["Weight", "230 g"],
    ],
    collections: ["textiles", "gifts-under-30"],
    options: [
      {
        name: "Colour",
        values: ["Rust", "Ink", "Pine"],
      },
    ],
    variants: [
      {
        sku: "HV-TX-TTW-RUS",
        options: {
          Colour: "Rust",
        },
        priceMinor: 2600,
        weightGrams: 230,
        stock: 58,
      },
      {
        sku: "HV-TX-TTW-INK",
        options: {
          Colour: "Ink",
        },
        priceMinor: 2600,
        weightGrams: 230,
        stock: 44,
      },
      {
        sku: "HV-TX-TTW-PIN",
        options: {
          Colour: "Pine",
        },
        priceMinor: 2600,
        weightGrams: 230,
        stock: 37,
      },
    ],
    illustration: {
      kind: "teaTowels",
      ground: "textiles",
      palette: ["Rust", "Ink", "Pine"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 420,
  },
  {
    title: "Cook's apron",
    slug: "cooks-apron",
    description:
      "Cotton canvas that is stiff for a week and yours for years. The neck strap slides, the ties reach round to the front, and the pocket is sewn in two so that a spoon does not fall over.",
    details: [
      ["Material", "Cotton canvas, 330 g/m²"],
      ["Dimensions", "72 × 88 cm"],
      ["Care", "60 °C; shrinks 2 %"],
      ["Weight", "390 g"],
    ],
    collections: ["textiles"],
    options: [
      {
        name: "Colour",
        values: ["Ink", "Moss", "Rust"],
      },
    ],
    variants: [
      {
        sku: "HV-TX-APR-INK",
        options: {
          Colour: "Ink",
        },
        priceMinor: 4600,
        weightGrams: 390,
        stock: 20,
      },
      {
        sku: "HV-TX-APR-MOS",
        options: {
          Colour: "Moss",
        },
        priceMinor: 4600,
        weightGrams: 390,
        stock: 15,
      },
      {
        sku: "HV-TX-APR-RUS",
        options: {
          Colour: "Rust",
        },
        priceMinor: 4600,
        weightGrams: 390,
        stock: 1,
      },
    ],
    illustration: {
      kind: "apron",
      ground: "textiles",
      palette: ["Ink", "Moss", "Rust"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 88,
  },
  {
    title: "Wool socks with ribbed cuff",
    slug: "wool-socks-with-ribbed-cuff",
    description:
      "Socks for boots, cold floors and reading. The heel and toe are double knit in undyed wool, because that is where socks end. The cuff stays up without marking.",
    details: [
      ["Material", "80 % wool, 20 % recycled nylon"],
      ["Care", "Wool wash at 40 °C, dry flat"],
      ["Knitted in", "Orimattila, Finland"],
      ["Weight", "110 g"],
    ],
    collections: ["textiles", "gifts-under-30"],
    options: [
      {
        name: "Colour",
        values: ["Moss", "Rust", "Ink"],
      },
      {
        name: "Size",
        values: ["36–39", "40–43", "44–46"],
      },
    ],
    variants: [
      {
        sku: "HV-TX-SCK-MOS-3639",
        options: {
          Colour: "Moss",
          Size: "36–39",
        },
        priceMinor: 1950,
        weightGrams: 110,
        stock: 33,
      },
      {
        sku: "HV-TX-SCK-MOS-4043",
        options: {
          Colour: "Moss",
          Size: "40–43",
        },
        priceMinor: 1950,
        weightGrams: 110,
        stock: 41,
      },
      {
        sku: "HV-TX-SCK-MOS-4446",
        options: {
          Colour: "Moss",
          Size: "44–46",
        },
        priceMinor: 1950,
        weightGrams: 110,
        stock: 19,
      },
      {
        sku: "HV-TX-SCK-RUS-3639",
        options: {
          Colour: "Rust",
          Size: "36–39",
        },
        priceMinor: 1950,
        weightGrams: 110,
        stock: 25,
      },
      {
        sku: "HV-TX-SCK-RUS-4043",
        options: {
          Colour: "Rust",
          Size: "40–43",
        },
        priceMinor: 1950,
        weightGrams: 110,
        stock: 2,
      },
      {
        sku: "HV-TX-SCK-RUS-4446",
        options: {
          Colour: "Rust",
          Size: "44–46",
        },
        priceMinor: 1950,
        weightGrams: 110,
        stock: 0,
      },
      {
        sku: "HV-TX-SCK-INK-3639",
        options: {
          Colour: "Ink",
          Size: "36–39",
        },
        priceMinor: 1950,
        weightGrams: 110,
        stock: 30,
      },
      {
        sku: "HV-TX-SCK-INK-4043",
        options: {
          Colour: "Ink",
          Size: "40–43",
        },
        priceMinor: 1950,
        weightGrams: 110,
        stock: 36,
      },
    ],
    illustration: {
      kind: "socks",
      ground: "textiles",
      palette: ["Moss", "Rust", "Ink"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 300,
  },
  {
    title: "Canvas tote with sprig",
    slug: "canvas-tote-with-sprig",
    description:
      "A bag that stands by itself while you fill it. The handles run under the base, so the seams carry nothing. The sprig is printed by hand with water-based ink.",
    details: [
      ["Material", "Organic cotton canvas, 400 g/m²"],
      ["Dimensions", "38 × 40 × 14 cm"],
      ["Load", "20 kg"],
      ["Care", "Wash at 30 °C, inside out"],
      ["Weight", "310 g"],
    ],
    collections: ["textiles", "gifts-under-30"],
    options: [
      {
        name: "Colour",
        values: ["Charcoal", "Snow", "Pine"],
      },
    ],
    variants: [
      {
        sku: "HV-TX-TOT-CHA",
        options: {
          Colour: "Charcoal",
        },
        priceMinor: 2200,
        weightGrams: 310,
        stock: 75,
      },
      {
        sku: "HV-TX-TOT-SNO",
        options: {
          Colour: "Snow",
        },
        priceMinor: 2200,
        weightGrams: 310,
        stock: 62,
      },
      {
        sku: "HV-TX-TOT-PIN",
        options: {
          Colour: "Pine",
        },
        priceMinor: 2200,
        weightGrams: 310,
        stock: 40,
      },
    ],
    illustration: {
      kind: "tote",
      ground: "textiles",
      palette: ["Charcoal", "Snow", "Pine"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 110,
  },
  {
    title: "Woven wool runner rug",
    slug: "woven-wool-runner-rug",
    description:
      "A flat-woven rug on a strong linen warp, with the pattern on both sides so that you may turn it in spring. It lies still on a wooden floor with the felt pad we put in the roll.",
    details: [
      ["Material", "Wool on linen warp"],
      ["Care", "Beat on snow, spot clean"],
      ["Made in", "Kauhava, Finland"],
      ["Weight", "2.4 kg to 4.7 kg"],
    ],
    collections: ["textiles"],
    options: [
      {
        name: "Colour",
        values: ["Clay", "Ink", "Moss"],
      },
      {
        name: "Size",
        values: ["70 × 140 cm", "80 × 240 cm"],
      },
    ],
    variants: [
      {
        sku: "HV-TX-RUG-CLY-70X140CM",
        options: {
          Colour: "Clay",
          Size: "70 × 140 cm",
        },
        priceMinor: 14900,
        weightGrams: 2400,
        stock: 7,
      },
      {
        sku: "HV-TX-RUG-CLY-80X240CM",
        options: {
          Colour: "Clay",
          Size: "80 × 240 cm",
        },
        priceMinor: 25400,
        weightGrams: 4700,
        stock: 4,
      },
      {
        sku: "HV-TX-RUG-INK-70X140CM",
        options: {
          Colour: "Ink",
          Size: "70 × 140 cm",
        },
        priceMinor: 14900,
        weightGrams: 2400,
        stock: 5,
      },
      {
        sku: "HV-TX-RUG-INK-80X240CM",
        options: {
          Colour: "Ink",
          Size: "80 × 240 cm",
        },
        priceMinor: 25400,
        weightGrams: 4700,
        stock: 0,
      },
      {
        sku: "HV-TX-RUG-MOS-70X140CM",
        options: {
          Colour: "Moss",
          Size: "70 × 140 cm",
        },
        priceMinor: 14900,
        weightGrams: 2400,
        stock: 6,
      },
      {
        sku: "HV-TX-RUG-MOS-80X240CM",
        options: {
          Colour: "Moss",
          Size: "80 × 240 cm",
        },
        priceMinor: 25400,
        weightGrams: 4700,
        stock: 3,
      },
    ],
    illustration: {
      kind: "rug",
      ground: "textiles",
      palette: ["Clay", "Ink", "Moss"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 240,
  },
  {
    title: "Washed linen bed set",
    slug: "washed-linen-bed-set",
    description:
      "A duvet cover and a striped pillowcase in linen that has been washed until it gave up. It is cool in July and warm in January. Ties instead of buttons, so nothing breaks in the wash.",
    details: [
      ["Material", "100 % European linen, 165 g/m²"],
      ["Contents", "1 duvet cover, 1 pillowcase 50 × 60 cm"],
      ["Care", "60 °C; no ironing needed"],
      ["Weight", "1.35 kg to 2.25 kg"],
    ],
    collections: ["textiles"],
    options: [
      {
        name: "Colour",
        values: ["Sky", "Fog", "Clay"],
      },
      {
        name: "Size",
        values: ["150 × 210 cm", "240 × 220 cm"],
      },
    ],
    variants: [
      {
        sku: "HV-TX-BED-SKY-150X210C",
        options: {
          Colour: "Sky",
          Size: "150 × 210 cm",
        },
        priceMinor: 13900,
        weightGrams: 1350,
        stock: 11,
      },
      {
        sku: "HV-TX-BED-SKY-240X220C",
        options: {
          Colour: "Sky",
          Size: "240 × 220 cm",
        },
        priceMinor: 20900,
        weightGrams: 2250,
        stock: 5,
      },
      {
        sku: "HV-TX-BED-FOG-150X210C",
        options: {
          Colour: "Fog",
          Size: "150 × 210 cm",
        },
        priceMinor: 13900,
        weightGrams: 1350,
        stock: 9,
      },
      {
        sku: "HV-TX-BED-FOG-240X220C",
        options: {
          Colour: "Fog",
          Size: "240 × 220 cm",
        },
        priceMinor: 20900,
        weightGrams: 2250,
        stock: 8,
      },
      {
        sku: "HV-TX-BED-CLY-150X210C",
        options: {
          Colour: "Clay",
          Size: "150 × 210 cm",
        },
        priceMinor: 13900,
        weightGrams: 1350,
        stock: 0,
      },
      {
        sku: "HV-TX-BED-CLY-240X220C",
        options: {
          Colour: "Clay",
          Size: "240 × 220 cm",
        },
        priceMinor: 20900,
        weightGrams: 2250,
        stock: 2,
      },
    ],
    illustration: {
      kind: "bedLinen",
      ground: "textiles",
      palette: ["Sky", "Fog", "Clay"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 55,
  },
  {
    title: "Snowflake mittens",
    slug: "snowflake-mittens",
    description:
      "Double-knit mittens with a snowflake on the back of the hand and a ribbed cuff that reaches under a sleeve. The lining is a second mitten in thinner yarn, turned inside out.",
    details: [
      ["Material", "100 % wool, wool lining"],
      ["Care", "Wool wash by hand, dry flat"],
      ["Knitted in", "Rovaniemi, Finland"],
      ["Weight", "130 g"],
    ],
    collections: ["textiles"],
    options: [
      {
        name: "Colour",
        values: ["Lingonberry", "Pine", "Snow"],
      },
      {
        name: "Size",
        values: ["S", "M", "L"],
      },
    ],
    variants: [
      {
        sku: "HV-TX-MTN-LIN-S",
        options: {
          Colour: "Lingonberry",
          Size: "S",
        },
        priceMinor: 3900,
        weightGrams: 130,
        stock: 12,
      },
      {
        sku: "HV-TX-MTN-LIN-M",
        options: {
          Colour: "Lingonberry",
          Size: "M",
        },
        priceMinor: 3900,
        weightGrams: 130,
        stock: 18,
      },
      {
        sku: "HV-TX-MTN-LIN-L",
        options: {
          Colour: "Lingonberry",
          Size: "L",
        },
        priceMinor: 3900,
        weightGrams: 130,
        stock: 7,
      },
      {
        sku: "HV-TX-MTN-PIN-S",
        options: {
          Colour: "Pine",
          Size: "S",
        },
        priceMinor: 3900,
        weightGrams: 130,
        stock: 9,
      },
      {
        sku: "HV-TX-MTN-PIN-M",
        options: {
          Colour: "Pine",
          Size: "M",
        },
        priceMinor: 3900,
        weightGrams: 130,
        stock: 14,
      },
      {
        sku: "HV-TX-MTN-PIN-L",
        options: {
          Colour: "Pine",
          Size: "L",
        },
        priceMinor: 3900,
        weightGrams: 130,
        stock: 0,
      },
      {
        sku: "HV-TX-MTN-SNO-S",
        options: {
          Colour: "Snow",
          Size: "S",
        },
        priceMinor: 3900,
        weightGrams: 130,
        stock: 4,
      },
      {
        sku: "HV-TX-MTN-SNO-M",
        options: {
          Colour: "Snow",
          Size: "M",
        },
        priceMinor: 3900,
        weightGrams: 130,
        stock: 11,
      },
    ],
    illustration: {
      kind: "mittens",
      ground: "textiles",
      palette: ["Lingonberry", "Pine", "Snow"],
      paletteOption: "Colour",
    },
    publishedDaysAgo: 20,
  },
];
