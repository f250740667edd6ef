import { material, type Tones } from "./palette.ts";
import { box, type Drawing, flame, leaf, line, oval, path, shadow, spot, turn } from "./pen.ts";

const { wood, walnut, leather, iron, steel, brass, berry, paper, glass, wool, cork } = material;

const flask: Drawing = ({ main, solid }) =>
  shadow(396, 156) +
  line("M506 420Q606 420 604 520V640Q602 716 506 716", main.deep, 26) +
  solid("M296 392Q296 364 324 360H470Q498 364 498 392V760Q498 800 458 800H336Q296 800 296 760z", main, {
    shade: 48,
    glow: 12,
  }) +
  path("M292 396H502V420H292z", steel.base) +
  path("M454 396H502V420H454z", steel.dark) +
  solid("M306 234Q306 206 336 206H458Q488 206 488 234L494 364H300z", steel, { shade: 44, glow: 12 }) +
  line("M306 300H490", steel.dark, 6, 0.7) +
  path("M292 736H502V752H292z", main.dark) +
  turn(
    -3,
    380,
    570,
    [0, 1, 2]
      .map((i) => line(`M378 ${640 - i * 40}q-26 -6 -38 -34M378 ${640 - i * 40}q26 -6 38 -34`, main.light, 9))
      .join("") + line("M378 664V500", main.light, 9),
  );

const rucksack: Drawing = ({ main, solid }) => {
  const strap = (x: number): string =>
    path(box(x, 430, 34, 150, 6), leather.base) +
    path(box(x - 4, 540, 42, 34, 6), brass.base) +
    path(box(x + 8, 550, 18, 14, 2), leather.dark);
  return (
    shadow(400, 212) +
    line("M346 262Q346 206 400 206Q456 206 454 262", leather.dark, 18) +
    solid("M196 560Q150 570 156 660V740Q158 776 206 776z", main, { shade: 10, glow: 8 }) +
    solid(
      "M604 560Q648 570 642 660V740Q640 776 594 776z",
      { ...main, base: main.dark, dark: main.deep },
      { shade: 16, glow: 0 },
    ) +
    solid("M196 400Q196 250 320 250H484Q606 254 604 400V740Q602 800 544 800H256Q198 800 196 740z", main, {
      shade: 50,
      glow: 12,
    }) +
    solid(box(264, 596, 276, 168, 26), main, { shade: 26, glow: 10 }) +
    solid("M184 380Q190 236 320 234H484Q612 238 616 380V470Q612 510 566 512H236Q188 510 184 470z", main, {
      shade: 46,
      glow: 12,
    }) +
    line("M190 482Q400 500 610 480", main.dark, 5, 0.7) +
    strap(288) +
    strap(484) +
    line("M280 640Q400 654 524 638", main.dark, 6, 0.8)
  );
};

const campStool: Drawing = ({ main, solid }) =>
  shadow(400, 228) +
  line("M566 440L262 786", walnut.base, 32) +
  line("M240 440L556 786", wood.dark, 32) +
  line("M236 436L550 782", wood.base, 20) +
  solid(
    "M168 410Q180 386 206 402Q400 448 598 392Q628 386 632 412Q630 452 604 462Q400 530 200 468Q170 458 168 410z",
    main,
    { shade: 50, glow: 12 },
  ) +
  line("M196 436Q400 498 604 430", main.light, 6, 0.7) +
  line("M304 748Q400 758 500 746", wood.dark, 14) +
  spot(403, 612, 15, 15, brass.base) +
  spot(399, 608, 7, 7, brass.light);

