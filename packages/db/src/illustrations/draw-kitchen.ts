import { material, type Tones } from "./palette.ts";
import { box, type Drawing, line, oval, path, type Pen, shadow, spot, turn } from "./pen.ts";

const { wood, walnut, paper, brass, cork, glass, leaf, clay } = material;

const steam =
  line("M340 350Q318 316 342 286T336 222", "#FFFFFF", 13, 0.75) +
  line("M420 356Q444 326 420 300T426 250", "#FFFFFF", 13, 0.75);

const mug: Drawing = ({ main, solid, clip }) => {
  const body = "M216 420H548V706Q548 800 456 800H306Q216 800 216 706z";
  return (
    shadow(392, 190) +
    steam +
    line("M548 492Q662 478 660 582Q656 684 544 690", main.dark, 44) +
    line("M550 488Q648 480 648 576Q646 668 546 680", main.base, 18) +
    solid(body, main, { shade: 54, glow: 14 }) +
    clip(
      body,
      path("M216 716Q330 690 424 722T560 700V800H216z", clay.base) +
        path("M494 712Q530 706 560 700V800H430Q490 780 494 712z", clay.dark),
    ) +
    spot(382, 420, 166, 26, main.light) +
    spot(386, 423, 148, 18, walnut.deep)
  );
};

const teapot: Drawing = ({ main, solid }) => {
  const body = "M214 616Q214 450 392 448Q574 450 574 620Q574 736 490 800H294Q214 740 214 616z";
  return (
    shadow(392, 200) +
    line("M546 528Q690 500 676 626Q662 716 540 704", cork.dark, 36) +
    line("M548 522Q672 504 664 614Q652 696 544 696", cork.base, 20) +
    solid("M246 690Q150 690 152 560Q150 520 116 500Q108 486 126 480L188 474Q204 476 204 496Q214 560 262 566z", main, {
      shade: 12,
      glow: 10,
    }) +
    solid(body, main, { shade: 60, glow: 16 }) +
    line("M232 640Q390 676 566 640", main.dark, 7, 0.6) +
    solid("M290 464Q294 412 394 410Q496 412 498 464Q396 486 290 464z", main, { shade: 34, glow: 8 }) +
    solid(oval(396, 392, 30, 28), cork, { shade: 12, glow: 6 })
  );
};

const cuttingBoard: Drawing = ({ main, solid }) => {
  const board =
    "M226 452Q228 408 296 396Q352 384 358 330V262Q360 222 398 222Q438 222 440 262V330Q446 384 502 396Q572 408 574 452V756Q574 798 532 798H268Q226 798 226 756z";
  return (
    shadow(400, 200) +
    turn(
      2,
      400,
      800,
      solid(board, main, { shade: 20, glow: 10 }) +
        line(
          "M284 470Q276 600 290 740M352 440Q338 580 356 752M424 420Q440 560 420 700M500 466Q512 600 494 744",
          main.dark,
          6,
          0.55,
        ) +
        path("M388 520q22 -30 44 0q14 30 -22 40q-36 -8 -22 -40z", main.dark, 0.5) +
        spot(399, 270, 19, 19, main.deep) +
        line("M398 268Q352 190 396 172Q446 178 404 268", material.leather.base, 9),
    )
  );
};

const pepperMill: Drawing = ({ main, solid }) => {
  const mill = "M-76 800Q-84 700 -54 640Q-34 590 -56 548Q-64 524 -46 516H46Q64 524 56 548Q34 590 54 640Q84 700 76 800z";
  const one = (dx: number, scale: number, tones: Tones): string =>
    `<g transform="translate(${dx} ${800 - 800 * scale}) scale(${scale})">${solid(mill, tones, { shade: 26, glow: 8 })}${path("M-50 506h100v14h-100z", brass.base)}${solid("M-48 506Q-80 470 -60 420Q-40 380 0 380Q42 380 60 420Q80 470 48 506z", tones, { shade: 26, glow: 8 })}${solid(oval(0, 364, 22, 22), brass, { shade: 10, glow: 5 })}</g>`;
  return (
    shadow(400, 210) +
    one(506, 0.94, wood) +
    one(306, 1.24, main) +
    [
      [404, 792],
      [428, 804],
      [398, 812],
      [612, 800],
    ]
      .map(([x, y]) => spot(x ?? 0, y ?? 0, 8, 7, walnut.deep))
      .join("")
  );
};

function jar({ main, solid }: Pen, x: number, top: number, width: number, tones: Tones = main): string {
  return (
    solid(box(x + width * 0.1, top - 66, width * 0.8, 84, 16), cork, { shade: 26, glow: 8 }) +
    solid(
      `M${x} ${top + 44}Q${x} ${top} ${x + 44} ${top}H${x + width - 44}Q${x + width} ${top} ${x + width} ${top + 44}V764Q${x + width} 800 ${x + width - 40} 800H${x + 40}Q${x} 800 ${x} 764z`,
      tones,
      { shade: 42, glow: 12 },
    )
  );
}

const storageJars: Drawing = (pen) => {
  const { main } = pen;
  const pale: Tones = { light: paper.light, base: main.light, dark: main.base, deep: main.dark };
  return (
    shadow(410, 236) +
    jar(pen, 420, 560, 210, pale) +
    jar(pen, 176, 364, 280) +
    path(box(226, 520, 158, 104, 8), paper.base) +
    line("M256 556H354", main.base, 9) +
    line("M274 590H336", main.light, 9) +
    line("M180 418Q310 436 452 416", main.dark, 6, 0.6)
  );
};

