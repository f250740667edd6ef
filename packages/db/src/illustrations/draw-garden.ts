import { material, type Tones, tonesOf } from "./palette.ts";
import { box, type Drawing, leaf, line, oval, path, shadow, spot, turn } from "./pen.ts";

const { leaf: green, sage, soil, paper, brass, glass, berry, flame } = material;
const lime = tonesOf("#8FB25F");
const heather = tonesOf("#A98BBB");

const wateringCan: Drawing = ({ main, solid }) =>
  shadow(420, 226) +
  line("M520 470Q680 460 660 620Q648 700 570 730", main.dark, 26) +
  line("M330 452Q340 340 440 342Q534 350 530 452", main.dark, 22) +
  solid("M330 706L164 452Q150 436 164 424Q178 412 194 430L340 590z", main, { shade: 14, glow: 10 }) +
  turn(-32, 160, 424, solid("M106 392Q160 376 214 392L184 444H136z", brass, { shade: 16, glow: 6 })) +
  solid("M318 470Q318 450 338 450H528Q550 450 552 470L582 764Q584 800 550 800H318Q284 800 288 764z", main, {
    shade: 50,
    glow: 12,
  }) +
  path("M318 462Q430 440 552 462L553 486Q430 466 316 488z", main.deep, 0.6) +
  line("M296 700Q430 722 572 698", main.light, 8, 0.8) +
  [
    [112, 486],
    [86, 528],
    [128, 540],
    [98, 586],
  ]
    .map(([x, y]) => path(`M${x} ${y}q-13 26 0 32q13 -6 0 -32z`, "#7FB0CE"))
    .join("");

const mister: Drawing = ({ main, solid, clip }) => {
  const bottle = "M330 470H450V500Q560 530 562 640V752Q560 800 512 800H270Q222 800 220 752V640Q222 530 330 500z";
  return (
    shadow(394, 180) +
    path(bottle, main.base, 0.82) +
    clip(
      bottle,
      path("M210 620Q390 604 570 620V800H210z", main.dark, 0.75) +
        path("M500 500H570V800H460Q520 690 500 500z", main.deep, 0.45),
    ) +
    line("M394 480V770", glass.base, 8, 0.7) +
    line("M252 650Q250 570 318 536", "#FFFFFF", 13, 0.7) +
    solid(box(318, 396, 144, 84, 14), brass, { shade: 28, glow: 8 }) +
    line("M326 424H454M326 450H454", brass.dark, 4, 0.7) +
    solid("M344 396V320Q300 316 248 300Q236 288 248 274L356 262H448Q470 264 470 290V330Q468 360 436 364V396z", brass, {
      shade: 22,
      glow: 8,
    }) +
    line("M466 300Q520 316 514 384", brass.dark, 18) +
    [
      [196, 262],
      [164, 290],
      [190, 312],
      [142, 246],
      [136, 316],
      [110, 280],
    ]
      .map(([x, y]) => spot(x ?? 0, y ?? 0, 8, 8, "#7FB0CE", 0.9))
      .join("")
  );
};

const seedPackets: Drawing = ({ main, solid, clip }) => {
  const packet = (degrees: number, tones: Tones, picture: string): string =>
    turn(
      degrees,
      400,
      1000,
      solid(box(288, 360, 230, 436, 10), paper, { shade: 12, glow: 0 }) +
        clip(
          box(288, 360, 230, 436, 10),
          path("M280 350h250v112H280z", tones.base) + path("M500 350h30v112h-30z", tones.dark),
        ) +
        line("M330 412H474", paper.base, 13) +
        picture +
        line("M350 754H456", tones.base, 9) +
        line("M288 384h230", tones.deep, 4, 0.5),
    );
  const carrot =
    leaf(402, 560, -20, 66, 26) +
    leaf(402, 560, 20, 66, 26) +
    leaf(402, 560, 0, 76, 26) +
    path("M366 566Q402 540 438 566Q430 660 402 706Q374 660 366 566z", "#DE8A3E") +
    path("M410 550Q438 556 438 566Q430 660 402 706Q420 620 410 550z", "#C4712C");
  const poppy =
    line("M402 716Q396 660 402 610", green.base, 8) +
    leaf(400, 700, -50, 66, 26) +
    spot(372, 580, 38, 40, berry.base) +
    spot(432, 580, 38, 40, berry.dark) +
    spot(402, 562, 40, 36, berry.light) +
    spot(402, 582, 17, 17, soil.deep);
  const sunflower =
    line("M402 716V610", green.base, 9) +
    leaf(402, 690, 54, 70, 30) +
    [0, 45, 90, 135, 180, 225, 270, 315]
      .map((a) =>
        turn(a, 402, 574, path("M402 574Q374 520 402 494Q430 520 402 574z", a < 180 ? flame.dark : flame.base)),
      )
      .join("") +
    spot(402, 574, 27, 27, soil.base);
  return (
    shadow(404, 226) + packet(-13, tonesOf("#DE8A3E"), carrot) + packet(13, berry, poppy) + packet(0, main, sunflower)
  );
};

const bulbVase: Drawing = ({ main, clip }) => {
  const vase =
    "M306 470Q316 548 366 574Q270 610 262 700Q260 786 300 800H500Q542 786 540 700Q530 610 436 574Q486 548 496 470z";
  const florets = Array.from({ length: 21 }, (_, i) => {
    const [row, column] = [Math.floor(i / 3), i % 3];
    const half = 30 + Math.sin((row + 1) / 2.6) * 26;
    return (
      spot(
        402 + (column - 1) * half,
        160 + row * 34 + (column === 1 ? 12 : 0),
        31,
        27,
        column === 2 ? heather.dark : column === 0 ? heather.light : heather.base,
      ) + spot(402 + (column - 1) * half, 160 + row * 34 + (column === 1 ? 12 : 0), 8, 8, paper.base, 0.8)
    );
  }).join("");
  return (
    shadow(402, 152) +
    leaf(390, 470, -24, 270, 62) +
    leaf(414, 470, 26, 250, 62, sage) +
    line("M402 470V340", lime.base, 26) +
    florets +
    leaf(402, 480, -9, 150, 50, lime) +
    path("M336 500Q330 430 402 424Q474 430 468 500Q440 560 402 560Q364 560 336 500z", "#B98A63") +
    path("M424 428Q474 440 468 500Q440 560 402 560Q446 510 424 428z", "#98694A") +
    path(vase, main.light, 0.55) +
    clip(
      vase,
      path("M250 616Q400 604 560 616V800H250z", main.base, 0.75) +
        path("M490 560H550V810H440Q510 720 490 560z", main.dark, 0.6),
    ) +
    line("M382 580Q366 640 340 700M402 580Q398 660 404 730M420 580Q440 640 462 690", paper.base, 6, 0.9) +
    line("M292 700Q294 650 330 622", "#FFFFFF", 12, 0.85) +
    path(oval(401, 472, 95, 9), main.base, 0.7)
  );
};

/** What plants are grown and tended with. */
export const gardenDrawings = { wateringCan, mister, seedPackets, bulbVase } satisfies Record<string, Drawing>;
