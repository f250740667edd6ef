import type { Route } from "./exchange.ts";

/** One stylesheet for the hosted page and the tools; light and dark by the system's choice, text contrast 4.5:1 or better. */
export const stylesheetRoute: Route = {
  method: "GET",
  pattern: "/sandbox.css",
  handle: () => ({
    status: 200,
    headers: { "content-type": "text/css; charset=utf-8", "cache-control": "no-cache" },
    body: css,
  }),
};

const css = `
:root {
  color-scheme: light dark;
  --ground: #f4f5f8; --surface: #ffffff; --sunk: #f0f1f6; --ink: #191b26; --muted: #5c6072; --line: #dcdee8; --edge: #878c9f;
  --accent: #3d3ab8; --on-accent: #ffffff; --danger: #a4262c; --danger-ground: #fbeceb; --badge: #7a4b00; --badge-ground: #fbefd5;
  --shadow: 0 1px 2px rgb(20 22 40 / .06), 0 8px 28px rgb(20 22 40 / .07);
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12131a; --surface: #1b1d27; --sunk: #232634; --ink: #ececf4; --muted: #a2a6b8; --edge: #6f7489;
    --line: #333749; --accent: #a9a6ff; --on-accent: #14142b; --danger: #f2928f; --danger-ground: #3a1f24; --badge: #f0c674; --badge-ground: #3a2f17;
    --shadow: none;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; font-variant-numeric: tabular-nums; }
h1, h2, h3, p, ul, dl { margin: 0; }
h1 { font-size: 22px; line-height: 1.25; letter-spacing: -.01em; }
h2 { font-size: 16px; font-weight: 600; }
ul { padding: 0; list-style: none; }
a { color: var(--accent); text-underline-offset: 3px; }
code, pre { font: 14px/1.5 ui-monospace, SFMono-Regular, Menlo, monospace; }
.quiet { color: var(--muted); font-weight: 400; }
.small { font-size: 14px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }

.bar { display: flex; align-items: center; justify-content: space-between; max-width: 980px; margin: 0 auto; padding: 16px 20px 0; }
.merchant { font-weight: 650; font-size: 18px; }
.badge { background: var(--badge-ground); color: var(--badge); font-size: 12px; font-weight: 600; padding: 3px 10px; border-radius: 99px; }
.columns { display: grid; gap: 24px; max-width: 980px; margin: 0 auto; padding: 16px 20px 48px; }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 14px; padding: 24px 20px; box-shadow: var(--shadow); }
.card form { display: grid; gap: 16px; }
.narrow { max-width: 420px; margin: 12vh auto 48px; display: grid; gap: 16px; width: calc(100% - 40px); }
.total { font-size: 36px; font-weight: 680; letter-spacing: -.02em; line-height: 1.2; }
.lines { margin-top: 16px; display: grid; gap: 12px; }
.lines li { display: grid; grid-template-columns: 48px 1fr auto; gap: 12px; align-items: center; }
.thumb { width: 48px; height: 48px; border-radius: 8px; background: var(--sunk); border: 1px solid var(--line); display: grid; place-items: center; color: var(--muted); font-weight: 600; object-fit: cover; }
.what { display: grid; overflow-wrap: anywhere; }
.sum { text-align: right; white-space: nowrap; }

.field { display: grid; gap: 4px; min-width: 0; }
.field label { font-size: 14px; font-weight: 550; }
.field input, .field select { font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--edge); border-radius: 8px; padding: 9px 12px; min-height: 44px; width: 100%; }
.field input[aria-invalid] { border-color: var(--danger); box-shadow: 0 0 0 1px var(--danger); }
.problem { color: var(--danger); font-size: 14px; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
.alert { background: var(--danger-ground); color: var(--danger); border-radius: 8px; padding: 12px 14px; font-size: 15px; }

.test { border: 1px dashed var(--edge); border-radius: 10px; padding: 8px 14px 12px; margin: 4px 0 0; display: grid; gap: 8px; min-width: 0; }
.test legend { padding: 0 6px; font-size: 14px; font-weight: 600; color: var(--muted); }
.choices { display: grid; gap: 8px; }
.choice { display: flex; gap: 12px; align-items: center; min-height: 44px; cursor: pointer; }
.choice > span { display: grid; line-height: 1.35; }
.choice strong { font-weight: 550; }
.choice input, .check input { accent-color: var(--accent); width: 20px; height: 20px; margin: 0; flex: none; }
.check { display: flex; gap: 12px; align-items: center; min-height: 44px; }
details { border-top: 1px solid var(--line); padding-top: 4px; }
details[open] { padding-bottom: 8px; }
summary { cursor: pointer; min-height: 44px; display: flex; align-items: center; gap: 8px; font-size: 15px; }
summary::before { content: "+"; width: 20px; text-align: center; font-size: 18px; color: var(--muted); }
details[open] > summary::before { content: "–"; }
summary::-webkit-details-marker { display: none; }
details > .field { margin-top: 12px; }
.cards { display: grid; gap: 8px; }
.cards li { display: grid; }

.button { font: inherit; font-weight: 600; min-height: 48px; padding: 10px 18px; border-radius: 10px; border: 1px solid transparent; background: var(--accent); color: var(--on-accent); cursor: pointer; display: block; width: 100%; text-align: center; text-decoration: none; transition: filter 140ms; }
.button:hover { filter: brightness(1.08); }
.button.plain { background: transparent; color: var(--ink); border-color: var(--edge); font-weight: 500; }
.button.danger { color: var(--danger); border-color: var(--danger); }
.facts { display: grid; gap: 8px; }
.facts div { display: flex; justify-content: space-between; gap: 16px; border-bottom: 1px solid var(--line); padding-bottom: 8px; }
.facts dt { color: var(--muted); }
.facts dd { margin: 0; font-weight: 550; text-align: right; overflow-wrap: anywhere; }
@media (min-width: 840px) {
  .bar { padding-top: 32px; }
  .columns { grid-template-columns: 1fr 440px; gap: 56px; padding-top: 24px; align-items: start; }
  .total { font-size: 44px; }
  .card { padding: 28px; }
}
@media (prefers-reduced-motion: reduce) { .button { transition: none; } }

.tool main { max-width: 960px; margin: 0 auto; padding: 32px 20px 64px; display: grid; gap: 32px; }
.tool section { display: grid; gap: 12px; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 10px; background: var(--surface); }
table { border-collapse: collapse; width: 100%; font-size: 15px; }
th, td { text-align: left; padding: 10px 14px; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child > td { border-bottom: 0; }
th { font-size: 13px; color: var(--muted); font-weight: 600; }
td code { white-space: nowrap; }
iframe { width: 100%; height: 60vh; border: 1px solid var(--line); border-radius: 10px; background: #ffffff; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; }
`;