const berryBasket: Drawing = ({ main, solid, clip }) => {
  const basket = "M186 560Q180 540 204 540H602Q624 540 618 562L574 764Q566 800 530 800H272Q236 800 228 764z";
  const weave = [0, 1, 2, 3]
    .map((row) =>
      Array.from({ length: 9 }, (_, i) =>
        (i + row) % 2 === 0 ? path(box(170 + i * 54, 570 + row * 58, 54, 52, 8), main.dark, 0.75) : "",
      ).join(""),
    )
    .join("");
  const fruit = Array.from({ length: 17 }, (_, i) => {
    const [x, y] = [216 + (i % 9) * 46 + (i > 8 ? 22 : 0), i > 8 ? 488 + Math.abs(i - 12.5) * 6 : 526];
    return spot(x, y, 31, 30, i % 3 === 0 ? berry.dark : berry.base) + spot(x - 9, y - 9, 8, 7, berry.light);
  });
  return (
    shadow(402, 226) +
    line("M214 552Q226 258 400 250Q580 258 590 552", main.dark, 30) +
    line("M210 550Q222 254 396 246", main.light, 9) +
    fruit.slice(9).join("") +
    leaf(310, 500, -34, 78, 34) +
    leaf(474, 496, 28, 70, 32) +
    fruit.slice(0, 9).join("") +
    solid(basket, main, { shade: 40, glow: 10 }) +
    clip(basket, weave + path("M560 540H640V800H520Q560 680 560 540z", main.deep, 0.35)) +
    solid(box(174, 528, 456, 40, 18), main, { shade: 30, glow: 8 })
  );
};

const beanie: Drawing = ({ main, solid, clip }) => {
  const crown = "M206 660Q190 372 398 360Q612 370 596 660z";
  const cuff =
    "M182 640Q180 616 206 618Q400 640 594 614Q622 612 620 638L614 764Q612 796 584 796Q400 812 216 798Q190 796 188 768z";
  const ribs = Array.from({ length: 10 }, (_, i) =>
    line(`M${222 + i * 40} ${640 + Math.round(6 * Math.sin(i))}L${226 + i * 39} 786`, main.dark, 8, 0.75),
  ).join("");
  return (
    shadow(400, 214) +
    solid(oval(404, 332, 84, 78), wool, { shade: 26, glow: 10 }) +
    line("M360 300l18 26M420 280l-4 30M450 340l-28 8M372 366l22 -16M340 340l22 4", wool.dark, 8) +
    solid(crown, main, { shade: 56, glow: 14 }) +
    clip(
      crown,
      [250, 318, 388, 460, 530]
        .map((x, i) => line(`M400 366Q${x} 450 ${x - 14 + i * 6} 650`, main.dark, 8, 0.5))
        .join("") + path("M190 548Q400 580 610 544V574Q400 608 190 578z", paper.base, 0.9),
    ) +
    solid(cuff, main, { shade: 36, glow: 10 }) +
    clip(cuff, ribs)
  );
};

const picnicRoll: Drawing = ({ main, solid, clip }) => {
  const roll = "M238 480H566Q648 490 648 640Q648 796 566 800H238Q152 792 152 640Q152 488 238 480z";
  const checks =
    [190, 270, 350, 430, 510].map((x) => path(`M${x} 460h38v360h-38z`, paper.base, 0.4)).join("") +
    [520, 600, 680, 756].map((y) => path(`M140 ${y}H560v34H140z`, paper.base, 0.4)).join("");
  const strap = (x: number): string =>
    path(`M${x} 478q-26 160 0 324h36q-26 -164 0 -324z`, leather.base) +
    path(box(x - 14, 600, 46, 44, 8), brass.base) +
    path(box(x - 2, 612, 22, 20, 3), leather.dark);
  return (
    shadow(404, 244) +
    line("M282 486Q270 366 330 358H444Q506 366 494 486", leather.dark, 24) +
    line("M280 480Q268 364 328 352H440", leather.light, 6) +
    solid(roll, main, { shade: 20, glow: 12 }) +
    clip(roll, checks) +
    path(oval(566, 640, 82, 160), main.dark) +
    path(oval(562, 640, 66, 138), wool.base) +
    line(
      "M562 640q18 -20 18 10q-6 40 -34 20q-24 -40 4 -76q40 -24 58 40q4 90 -44 100q-52 -4 -50 -96q8 -90 54 -100",
      main.base,
      9,
    ) +
    strap(256) +
    strap(446)
  );
};