const bowls: Drawing = ({ main, solid }) => {
  const bowl = (cx: number, y: number, rx: number, depth: number, tones: Tones): string =>
    solid(
      `M${cx - rx} ${y}Q${cx - rx + 10} ${y + depth} ${cx - rx * 0.42} ${y + depth}H${cx + rx * 0.42}Q${cx + rx - 10} ${y + depth} ${cx + rx} ${y}z`,
      tones,
      { shade: 50, glow: 14 },
    ) +
    spot(cx, y, rx, 24, tones.light) +
    spot(cx + 3, y + 4, rx - 16, 16, tones.dark);
  const pale: Tones = { light: paper.light, base: main.light, dark: main.base, deep: main.dark };
  return (
    shadow(400, 214) +
    bowl(412, 404, 138, 150, pale) +
    bowl(392, 472, 184, 180, clay) +
    bowl(400, 556, 232, 244, main) +
    line("M204 640Q400 690 598 636", main.light, 8, 0.7)
  );
};

const pourOver: Drawing = ({ main, solid, clip }) => {
  const flask =
    "M318 500H474Q480 560 540 640Q566 690 556 752Q546 800 500 800H292Q246 800 236 752Q228 690 254 640Q314 560 318 500z";
  return (
    shadow(396, 186) +
    path(flask, glass.base, 0.85) +
    clip(
      flask,
      path("M220 660Q396 646 580 660V800H220z", walnut.dark) +
        path("M480 656H580V800H420Q500 760 480 656z", walnut.deep),
    ) +
    spot(396, 659, 152, 10, walnut.base) +
    line("M290 610Q318 578 328 540", "#FFFFFF", 12, 0.85) +
    line("M396 506V646", walnut.dark, 7) +
    line("M540 330Q640 322 630 392Q616 450 512 440", main.dark, 28) +
    solid("M222 300H572L478 480Q474 504 446 504H350Q322 504 318 480z", main, { shade: 44, glow: 12 }) +
    solid(box(292, 486, 212, 24, 12), main, { shade: 22, glow: 6 }) +
    path("M236 300L300 238Q398 222 494 238L558 300z", paper.base) +
    path("M494 238L558 300H500z", paper.dark) +
    spot(397, 300, 175, 20, main.light) +
    spot(398, 302, 156, 13, paper.dark)
  );
};

const spoonCrock: Drawing = ({ main, solid }) => {
  const handle = (x: number, y: number): string =>
    line(`M${x} ${y}V700`, wood.base, 24) + line(`M${x + 7} ${y}V700`, wood.dark, 8);
  return (
    shadow(400, 184) +
    turn(
      -13,
      380,
      700,
      handle(356, 330) + solid(oval(356, 262, 52, 76), wood, { shade: 16 }) + spot(352, 262, 30, 50, wood.dark, 0.45),
    ) +
    turn(
      15,
      440,
      700,
      handle(448, 330) +
        solid("M404 340L396 216Q448 190 500 216L492 340Q448 366 404 340z", walnut, { shade: 18 }) +
        line("M430 236V310M466 236V310", walnut.deep, 10),
    ) +
    turn(1, 400, 700, handle(404, 320) + solid("M374 330Q356 216 404 206Q452 216 434 330z", wood, { shade: 16 })) +
    solid("M236 520Q236 500 256 500H550Q568 500 566 520L546 762Q542 800 506 800H298Q262 800 258 762z", main, {
      shade: 48,
      glow: 12,
    }) +
    spot(402, 506, 162, 17, main.deep) +
    line("M248 604Q400 622 558 602", main.light, 9, 0.8) +
    line("M250 634Q400 652 556 632", main.light, 5, 0.6)
  );
};

const carafe: Drawing = ({ main, clip }) => {
  const jug =
    "M260 236H420Q432 320 426 380Q500 450 494 600V756Q492 800 450 800H232Q190 800 188 756V600Q184 450 254 380Q250 320 260 236z";
  const tumbler = "M500 560H640L626 776Q624 800 600 800H538Q516 800 514 776z";
  return (
    shadow(410, 234) +
    path(jug, glass.base, 0.75) +
    clip(
      jug,
      path("M180 520Q340 508 500 520V800H180z", main.light, 0.85) +
        path("M430 514H500V800H380Q450 700 430 514z", main.base, 0.9),
    ) +
    spot(341, 520, 149, 13, main.base, 0.8) +
    spot(340, 236, 80, 12, main.base) +
    line("M224 604Q216 520 262 440", "#FFFFFF", 14, 0.85) +
    turn(
      28,
      330,
      570,
      spot(330, 586, 46, 40, material.flame.light) + line(oval(330, 586, 40, 34), material.flame.base, 9),
    ) +
    turn(-16, 300, 640, path("M286 700Q250 660 284 620Q330 650 286 700z", leaf.base)) +
    path(tumbler, glass.base, 0.85) +
    clip(
      tumbler,
      path("M490 656H650V800H490z", main.light, 0.9) + path("M600 656H650V800H580Q606 740 600 656z", main.base),
    ) +
    spot(570, 560, 70, 10, main.base, 0.9) +
    line("M528 604L534 700", "#FFFFFF", 10, 0.85)
  );
};

/** Kitchen. */
export const kitchenDrawings = {
  mug,
  teapot,
  cuttingBoard,
  pepperMill,
  storageJars,
  bowls,
  pourOver,
  spoonCrock,
  carafe,
} satisfies Record<string, Drawing>;
