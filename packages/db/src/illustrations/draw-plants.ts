import { material, type Tones, tonesOf } from "./palette.ts";
import { box, type Drawing, leaf, line, oval, path, type Pen, shadow, spot, turn } from "./pen.ts";

const { leaf: green, sage, soil, wood, paper, brass, glass, berry, flame, wool } = material;
const lime = tonesOf("#8FB25F");
const heather = tonesOf("#A98BBB");

function pot({ main, solid }: Pen, cx: number, top: number, half: number, tones: Tones = main): string {
  const foot = half * 0.7;
  return (
    solid(`M${cx - half + 8} ${top + 30}H${cx + half - 8}L${cx + foot} 780Q${cx + foot - 4} 800 ${cx + foot - 26} 800H${cx - foot + 26}Q${cx - foot + 4} 800 ${cx - foot} 780z`, tones, { shade: half * 0.26, glow: 9 }) +
    solid(box(cx - half, top, half * 2, 52, 12), tones, { shade: half * 0.26, glow: 8 })
  );
}

const rubberPlant: Drawing = (pen) => (
  shadow(400, 168) +
  line("M402 580Q394 400 408 240M400 520Q340 460 310 400M404 470Q470 420 500 360", soil.base, 13) +
  leaf(408, 262, 6, 130, 74) +
  leaf(398, 330, -58, 190, 92) +
  leaf(404, 330, 62, 184, 92, sage) +
  leaf(398, 440, -78, 214, 98, sage) +
  leaf(404, 436, 80, 206, 98) +
  leaf(398, 540, -44, 190, 92) +
  leaf(406, 540, 46, 180, 90, sage) +
  pot(pen, 400, 566, 136)
);

const snakePlant: Drawing = (pen) => {
  const sword = (x: number, degrees: number, length: number, tones: Tones): string =>
    turn(degrees, x, 620, path(`M${x - 34} 640Q${x - 50} ${640 - length * 0.5} ${x} ${640 - length}Q${x + 46} ${640 - length * 0.5} ${x + 34} 640z`, lime.light) + path(`M${x - 24} 640Q${x - 38} ${640 - length * 0.5} ${x} ${660 - length}Q${x + 34} ${640 - length * 0.5} ${x + 24} 640z`, tones.base) + path(`M${x} ${660 - length}Q${x + 34} ${640 - length * 0.5} ${x + 24} 640H${x}z`, tones.dark) + line(`M${x - 20} ${640 - length * 0.3}l34 -14M${x - 22} ${640 - length * 0.5}l38 -14M${x - 14} ${640 - length * 0.68}l26 -12`, tones.deep, 6, 0.5));
  return shadow(400, 164) + sword(400, -4, 430, green) + sword(348, -15, 340, sage) + sword(452, 13, 370, sage) + sword(322, -24, 220, green) + sword(470, 26, 240, green) + sword(412, 5, 270, sage) + pot(pen, 400, 560, 142) + line("M300 690Q400 706 498 688", pen.main.light, 8, 0.8);
};

const hangingPlanter: Drawing = ({ main, solid }) => {
  const vine = (d: string, leaves: readonly (readonly [number, number, number])[]): string => line(d, green.dark, 7) + leaves.map(([x, y, a], i) => leaf(x, y, a, 66, 36, i % 2 === 0 ? green : lime)).join("");
  return (
    shadow(400, 130) +
    line("M400 -260V130L262 452M400 130L540 452M400 130V300", wool.dark, 8) +
    spot(400, 130, 17, 17, wood.base) +
    leaf(346, 440, -26, 120, 56) +
    leaf(400, 440, 4, 140, 60, lime) +
    leaf(456, 440, 30, 116, 56) +
    solid("M250 436Q246 420 266 420H536Q554 420 550 438Q544 600 400 612Q256 600 250 436z", main, { shade: 44, glow: 12 }) +
    line("M258 470Q400 492 544 468", main.light, 8, 0.8) +
    vine("M286 436Q216 520 238 700", [[266, 470, -70], [236, 540, -110], [232, 600, 100], [234, 650, -120], [238, 690, 170]]) +
    vine("M506 436Q596 520 560 640", [[536, 474, 76], [572, 540, 110], [572, 590, -100], [562, 632, 170]]) +
    vine("M420 440Q440 560 410 740", [[432, 510, 100], [430, 590, -105], [424, 650, 110], [410, 728, 178]])
  );
};

