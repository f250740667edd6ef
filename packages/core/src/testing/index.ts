export { createTestShop, type TestShop, type TestShopOptions } from "./create-test-shop.ts";
export { createTestClock, type TestClock } from "./test-clock.ts";
export { createFakeProvider, type FakeProvider } from "./fake-provider.ts";
export { createFakeCarrier, type FakeCarrier } from "./fake-carrier.ts";
export { createPostbox, type Postbox } from "./postbox.ts";
export type { NewTestProduct, TestProduct } from "./add-product.ts";
