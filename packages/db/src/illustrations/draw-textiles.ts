import { material, printOn, type Tones } from "./palette.ts";
import { box, type Drawing, line, oval, path, shadow, spot, turn } from "./pen.ts";

const { paper, wood, wool } = material;

const peg = spot(404, 262, 26, 26, wood.dark) + spot(398, 256, 24, 24, wood.base) + spot(392, 250, 9, 9, wood.light);

const throwBlanket: Drawing = ({ main, solid, clip }) => {
  const lap = "M262 470Q350 452 470 466L500 712Q380 734 268 716z";
  const fringe = Array.from({ length: 12 }, (_, i) =>
    line(`M${278 + i * 19.5} ${714 + Math.round(5 * Math.sin(i / 3.6))}l${(i % 3) - 1} 44`, main.light, 9),
  ).join("");
  return (
    shadow(400, 238) +
    solid(box(168, 676, 466, 124, 60), main, { shade: 40, glow: 10 }) +
    line("M230 742Q400 752 590 740", main.dark, 5, 0.6) +
    solid(
      box(182, 572, 440, 122, 58),
      { ...main, base: main.light, light: paper.light, dark: main.base },
      { shade: 40, glow: 10 },
    ) +
    solid(box(174, 458, 452, 128, 60), main, { shade: 44, glow: 12 }) +
    fringe +
    solid(lap, main, { shade: 16, glow: 8 }) +
    clip(
      lap,
      [548, 584, 652]
        .map((y, i) =>
          path(
            `M240 ${y}Q380 ${y + 16} 520 ${y - 4}v${i === 1 ? 34 : 14}Q380 ${y + (i === 1 ? 50 : 30)} 240 ${y + (i === 1 ? 34 : 14)}z`,
            i === 1 ? main.dark : paper.base,
            i === 1 ? 0.9 : 0.85,
          ),
        )
        .join(""),
    )
  );
};

const cushion: Drawing = ({ main, solid, clip }) => {
  const pillow =
    "M186 352Q176 322 212 330Q400 366 588 322Q622 316 614 350Q580 560 620 764Q626 800 590 796Q400 764 208 800Q174 804 182 766Q222 556 186 352z";
  const stripes = Array.from({ length: 5 }, (_, i) =>
    path(
      `M${232 + i * 78} 300Q${250 + i * 74} 560 ${228 + i * 80} 820h26Q${276 + i * 74} 560 ${258 + i * 78} 300z`,
      i === 2 ? paper.base : main.light,
      0.75,
    ),
  ).join("");
  return (
    shadow(400, 216) +
    turn(
      -2,
      400,
      800,
      solid(pillow, main, { shade: 44, glow: 12 }) +
        clip(pillow, stripes + path("M560 320Q530 560 566 800H640V300z", main.dark, 0.5)) +
        line(pillow, main.deep, 5, 0.5),
    )
  );
};

const teaTowels: Drawing = ({ main, solid, clip }) => {
  const back = "M402 262Q470 380 566 470L540 716Q490 730 436 716z";
  const front = "M400 262Q300 370 240 452Q246 600 250 752Q340 774 452 750Q444 440 410 262z";
  return (
    shadow(396, 150) +
    line("M398 282Q372 236 398 236Q424 238 408 282", paper.dark, 7) +
    solid(back, paper, { shade: 16, glow: 0 }) +
    clip(back, path("M430 640L570 632V656L430 664zM430 676L570 668V680L430 690z", main.base)) +
    solid(front, { ...main, dark: main.dark }, { shade: 14, glow: 10 }) +
    clip(
      front,
      path(
        "M230 640Q340 660 460 636V664Q340 688 230 668zM230 684Q340 704 460 680V692Q340 716 230 696z",
        paper.base,
        0.9,
      ) + line("M396 300Q330 470 326 620M410 330Q398 480 404 610", main.dark, 7, 0.6),
    ) +
    peg
  );
};

const apron: Drawing = ({ main, solid }) => {
  const cloth = "M316 392Q400 412 486 388Q498 470 566 508L580 760Q400 798 222 764L234 510Q304 470 316 392z";
  return (
    shadow(400, 160) +
    line("M320 396Q326 286 400 270Q478 286 482 392", main.dark, 18) +
    line("M240 530Q176 560 190 650", main.dark, 14) +
    line("M562 528Q622 570 604 668", main.dark, 14) +
    solid(cloth, main, { shade: 30, glow: 10 }) +
    path("M292 574H508L500 690Q400 704 300 690z", main.light, 0.85) +
    line("M296 584H504M401 586V694", main.dark, 5, 0.7) +
    line("M330 418Q400 434 474 416", main.light, 6, 0.8) +
    line("M448 566L458 500", wood.base, 16) +
    spot(460, 480, 17, 30, wood.dark) +
    peg
  );
};

const socks: Drawing = ({ main, solid, clip }) => {
  const sock =
    "M322 300Q398 288 468 300L462 566Q464 610 506 632L596 682Q640 712 626 760Q614 800 560 800H404Q330 796 322 716z";
  const one = (tones: Tones): string =>
    solid(sock, tones, { shade: 26, glow: 10 }) +
    clip(
      sock,
      path("M300 280H480V372Q400 384 300 372z", paper.base) +
        [320, 344]
          .map((y) => path(`M300 ${y}Q400 ${y + 12} 480 ${y}v9Q400 ${y + 21} 300 ${y + 9}z`, tones.base))
          .join("") +
        path("M310 690Q374 690 390 810H300z", tones.dark) +
        path("M566 650Q530 720 552 810H660V640z", paper.base) +
        line("M330 440Q398 452 462 440M330 476Q398 488 462 476", paper.base, 9),
    );
  return (
    shadow(404, 216) +
    turn(
      5,
      400,
      800,
      `<g transform="translate(56 -34)">${one({ ...main, base: main.dark, light: main.base, dark: main.deep })}</g>`,
    ) +
    `<g transform="translate(-86 0)">${one(main)}</g>`
  );
};