const succulents: Drawing = (pen) => {
  const { main, solid } = pen;
  const pale: Tones = { light: paper.light, base: main.light, dark: main.base, deep: main.dark };
  const rosette = [-78, -52, 52, 78, -28, 28, 0].map((a, i) => leaf(400, 640, a, 104, 44, i % 2 === 0 ? sage : lime)).join("");
  const prick = (x: number, y: number): string => line(`M${x} ${y}l-9 -8M${x} ${y}l9 -8`, paper.base, 4);
  return (
    shadow(400, 252) +
    solid("M182 640V450Q184 392 224 392Q266 392 268 450V640z", green, { shade: 20, glow: 8 }) +
    line("M262 530Q304 530 300 474", green.dark, 32) +
    [[212, 440], [240, 480], [208, 520], [238, 560], [214, 600]].map(([x, y]) => prick(x ?? 0, y ?? 0)).join("") +
    spot(226, 388, 22, 15, berry.base) +
    rosette +
    [-34, -18, 0, 18, 34].map((a, i) => turn(a, 578, 650, path("M560 650Q566 540 578 470Q592 540 598 650z", i % 2 === 0 ? green.base : sage.base) + path("M578 470Q592 540 598 650H580z", green.dark, 0.6))).join("") +
    pot(pen, 226, 626, 82) +
    pot(pen, 400, 636, 84, pale) +
    pot(pen, 578, 622, 84)
  );
};

const wateringCan: Drawing = ({ main, solid }) => (
  shadow(420, 226) +
  line("M520 470Q680 460 660 620Q648 700 570 730", main.dark, 26) +
  line("M330 452Q340 340 440 342Q534 350 530 452", main.dark, 22) +
  solid("M330 706L164 452Q150 436 164 424Q178 412 194 430L340 590z", main, { shade: 14, glow: 10 }) +
  turn(-32, 160, 424, solid("M106 392Q160 376 214 392L184 444H136z", brass, { shade: 16, glow: 6 })) +
  solid("M318 470Q318 450 338 450H528Q550 450 552 470L582 764Q584 800 550 800H318Q284 800 288 764z", main, { shade: 50, glow: 12 }) +
  path("M318 462Q430 440 552 462L553 486Q430 466 316 488z", main.deep, 0.6) +
  line("M296 700Q430 722 572 698", main.light, 8, 0.8) +
  [[112, 486], [86, 528], [128, 540], [98, 586]].map(([x, y]) => path(`M${x} ${y}q-13 26 0 32q13 -6 0 -32z`, "#7FB0CE")).join("")
);

const mister: Drawing = ({ main, solid, clip }) => {
  const bottle = "M330 470H450V500Q560 530 562 640V752Q560 800 512 800H270Q222 800 220 752V640Q222 530 330 500z";
  return (
    shadow(394, 180) +
    path(bottle, main.base, 0.82) +
    clip(bottle, path("M210 620Q390 604 570 620V800H210z", main.dark, 0.75) + path("M500 500H570V800H460Q520 690 500 500z", main.deep, 0.45)) +
    line("M394 480V770", glass.base, 8, 0.7) +
    line("M252 650Q250 570 318 536", "#FFFFFF", 13, 0.7) +
    solid(box(318, 396, 144, 84, 14), brass, { shade: 28, glow: 8 }) +
    line("M326 424H454M326 450H454", brass.dark, 4, 0.7) +
    solid("M344 396V320Q300 316 248 300Q236 288 248 274L356 262H448Q470 264 470 290V330Q468 360 436 364V396z", brass, { shade: 22, glow: 8 }) +
    line("M466 300Q520 316 514 384", brass.dark, 18) +
    [[196, 262], [164, 290], [190, 312], [142, 246], [136, 316], [110, 280]].map(([x, y]) => spot(x ?? 0, y ?? 0, 8, 8, "#7FB0CE", 0.9)).join("")
  );
};

