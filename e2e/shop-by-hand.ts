import type { Page } from "playwright-core";

import type { Instance } from "./instance.ts";

/** From the front page through a collection to a product, into the cart and to the checkout. Answers the product's name. */
export async function chooseProduct(page: Page, { webUrl }: Instance): Promise<string> {
  await page.goto(webUrl);
  await page.getByRole("region", { name: "Collections" }).getByRole("link", { name: "Kitchen" }).click();
  await page.getByRole("heading", { level: 1, name: "Kitchen" }).waitFor();
  await page.getByRole("checkbox", { name: /In stock/ }).check();
  await page.waitForURL("**inStock=**");
  const link = page.getByRole("article").getByRole("link").first();
  const title = await link.innerText();
  await link.click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.getByRole("dialog").getByRole("link", { name: "Check out" }).click();
  await page.waitForURL("**/checkout");
  return title;
}

const answers = {
  "E-mail": "guest@example.com",
  Name: "Gunnar Guest",
  "Street and number": "Fleminginkatu 1",
  "Postal code": "00530",
  Town: "Helsinki",
  Phone: "+358401234567",
};

/** Fills in the checkout as a guest and presses its button. */
export async function checkOut(page: Page, payment: "Card" | "Invoice"): Promise<void> {
  for (const [name, value] of Object.entries(answers)) await page.getByRole("textbox", { name }).fill(value);
  await page.getByRole("radio", { name: new RegExp(`^${payment}`) }).check();
  await page.getByRole("button", { name: /€/ }).click();
}

/** Pays on the provider's page and comes back to the shop. */
export async function payOnHostedPage(page: Page, { webUrl, sandboxUrl }: Instance): Promise<void> {
  await page.waitForURL(`${sandboxUrl}/pay/**`);
  await page.getByRole("button", { name: /^Pay / }).click();
  await page.waitForURL(`${webUrl}/orders/**`);
}

/** The number of the order that the shopper looks at. */
export async function readOrderNumber(page: Page): Promise<string> {
  const told = await page.getByText(/^Order \d+/).innerText();
  return /\d+/.exec(told)?.[0] ?? "";
}
