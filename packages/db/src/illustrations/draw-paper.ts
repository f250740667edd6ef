import { material, type Tones } from "./palette.ts";
import { box, type Drawing, leaf, line, oval, path, shadow, spot, turn } from "./pen.ts";

const { paper, wood, brass, steel } = material;

const notebook: Drawing = ({ main, solid, clip }) => {
  const cover = box(226, 268, 330, 528, 18);
  const pages = box(248, 282, 326, 508, 8);
  const edge = [288, 296, 304].map((y) => line(`M562 ${y}V${y + 484}`, paper.dark, 2, 0.5)).join("");
  return (
    shadow(400, 180) +
    turn(
      -3,
      400,
      800,
      path(box(246, 274, 336, 526, 16), main.deep) +
        path(pages, paper.base) +
        edge +
        solid(cover, main, { shade: 14 }) +
        clip(cover, path("M226 260h52v560h-52z", main.dark) + path("M278 260h5v560h-5z", main.deep, 0.5)) +
        path(box(324, 358, 164, 104, 6), paper.base) +
        line("M350 396H462", main.base, 8) +
        line("M350 424H424", main.light, 8) +
        path("M508 268h16v528h-16z", main.deep),
    ) +
    path("M300 795l-6 40 14 -12 12 14 4 -42z", material.berry.base)
  );
};

const pencils: Drawing = ({ main, solid }) => {
  const pencil = (tones: Tones, degrees: number, drop: number): string =>
    turn(
      degrees,
      400,
      1040,
      path(`M378 ${360 + drop}L400 ${286 + drop}L422 ${360 + drop}z`, wood.light) +
        path(`M393 ${312 + drop}L400 ${286 + drop}L407 ${312 + drop}z`, tones.deep) +
        solid(`M376 ${360 + drop}q12 -16 24 0q12 -16 24 0V796h-48z`, tones, { shade: 15, glow: 8 }) +
        path("M376 752h48v10h-48z", paper.base, 0.7),
    );
  const pale: Tones = { ...main, base: main.light, light: paper.base, dark: main.base };
  const strong: Tones = { ...main, base: main.dark, dark: main.deep, light: main.base };
  return (
    shadow(400, 160) +
    pencil(strong, -13, 50) +
    pencil(pale, 13, 30) +
    pencil(main, -7, -24) +
    pencil(strong, 7, -60) +
    pencil(pale, 0, 12) +
    solid("M302 590Q400 618 500 584L510 650Q402 684 290 656z", material.leather, { shade: 26, glow: 8 }) +
    spot(396, 636, 9, 9, brass.light)
  );
};

const letterSet: Drawing = ({ main, solid, clip }) => {
  const face = box(170, 480, 460, 316, 14);
  return (
    shadow(400, 226) +
    turn(
      -3,
      300,
      800,
      path(box(216, 296, 380, 330, 8), paper.dark) +
        turn(
          3,
          400,
          480,
          path(box(210, 306, 372, 330, 8), paper.base) + line("M398 460Q394 400 402 346", material.leaf.base, 6),
        ) +
        turn(
          3,
          400,
          480,
          [-60, -34, 34, 60].map((a, i) => leaf(398, 430 - (i % 2) * 36, a, 62, 20)).join("") +
            leaf(402, 372, 6, 54, 20),
        ),
    ) +
    turn(
      2,
      400,
      800,
      solid(face, main, { shade: 10 }) +
        clip(
          face,
          path("M170 480L384 668Q400 680 416 668L630 480V800H170z", main.dark, 0.45) +
            path("M170 796L372 642M630 796L428 642", main.deep),
        ) +
        clip(face, path("M170 800L380 652Q400 640 420 652L630 800z", main.light, 0.7)) +
        spot(402, 660, 44, 42, material.berry.base) +
        spot(398, 656, 30, 28, material.berry.dark) +
        leaf(398, 674, 8, 36, 14, material.berry),
    )
  );
};

