import { expect, test } from "vitest";

import { toPlainText } from "./to-plain-text.ts";

test.for([
  ["<p>Warm<script>alert(1)</script> wool</p>", "Warm wool"],
  ["<style>p{background:url(//evil.example)}</style>Wool", "Wool"],
  ['<img src=x onerror="alert(1)">Wool<iframe srcdoc="<script>alert(1)</script>"></iframe>', "Wool"],
  ["Wool<!-- --!><script>alert(1)</script> -->", "Wool"],
  ["<svg/onload=alert(1)>Wool", "Wool"],
  ["<p>Soft</p><ul><li>Warm</li></ul>", "Soft\n\n * Warm"],
])("of HTML only the words are kept: %s", ([html = "", text]) => expect(toPlainText(html)).toBe(text));

test("markup that was written as text is text, which pages show as it is", () => {
  expect(toPlainText("&lt;script&gt;alert(1)&lt;/script&gt;")).toBe("<script>alert(1)</script>");
});
