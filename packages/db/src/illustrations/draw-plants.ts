import { material, type Tones, tonesOf } from "./palette.ts";
import { box, type Drawing, leaf, line, path, type Pen, shadow, spot, turn } from "./pen.ts";

const { leaf: green, sage, soil, wood, paper, berry, wool } = material;
const lime = tonesOf("#8FB25F");
const heather = tonesOf("#A98BBB");

function pot({ main, solid }: Pen, cx: number, top: number, half: number, tones: Tones = main): string {
  const foot = half * 0.7;
  return (
    solid(
      `M${cx - half + 8} ${top + 30}H${cx + half - 8}L${cx + foot} 780Q${cx + foot - 4} 800 ${cx + foot - 26} 800H${cx - foot + 26}Q${cx - foot + 4} 800 ${cx - foot} 780z`,
      tones,
      { shade: half * 0.26, glow: 9 },
    ) + solid(box(cx - half, top, half * 2, 52, 12), tones, { shade: half * 0.26, glow: 8 })
  );
}

const rubberPlant: Drawing = (pen) =>
  shadow(400, 168) +
  line("M402 580Q394 400 408 240", soil.base, 13) +
  leaf(408, 262, 6, 130, 74) +
  leaf(398, 330, -58, 190, 92) +
  leaf(404, 330, 62, 184, 92, sage) +
  leaf(398, 440, -78, 214, 98, sage) +
  leaf(404, 436, 80, 206, 98) +
  leaf(398, 540, -44, 190, 92) +
  leaf(406, 540, 46, 180, 90, sage) +
  pot(pen, 400, 566, 136);

const snakePlant: Drawing = (pen) => {
  const sword = (x: number, degrees: number, length: number, tones: Tones): string =>
    turn(
      degrees,
      x,
      620,
      path(
        `M${x - 34} 640Q${x - 50} ${640 - length * 0.5} ${x} ${640 - length}Q${x + 46} ${640 - length * 0.5} ${x + 34} 640z`,
        lime.light,
      ) +
        path(
          `M${x - 24} 640Q${x - 38} ${640 - length * 0.5} ${x} ${660 - length}Q${x + 34} ${640 - length * 0.5} ${x + 24} 640z`,
          tones.base,
        ) +
        path(`M${x} ${660 - length}Q${x + 34} ${640 - length * 0.5} ${x + 24} 640H${x}z`, tones.dark) +
        line(
          `M${x - 20} ${640 - length * 0.3}l34 -14M${x - 22} ${640 - length * 0.5}l38 -14M${x - 14} ${640 - length * 0.68}l26 -12`,
          tones.deep,
          6,
          0.5,
        ),
    );
  return (
    shadow(400, 164) +
    sword(400, -4, 430, green) +
    sword(348, -15, 340, sage) +
    sword(452, 13, 370, sage) +
    sword(322, -24, 220, green) +
    sword(470, 26, 240, green) +
    sword(412, 5, 270, sage) +
    pot(pen, 400, 560, 142) +
    line("M300 690Q400 706 498 688", pen.main.light, 8, 0.8)
  );
};

const hangingPlanter: Drawing = ({ main, solid }) => {
  const vine = (d: string, leaves: readonly (readonly [number, number, number])[]): string =>
    line(d, green.dark, 7) + leaves.map(([x, y, a], i) => leaf(x, y, a, 66, 36, i % 2 === 0 ? green : lime)).join("");
  return (
    shadow(400, 130) +
    line("M400 -900V130L262 452M400 130L540 452M400 130V300", wool.dark, 8) +
    spot(400, 130, 17, 17, wood.base) +
    leaf(346, 440, -26, 120, 56) +
    leaf(400, 440, 4, 140, 60, lime) +
    leaf(456, 440, 30, 116, 56) +
    solid("M250 436Q246 420 266 420H536Q554 420 550 438Q544 600 400 612Q256 600 250 436z", main, {
      shade: 44,
      glow: 12,
    }) +
    line("M258 470Q400 492 544 468", main.light, 8, 0.8) +
    vine("M286 436Q216 520 238 700", [
      [266, 470, -70],
      [236, 540, -110],
      [232, 600, 100],
      [234, 650, -120],
      [238, 690, 170],
    ]) +
    vine("M506 436Q596 520 560 640", [
      [536, 474, 76],
      [572, 540, 110],
      [572, 590, -100],
      [562, 632, 170],
    ]) +
    vine("M420 440Q440 560 410 740", [
      [432, 510, 100],
      [430, 590, -105],
      [424, 650, 110],
      [410, 728, 178],
    ])
  );
};