const deskCalendar: Drawing = ({ main, solid, clip }) => {
  const sheet = box(244, 268, 318, 480, 12);
  const dots = Array.from({ length: 28 }, (_, i) => {
    const [x, y] = [286 + (i % 7) * 40, 470 + Math.floor(i / 7) * 56];
    return i === 17
      ? spot(x, y, 22, 22, main.base) + spot(x, y, 8, 8, paper.base)
      : spot(x, y, 9, 9, i % 7 > 4 ? main.light : paper.deep, i % 7 > 4 ? 1 : 0.55);
  }).join("");
  return (
    shadow(400, 210) +
    turn(
      -2,
      400,
      760,
      path(box(258, 262, 318, 490, 12), paper.dark) +
        path(sheet, paper.base) +
        clip(sheet, path("M240 260h330v136H240z", main.base) + path("M530 260h40v136h-40z", main.dark)) +
        dots,
    ) +
    turn(-2, 400, 760, line("M286 336H392", paper.base, 16) + line("M486 336H520", paper.base, 16, 0.7)) +
    solid("M200 716H596Q606 716 606 728L600 790Q599 800 588 800H212Q201 800 200 790L192 728Q191 716 200 716z", wood, {
      shade: 30,
      glow: 8,
    }) +
    line("M232 752Q320 742 420 756T560 748", wood.dark, 4, 0.5)
  );
};

const pen: Drawing = ({ main, solid }) => {
  const barrel = "M374 470H426L420 690L404 742Q400 748 396 742L380 690z";
  return (
    shadow(400, 200) +
    turn(
      22,
      400,
      760,
      solid(barrel, main, { shade: 16, glow: 6 }) +
        path("M380 686H420L404 742Q400 748 396 742z", brass.base) +
        solid("M368 250Q368 214 400 214Q432 214 432 250V476H368z", main, { shade: 20, glow: 8 }) +
        path("M366 464h68v18h-68z", brass.base) +
        path("M418 464h16v18h-16z", brass.dark) +
        path("M368 262h64v10h-64z", brass.base) +
        solid("M384 262h22q6 0 6 8V410q0 14 -14 14t-14 -14z", brass, { shade: 8, glow: 4 }),
    ) +
    solid(
      "M196 724Q198 712 214 712H590Q604 712 604 726L598 784Q596 800 578 800H222Q204 800 202 784z",
      material.walnut,
      { shade: 34, glow: 8 },
    ) +
    spot(398, 728, 52, 9, material.walnut.deep) +
    line("M240 766Q350 752 450 768T566 758", material.walnut.dark, 4, 0.6)
  );
};

const letterRack: Drawing = ({ main, solid }) => {
  const slat = (y: number, inset: number): string =>
    solid(
      `M${178 + inset} ${y + 16}Q${178 + inset} ${y} ${196 + inset} ${y + 1}L${606 - inset} ${y - 4}Q${622 - inset} ${y - 4} ${622 - inset} ${y + 14}V796H${178 + inset}z`,
      main,
      { shade: 22, glow: 8 },
    );
  const { berry, sage } = material;
  return (
    shadow(400, 232) +
    slat(400, 26) +
    turn(
      -4,
      400,
      500,
      solid(box(248, 326, 210, 300, 8), paper, { shade: 10 }) + line("M276 366H400M276 396H360", paper.deep, 6, 0.5),
    ) +
    turn(5, 480, 500, solid(box(404, 366, 160, 260, 8), sage, { shade: 10 })) +
    slat(532, 13) +
    turn(
      -2,
      320,
      600,
      solid(box(224, 478, 230, 240, 8), berry, { shade: 10 }) + path("M224 478h230l-115 80z", berry.dark),
    ) +
    turn(
      3,
      480,
      600,
      solid(box(396, 498, 176, 200, 8), paper, { shade: 10 }) + path(box(516, 516, 36, 42, 4), berry.base),
    ) +
    slat(650, 0) +
    line("M220 700Q330 690 420 704T584 696", main.dark, 4, 0.6) +
    line("M214 752Q300 762 400 750T560 758", main.dark, 4, 0.5)
  );
};