const herbTrough: Drawing = ({ main, solid }) => {
  const stems = (x: number, degrees: readonly number[], tones: Tones, length: number, width: number): string =>
    degrees.map((a) => turn(a, x, 620, line(`M${x} 620V${620 - length}`, tones.dark, 6) + [0.4, 0.62, 0.84].map((t) => leaf(x, 620 - length * t, -58, length * 0.3, width, tones) + leaf(x, 620 - length * t, 58, length * 0.3, width, tones)).join("") + leaf(x, 620 - length + 6, 0, length * 0.28, width, tones))).join("");
  const chives = [-16, -9, -3, 4, 10, 17].map((a, i) => turn(a, 560, 640, line(`M${546 + i * 6} 640V${350 + (i % 3) * 34}`, i % 2 === 0 ? sage.dark : green.base, 10))).join("");
  return (
    shadow(400, 262) +
    chives +
    spot(500, 372, 24, 22, heather.base) +
    spot(640, 400, 24, 22, heather.dark) +
    stems(244, [-18, 2, 20], green, 210, 40) +
    stems(406, [-14, 8], lime, 260, 22) +
    solid("M148 616Q146 600 164 600H640Q656 600 654 618L640 782Q638 800 620 800H182Q164 800 162 782z", main, { shade: 36, glow: 10 }) +
    line("M166 664Q330 652 460 668T636 662M172 730Q300 742 440 728T630 734", main.dark, 6, 0.6) +
    [236, 400, 566].map((x, i) => turn(i * 3 - 3, x, 700, path(`M${x - 36} 660h72v56l-36 26 -36 -26z`, paper.base) + line(`M${x - 16} 690h32`, i === 1 ? lime.dark : green.base, 8))).join("")
  );
};

const seedPackets: Drawing = ({ main, solid, clip }) => {
  const packet = (degrees: number, tones: Tones, picture: string): string =>
    turn(degrees, 400, 1000, solid(box(288, 360, 230, 436, 10), paper, { shade: 12, glow: 0 }) + clip(box(288, 360, 230, 436, 10), path("M280 350h250v112H280z", tones.base) + path("M500 350h30v112h-30z", tones.dark)) + line("M330 412H474", paper.base, 13) + picture + line("M350 754H456", tones.base, 9) + line("M288 384h230", tones.deep, 4, 0.5));
  const carrot = leaf(402, 560, -20, 66, 26) + leaf(402, 560, 20, 66, 26) + leaf(402, 560, 0, 76, 26) + path("M366 566Q402 540 438 566Q430 660 402 706Q374 660 366 566z", "#DE8A3E") + path("M410 550Q438 556 438 566Q430 660 402 706Q420 620 410 550z", "#C4712C");
  const poppy = line("M402 716Q396 660 402 610", green.base, 8) + leaf(400, 700, -50, 66, 26) + spot(372, 580, 38, 40, berry.base) + spot(432, 580, 38, 40, berry.dark) + spot(402, 562, 40, 36, berry.light) + spot(402, 582, 17, 17, soil.deep);
  const sunflower = line("M402 716V610", green.base, 9) + leaf(402, 690, 54, 70, 30) + [0, 45, 90, 135, 180, 225, 270, 315].map((a) => turn(a, 402, 574, path("M402 574Q374 520 402 494Q430 520 402 574z", a < 180 ? flame.dark : flame.base))).join("") + spot(402, 574, 27, 27, soil.base);
  return shadow(404, 226) + packet(-13, tonesOf("#DE8A3E"), carrot) + packet(13, berry, poppy) + packet(0, main, sunflower);
};

const bulbVase: Drawing = ({ main, clip }) => {
  const vase = "M306 470Q316 548 366 574Q270 610 262 700Q260 786 300 800H500Q542 786 540 700Q530 610 436 574Q486 548 496 470z";
  const florets = Array.from({ length: 21 }, (_, i) => {
    const [row, column] = [Math.floor(i / 3), i % 3];
    const half = 30 + Math.sin((row + 1) / 2.6) * 26;
    return spot(402 + (column - 1) * half, 160 + row * 34 + (column === 1 ? 12 : 0), 31, 27, column === 2 ? heather.dark : column === 0 ? heather.light : heather.base) + spot(402 + (column - 1) * half, 160 + row * 34 + (column === 1 ? 12 : 0), 8, 8, paper.base, 0.8);
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
    clip(vase, path("M250 616Q400 604 560 616V800H250z", main.base, 0.75) + path("M490 560H550V810H440Q510 720 490 560z", main.dark, 0.6)) +
    line("M382 580Q366 640 340 700M402 580Q398 660 404 730M420 580Q440 640 462 690", paper.base, 6, 0.9) +
    line("M292 700Q294 650 330 622", "#FFFFFF", 12, 0.85) +
    path("", "none") +
    path(oval(401, 472, 95, 9), main.base, 0.7)
  );
};

/** Plants. */
export const plantDrawings = { rubberPlant, snakePlant, hangingPlanter, succulents, wateringCan, mister, herbTrough, seedPackets, bulbVase } satisfies Record<string, Drawing>;
