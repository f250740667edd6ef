import { clsx, type ClassValue } from "clsx";
import { createTailwindMerge } from "tailwind-merge";

const any = [() => true];
const sizes = ["12", "14", "16", "18", "22", "28", "36", "48"];

const widths = ["", "0", "2"];

// Of Tailwind's utilities only those that our components let a caller override: the whole list would weigh as much as the
// rest of a page's own code.
const groups = {
  h: [{ h: any }],
  w: [{ w: any }],
  size: [{ size: any }],
  "min-h": [{ "min-h": any }],
  "min-w": [{ "min-w": any }],
  "max-h": [{ "max-h": any }],
  "max-w": [{ "max-w": any }],
  p: [{ p: any }],
  px: [{ px: any }],
  py: [{ py: any }],
  pt: [{ pt: any }],
  pr: [{ pr: any }],
  pb: [{ pb: any }],
  pl: [{ pl: any }],
  m: [{ m: any }],
  mt: [{ mt: any }],
  mb: [{ mb: any }],
  gap: [{ gap: any }],
  "gap-x": [{ "gap-x": any }],
  "gap-y": [{ "gap-y": any }],
  rounded: [{ rounded: any }],
  bg: [{ bg: any }],
  "text-size": [{ text: sizes }],
  "text-align": [{ text: ["left", "center", "right"] }],
  "text-color": [{ text: any }],
  font: [{ font: ["normal", "medium", "semibold", "bold"] }],
  leading: [{ leading: any }],
  "border-width": [{ border: widths }],
  ...Object.fromEntries(
    ["t", "r", "b", "l", "x", "y"].map((side) => [`border-${side}`, [{ [`border-${side}`]: widths }]]),
  ),
  "border-style": [{ border: ["solid", "dashed", "none"] }],
  "border-collapse": [{ border: ["collapse", "separate"] }],
  "border-spacing": [{ "border-spacing": any }],
  "border-color": [{ border: any }],
  aspect: [{ aspect: any }],
  object: [{ object: ["cover", "contain"] }],
  overflow: ["truncate", { overflow: any }],
  whitespace: [{ whitespace: any }],
  display: ["block", "inline-block", "flex", "inline-flex", "grid", "hidden", "contents"],
  justify: [{ justify: ["start", "center", "end", "between"] }],
  items: [{ items: ["start", "center", "end", "baseline"] }],
  "grid-cols": [{ "grid-cols": any }],
  opacity: [{ opacity: any }],
  shadow: [{ shadow: any }],
};

const merge = createTailwindMerge(() => ({
  cacheSize: 300,
  theme: {},
  classGroups: groups,
  conflictingClassGroups: {
    p: ["px", "py", "pt", "pr", "pb", "pl"],
    px: ["pr", "pl"],
    py: ["pt", "pb"],
    m: ["mt", "mb"],
    gap: ["gap-x", "gap-y"],
    size: ["w", "h"],
  },
  conflictingClassGroupModifiers: {},
  orderSensitiveModifiers: [],
  postfixLookupClassGroups: [],
}));

/** Joins class names; of two that contradict each other the later one wins. */
export function cn(...names: ClassValue[]): string {
  return merge(clsx(names));
}