const scissors: Drawing = ({ main, solid }) => {
  const blade = "M386 560Q376 420 392 236Q398 212 410 236Q428 400 424 566z";
  const grip = (side: number): string => {
    const x = 400 + side * 92;
    return `<path d="${oval(x, 706, 74, 92)}${oval(x, 710, 40, 58)}" fill-rule="evenodd" fill="${side < 0 ? main.base : main.dark}" transform="rotate(${side * -14} ${x} 706)"/>`;
  };
  const arm = (side: number): string =>
    solid(
      `M${400 - side * 26} 556Q${400 + side * 10} 600 ${400 + side * 40} 640L${400 + side * 84} 616Q${400 + side * 34} 560 ${400 + side * 24} 536z`,
      side < 0 ? main : { ...main, base: main.dark, light: main.base },
      { shade: 8, glow: 6 },
    );
  return (
    shadow(400, 190) +
    turn(11, 400, 560, solid(blade, steel, { shade: 18, glow: 6 })) +
    arm(-1) +
    grip(-1) +
    turn(
      -11,
      400,
      560,
      solid(blade, { ...steel, base: steel.light, light: "#FFFFFF", dark: steel.base }, { shade: 18, glow: 6 }),
    ) +
    arm(1) +
    grip(1) +
    line("M258 676Q262 640 296 626", main.light, 9) +
    spot(402, 560, 19, 19, brass.base) +
    spot(398, 556, 9, 9, brass.light)
  );
};

const tapeDispenser: Drawing = ({ main, solid }) =>
  shadow(400, 240) +
  path(oval(318, 566, 150, 150), material.cork.dark) +
  path(oval(312, 564, 142, 144), material.cork.light) +
  path(oval(316, 566, 92, 94), paper.base) +
  path(oval(320, 568, 74, 76), main.deep) +
  path("M330 420L606 640L600 650L322 444z", material.cork.light, 0.9) +
  solid(
    "M164 700Q166 560 250 566Q262 640 322 642Q386 640 400 600Q452 630 500 632L604 626Q622 628 624 648L640 768Q642 800 610 800H194Q162 800 162 770z",
    main,
    { shade: 40, glow: 12 },
  ) +
  path("M582 634l10 -22 8 20 10 -22 8 22 8 -18 4 26z", steel.base) +
  spot(320, 592, 26, 26, brass.base) +
  spot(314, 586, 13, 13, brass.light) +
  line("M214 752H420", main.light, 7, 0.6);

const inkBottle: Drawing = ({ main, solid, clip }) => {
  const glass = "M238 560Q240 500 316 490V446H484V490Q562 500 562 562V756Q562 800 518 800H282Q238 800 238 756z";
  return (
    shadow(400, 184) +
    path(glass, material.glass.base, 0.9) +
    clip(
      glass,
      path("M250 596Q400 584 552 596V760Q548 790 514 790H288Q250 790 250 756z", main.base) +
        path("M486 590H562V800H470Q500 700 486 590z", main.dark),
    ) +
    spot(400, 596, 151, 13, main.light) +
    line("M262 566Q266 524 318 514", "#FFFFFF", 12, 0.8) +
    turn(
      -2,
      400,
      700,
      path(box(304, 634, 188, 124, 8), paper.base) +
        line("M338 676H456", main.base, 9) +
        line("M358 710H436", main.light, 9),
    ) +
    solid("M300 342Q300 326 318 326H484Q500 326 500 342V440Q500 452 486 452H314Q300 452 300 440z", material.iron, {
      shade: 40,
      glow: 8,
    }) +
    [340, 376, 412].map((x) => line(`M${x} 350V430`, material.iron.dark, 5, 0.8)).join("")
  );
};

/** Paper and desk. */
export const paperDrawings = {
  notebook,
  pencils,
  letterSet,
  deskCalendar,
  pen,
  letterRack,
  scissors,
  tapeDispenser,
  inkBottle,
} satisfies Record<string, Drawing>;