const birdhouse: Drawing = ({ main, solid }) =>
  shadow(400, 120) +
  solid("M376 640H424L428 800H374z", walnut, { shade: 18, glow: 6 }) +
  solid("M246 380L400 262L556 378L544 660H258z", main, { shade: 46, glow: 10 }) +
  line("M252 470H548M254 560H546", main.dark, 5, 0.6) +
  solid("M398 196L612 368Q622 384 606 396L586 402L398 262L216 404L196 396Q182 384 194 370z", walnut, {
    shade: 30,
    glow: 10,
  }) +
  spot(400, 466, 58, 58, main.deep) +
  spot(404, 470, 50, 50, walnut.deep) +
  solid(box(388, 552, 26, 60, 12), wood, { shade: 10, glow: 5 }) +
  solid(box(232, 652, 338, 26, 10), walnut, { shade: 26, glow: 6 }) +
  path("M462 246q14 -44 60 -40q24 4 30 20l24 6 -22 10q-4 34 -48 36q-40 0 -72 26z", material.berry.base) +
  spot(530, 222, 5, 5, iron.deep);

const stormLantern: Drawing = ({ main, solid, clip }) => {
  const globe = "M308 428Q244 520 300 640H500Q556 520 492 428z";
  return (
    shadow(400, 164) +
    line("M262 660V400Q262 200 400 196Q540 200 540 400V660", main.dark, 13) +
    path(globe, glass.base, 0.7) +
    clip(globe, spot(400, 560, 110, 110, "#FFF1C4", 0.9)) +
    flame(400, 636, 1.25) +
    line("M318 460Q288 530 312 600", "#FFFFFF", 11, 0.9) +
    line("M274 540Q400 566 526 538", iron.base, 6) +
    solid("M316 376Q330 290 400 286Q470 290 484 376L500 430H300z", main, { shade: 30, glow: 10 }) +
    spot(400, 334, 46, 10, main.deep) +
    solid("M300 636H500L530 690V764Q530 800 492 800H308Q270 800 270 764V690z", main, { shade: 48, glow: 12 }) +
    line("M272 700Q400 716 528 698", main.dark, 6, 0.8) +
    spot(534, 730, 22, 22, brass.base) +
    spot(529, 725, 10, 10, brass.light)
  );
};

const hatchet: Drawing = ({ main, solid }) => {
  const steelEdge: Tones = steel;
  return (
    shadow(420, 190) +
    turn(
      -14,
      400,
      800,
      solid(
        "M398 250Q424 240 430 270Q426 480 442 640Q448 740 470 788Q456 806 430 798Q404 700 402 600Q392 420 386 270Q386 254 398 250z",
        wood,
        { shade: 16, glow: 8 },
      ) +
        path("M424 664Q444 662 446 668Q448 740 470 788Q456 806 430 798Q412 740 406 672z", cork.dark) +
        line("M408 700L448 690M412 728L452 716M420 758L458 742", wood.light, 6) +
        solid(
          "M374 268H450Q470 270 468 300V354Q466 376 446 376H380Q330 384 262 452Q214 360 256 214Q320 262 374 268z",
          iron,
          { shade: 14, glow: 6 },
        ) +
        path("M262 452Q214 360 256 214L276 230Q244 350 286 430z", steelEdge.light),
    ) +
    turn(
      8,
      560,
      700,
      solid("M500 660Q500 636 524 636H640Q664 636 664 660V760Q660 800 620 800H540Q502 800 500 764z", main, {
        shade: 26,
        glow: 8,
      }) +
        line("M520 668H644V764Q640 780 616 780H544Q522 778 520 760z", main.light, 4, 0.8) +
        spot(582, 706, 13, 13, brass.base),
    )
  );
};

/** Outdoors. */
export const outdoorDrawings = {
  flask,
  rucksack,
  campStool,
  berryBasket,
  beanie,
  picnicRoll,
  birdhouse,
  stormLantern,
  hatchet,
} satisfies Record<string, Drawing>;