const tote: Drawing = ({ main, solid }) => {
  const print = printOn(main);
  const sprig = [0, 1, 2, 3]
    .map((i) =>
      line(
        `M402 ${700 - i * 46}Q${372 - i * 2} ${684 - i * 46} ${350 + i * 8} ${650 - i * 44}M402 ${690 - i * 46}Q${432 + i * 2} ${674 - i * 46} ${454 - i * 8} ${640 - i * 44}`,
        print,
        10,
      ),
    )
    .join("");
  return (
    shadow(400, 214) +
    line("M318 470Q312 236 398 234Q490 238 480 466", main.deep, 15) +
    solid(
      "M204 470Q208 452 226 454Q400 472 572 450Q592 448 594 466L618 776Q620 800 594 800H204Q180 800 182 776z",
      main,
      { shade: 40, glow: 12 },
    ) +
    line("M306 560V470Q306 280 394 274Q494 280 494 468V556", main.dark, 17) +
    line("M302 556V470Q304 280 392 272", main.light, 4, 0.7) +
    line("M402 726Q398 600 404 500", print, 10) +
    sprig
  );
};

const rug: Drawing = ({ main, solid, clip }) => {
  const roll = "M278 290Q278 240 396 240Q516 240 516 290V760Q512 800 396 800Q282 800 278 760z";
  const bands = [400, 560, 700]
    .map((y) => path(`M270 ${y}Q396 ${y + 50} 520 ${y}v26Q396 ${y + 76} 270 ${y + 26}z`, paper.base))
    .join("");
  const zigzag =
    line("M270 476L312 520L354 484L396 530L438 486L480 518L524 470", main.light, 13) +
    line("M270 636L312 680L354 644L396 690L438 646L480 678L524 630", main.light, 13);
  const fringe = Array.from({ length: 14 }, (_, i) =>
    line(`M516 ${318 + i * 34}h${34 + (i % 3) * 5}`, wool.dark, 8),
  ).join("");
  return (
    shadow(400, 150) +
    turn(
      -4,
      400,
      800,
      fringe +
        solid(roll, main, { shade: 52, glow: 12 }) +
        clip(roll, bands + zigzag + path("M470 240H520V800H440Q478 700 470 240z", main.deep, 0.35)) +
        path(oval(396, 288, 119, 48), wool.base) +
        line("M396 288q14 -12 28 0q6 20 -28 22q-52 -2 -50 -24q8 -30 54 -28q66 2 66 30q-2 34 -70 36", main.base, 8),
    )
  );
};

const bedLinen: Drawing = ({ main, solid, clip }) => {
  const pillow =
    "M212 420Q190 392 222 392Q400 362 584 386Q614 388 600 420Q584 470 602 520Q616 552 584 554Q400 580 220 560Q190 556 208 522Q226 470 212 420z";
  const pale: Tones = { light: paper.light, base: main.light, dark: main.base, deep: main.dark };
  return (
    shadow(402, 236) +
    solid(box(168, 694, 470, 106, 50), main, { shade: 36, glow: 10 }) +
    solid(box(180, 616, 448, 92, 44), pale, { shade: 36, glow: 8 }) +
    solid(box(172, 540, 458, 90, 42), main, { shade: 36, glow: 8 }) +
    line("M210 664H590", main.dark, 4, 0.5) +
    solid(pillow, paper, { shade: 30, glow: 0 }) +
    clip(pillow, [450, 484, 518].map((y) => line(`M190 ${y}Q400 ${y - 22} 620 ${y}`, main.light, 7, 0.8)).join("")) +
    line("M300 566Q304 700 298 798", paper.base, 22) +
    path("M300 640Q240 590 236 650Q240 690 300 650zM300 640Q360 596 364 652Q356 690 300 652z", paper.dark) +
    spot(300, 647, 15, 15, paper.base)
  );
};

const mittens: Drawing = ({ main, solid, clip }) => {
  const print = printOn(main);
  const mitten =
    "M330 800Q318 640 292 560Q276 340 380 326Q486 332 484 520Q520 470 556 482Q598 504 560 576Q520 640 492 680L488 800z";
  const star = [0, 60, 120]
    .map((degrees) =>
      turn(
        degrees,
        386,
        500,
        line("M386 446V554", print, 10) + line("M370 458L386 476L402 458M370 542L386 524L402 542", print, 7),
      ),
    )
    .join("");
  const one = (tones: Tones): string =>
    solid(mitten, tones, { shade: 24, glow: 10 }) +
    star +
    clip(
      mitten,
      path("M300 690Q410 704 520 686V810H300z", paper.base) +
        [346, 376, 406, 436, 466].map((x) => line(`M${x} 706V800`, paper.dark, 6)).join("") +
        line("M310 656Q410 670 510 652", print, 8),
    );
  return (
    shadow(400, 206) +
    turn(
      7,
      460,
      800,
      `<g transform="translate(876 -26) scale(-1 1)">${one({ ...main, base: main.dark, light: main.base, dark: main.deep })}</g>`,
    ) +
    turn(-3, 300, 800, `<g transform="translate(-96 0)">${one(main)}</g>`)
  );
};

/** Textiles. */
export const textileDrawings = {
  throwBlanket,
  cushion,
  teaTowels,
  apron,
  socks,
  tote,
  rug,
  bedLinen,
  mittens,
} satisfies Record<string, Drawing>;
