import { expect, test } from "vitest";

import { durationWords } from "./duration-words.ts";

test.for([
  [0, "<1 ms"],
  [12.4, "12 ms"],
  [999, "999 ms"],
  [1_400, "1.4 s"],
  [2_000, "2 s"],
  [59_600, "60 s"],
  [90_000, "1.5 min"],
  [7_200_000, "2 h"],
] as const)("%i ms is told as %s", ([ms, words]) => expect(durationWords(ms)).toBe(words));