const succulents: Drawing = (pen) => {
  const { main, solid } = pen;
  const pale: Tones = { light: paper.light, base: main.light, dark: main.base, deep: main.dark };
  const rosette = [-78, -52, 52, 78, -28, 28, 0]
    .map((a, i) => leaf(400, 640, a, 104, 44, i % 2 === 0 ? sage : lime))
    .join("");
  const prick = (x: number, y: number): string => line(`M${x} ${y}l-9 -8M${x} ${y}l9 -8`, paper.base, 4);
  return (
    shadow(400, 252) +
    solid("M182 640V450Q184 392 224 392Q266 392 268 450V640z", green, { shade: 20, glow: 8 }) +
    line("M262 530Q304 530 300 474", green.dark, 32) +
    [
      [212, 440],
      [240, 480],
      [208, 520],
      [238, 560],
      [214, 600],
    ]
      .map(([x, y]) => prick(x ?? 0, y ?? 0))
      .join("") +
    spot(226, 388, 22, 15, berry.base) +
    rosette +
    [-34, -18, 0, 18, 34]
      .map((a, i) =>
        turn(
          a,
          578,
          650,
          path("M560 650Q566 540 578 470Q592 540 598 650z", i % 2 === 0 ? green.base : sage.base) +
            path("M578 470Q592 540 598 650H580z", green.dark, 0.6),
        ),
      )
      .join("") +
    pot(pen, 226, 626, 82) +
    pot(pen, 400, 636, 84, pale) +
    pot(pen, 578, 622, 84)
  );
};

const herbTrough: Drawing = ({ main, solid }) => {
  const stems = (x: number, degrees: readonly number[], tones: Tones, length: number, width: number): string =>
    degrees
      .map((a) =>
        turn(
          a,
          x,
          620,
          line(`M${x} 620V${620 - length}`, tones.dark, 6) +
            [0.4, 0.62, 0.84]
              .map(
                (t) =>
                  leaf(x, 620 - length * t, -58, length * 0.3, width, tones) +
                  leaf(x, 620 - length * t, 58, length * 0.3, width, tones),
              )
              .join("") +
            leaf(x, 620 - length + 6, 0, length * 0.28, width, tones),
        ),
      )
      .join("");
  const chives = [-16, -9, -3, 4, 10, 17]
    .map((a, i) =>
      turn(a, 560, 640, line(`M${546 + i * 6} 640V${350 + (i % 3) * 34}`, i % 2 === 0 ? sage.dark : green.base, 10)),
    )
    .join("");
  return (
    shadow(400, 262) +
    chives +
    spot(500, 372, 24, 22, heather.base) +
    spot(640, 400, 24, 22, heather.dark) +
    stems(244, [-18, 2, 20], green, 210, 40) +
    stems(406, [-14, 8], lime, 260, 22) +
    solid("M148 616Q146 600 164 600H640Q656 600 654 618L640 782Q638 800 620 800H182Q164 800 162 782z", main, {
      shade: 36,
      glow: 10,
    }) +
    line("M166 664Q330 652 460 668T636 662M172 730Q300 742 440 728T630 734", main.dark, 6, 0.6) +
    [236, 400, 566]
      .map((x, i) =>
        turn(
          i * 3 - 3,
          x,
          700,
          path(`M${x - 36} 660h72v56l-36 26 -36 -26z`, paper.base) +
            line(`M${x - 16} 690h32`, i === 1 ? lime.dark : green.base, 8),
        ),
      )
      .join("")
  );
};

/** Plants. */
export const plantDrawings = {
  rubberPlant,
  snakePlant,
  hangingPlanter,
  succulents,
  herbTrough,
} satisfies Record<string, Drawing>;
