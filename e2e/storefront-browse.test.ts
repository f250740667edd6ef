import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { openShop, phone, type Shop } from "./harness.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const cards = "section[aria-label='Products'] article";

describe("browsing", () => {
  test("filters and order are in the address, and the way back undoes them", async () => {
    const page = await shop.visit();
    await page.goto("/collections/all");
    await page.getByLabel("Sort by").selectOption("price_asc");
    await page.waitForURL("**/collections/all?sort=price_asc");
    await page.getByRole("checkbox", { name: "In stock" }).check();
    await page.waitForURL("**/collections/all?inStock=1&sort=price_asc");
    const prices = await page.locator(`${cards} p`).allInnerTexts();
    const amounts = prices.map((text) => Number(/€([\d,.]+)/.exec(text)?.[1]?.replace(",", "")));
    expect(amounts).toEqual(amounts.toSorted((a, b) => a - b));
    expect(await page.getByText("Sold out").count()).toBe(0);
    await page.goBack();
    await page.waitForURL("**/collections/all?sort=price_asc");
    await expect.poll(() => page.getByRole("checkbox", { name: "In stock" }).isChecked()).toBe(false);
  });

  test("the next page goes on where the first ended", async () => {
    const page = await shop.visit(phone);
    await page.goto("/collections/all?sort=title");
    const first = await page.locator(`${cards} h2`).allInnerTexts();
    await page.getByRole("link", { name: "Next page" }).click();
    await page.waitForURL("**cursor=**");
    const second = await page.locator(`${cards} h2`).allInnerTexts();
    expect(first).toHaveLength(24);
    expect(second.filter((title) => first.includes(title))).toEqual([]);
  });

  test("a search finds by words and says when there is nothing", async () => {
    const page = await shop.visit();
    await page.goto("/search?q=teapot");
    expect((await page.locator(`${cards} h2`).allInnerTexts()).join()).toContain("teapot");
    await page.goto("/search?q=zzzzqqq");
    await page.getByText("Nothing in the shop is called that").waitFor();
  });

  test("a choice is in the address, a sold-out one is struck and explained", async () => {
    const page = await shop.visit();
    await page.goto("/products/enamel-dome-pendant");
    await page.getByRole("link", { name: "Rust" }).click();
    await page.waitForURL("**?variant=HV-LI-DMP-RUS");
    await page.getByRole("link", { name: /^Ink.*sold out/ }).click();
    await page.getByText("Ink is sold out. Still here:").waitFor();
    expect(await page.getByRole("button", { name: "Add to cart" }).isDisabled()).toBe(true);
  });

  test("what does not exist is answered with 404 and a way on", async () => {
    const page = await shop.visit();
    for (const path of ["/products/nothing-of-the-kind", "/collections/nowhere", "/nowhere/at/all"]) {
      const response = await page.goto(path);
      expect([path, response?.status()]).toEqual([path, 404]);
      await page.getByText("There is nothing at this address").waitFor();
    }
  });

  test("a script that somebody got into a page does not run, and the page's own do", async () => {
    const page = await shop.visit();
    const planted =
      "<script>planted = 1</script><img src=x onerror='planted = 2'><a href='javascript:planted = 3'>x</a>";
    await page.route("**/products/paper-scissors", async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(/(<body[^>]*>)/, `$1${planted}`);
      expect(body).toContain(planted);
      await route.fulfill({ response, body });
    });
    await page.goto("/products/paper-scissors");
    await page.getByRole("link", { name: "x", exact: true }).click();
    await page.getByRole("button", { name: "Add to cart" }).click();
    // The drawer is a script's.
    await page.getByRole("dialog", { name: /Cart/ }).waitFor();
    expect(await page.evaluate(() => "planted" in globalThis)).toBe(false);
  });

  test("without scripts one can filter, choose a variant and fill a cart", async () => {
    const page = await shop.visit({ javaScriptEnabled: false });
    await page.goto("/collections/lighting");
    await page.getByRole("link", { name: "Enamel dome pendant" }).click();
    await page.getByRole("link", { name: "Snow" }).click();
    expect(page.url()).toContain("variant=HV-LI-DMP-SNO");
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.waitForURL("**/cart");
    await page.getByText("Snow", { exact: true }).waitFor();
  });
});
