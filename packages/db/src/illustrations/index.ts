export { collectionBanner } from "./collection-banner.ts";
export {
  drawIllustration,
  type IllustrationInput,
  type IllustrationKind,
  illustrationKinds,
} from "./draw-illustration.ts";
export { heroIllustration } from "./hero-illustration.ts";
export { logoMark } from "./logo-mark.ts";
export { type ColourName, colours, type GroundName, grounds } from "./palette.ts";
export { renderIllustration } from "./render-illustration.ts";
