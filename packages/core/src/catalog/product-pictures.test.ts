import { crc32 } from "node:zlib";

import sharp, { type Sharp } from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";

import { newId, transact } from "@cartwright/db";

import { prune } from "#jobs/prune.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { readMedia } from "./read-media.ts";
import { readProduct } from "./read-product.ts";
import { setPictures } from "./set-pictures.ts";
import { updateProduct } from "./update-product.ts";
import { mostPictureBytes, uploadPicture } from "./upload-picture.ts";

let shop: TestShop;
const owners: TestShop[] = [];

beforeAll(async () => {
  shop = await openShop();
});

afterAll(() => Promise.all(owners.map((owner) => owner.close())));

async function openShop(): Promise<TestShop> {
  const opened = await createTestShop();
  owners.push(opened);
  return opened;
}

let shade = 0;

/** A photo unlike every other. */
function photo(width = 60, height = 80): Sharp {
  shade += 1;
  return sharp({ create: { width, height, channels: 3, background: { r: shade, g: 90, b: 40 } } });
}

async function upload(): Promise<string> {
  return (await uploadPicture(shop.ctx, { bytes: await photo().png().toBuffer() })).mediaId;
}

test("what a camera noted beside the pixels is not kept, and a turned photo stands upright", async () => {
  const exif = { IFD0: { Artist: "Aino Laine" }, IFD3: { GPSLatitude: "60/1 10/1 0/1" } };
  const bytes = await photo().withExif(exif).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  expect(bytes.includes("Exif")).toBe(true);
  const { mediaId, width, height } = await uploadPicture(shop.ctx, { bytes });
  expect([width, height]).toEqual([80, 60]);
  const { original } = await shop.db.prisma.media.findUniqueOrThrow({ where: { id: mediaId } });
  expect((await sharp(original).metadata()).exif).toBeUndefined();
  const shown = await readMedia(shop.services, { mediaId, width: 160, format: "webp" });
  expect(await sharp(shown.bytes).metadata()).toMatchObject({ format: "webp", width: 160, height: 120 });
});

test("one file sent twice at once is one picture", async () => {
  const bytes = await photo().webp().toBuffer();
  const sent = await Promise.all(Array.from({ length: 4 }, () => uploadPicture(shop.ctx, { bytes })));
  expect(new Set(sent.map(({ mediaId }) => mediaId)).size).toBe(1);
});

test("a photo larger than any page shows it is kept smaller", async () => {
  const bytes = await photo(4000, 3000).jpeg().toBuffer();
  expect(await uploadPicture(shop.ctx, { bytes })).toMatchObject({ width: 2560, height: 1920 });
});

test("bytes that are no photo are refused, and nothing of them is kept", async () => {
  const png = await photo(300, 300).png().toBuffer();
  const count = await shop.db.prisma.media.count();
  const drawing = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
  );
  for (const bytes of [Buffer.alloc(0), Buffer.from("hello"), drawing, png.subarray(0, png.length / 2)])
    await expect(uploadPicture(shop.ctx, { bytes })).rejects.toMatchObject({ code: "invalid_input" });
  const tooLarge = uploadPicture(shop.ctx, { bytes: new Uint8Array(mostPictureBytes + 1) });
  await expect(tooLarge).rejects.toMatchObject({ code: "payload_too_large" });
  expect(await shop.db.prisma.media.count()).toBe(count);
});

test("a file that is a photo and something else besides is kept as its pixels alone", async () => {
  const page = "<script>alert(1)</script>";
  const described = await photo()
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><p>${page}</p></x:xmpmeta>`)
    .jpeg()
    .toBuffer();
  for (const bytes of [Buffer.concat([await photo().jpeg().toBuffer(), Buffer.from(page)]), described]) {
    expect(bytes.includes(page)).toBe(true);
    const { mediaId } = await uploadPicture(shop.ctx, { bytes });
    const { original, contentType } = await shop.db.prisma.media.findUniqueOrThrow({ where: { id: mediaId } });
    expect([Buffer.from(original).includes("script"), contentType]).toEqual([false, "image/webp"]);
  }
});

test("a small file that unpacks to gigabytes is refused before it does", async () => {
  const bomb = Buffer.from(await photo(1, 1).png().toBuffer());
  // The size that its head names; the head's sum is made to fit.
  bomb.writeUInt32BE(60_000, 16);
  bomb.writeUInt32BE(60_000, 20);
  bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
  await expect(uploadPicture(shop.ctx, { bytes: bomb })).rejects.toMatchObject({ code: "invalid_input" });
});

test("a product's pictures are given, ordered, described, shown for variants and taken away by one save", async () => {
  const { productId: id } = await shop.addProduct({ variants: 2 });
  const [red, blue] = (await readProduct(shop.ctx, { id })).variants.map((variant) => variant.id);
  const [first, second] = [await upload(), await upload()];
  const placed = await updateProduct(shop.ctx, {
    id,
    media: [
      { mediaId: second, alt: "From the side" },
      { mediaId: first, alt: "Both colours", variantIds: [red ?? "", blue ?? ""] },
    ],
  });
  expect(placed.media.map(({ mediaId, alt }) => [mediaId, alt])).toEqual([
    [second, "From the side"],
    [first, "Both colours"],
  ]);
  expect(placed.variants.map(({ mediaId }) => mediaId)).toEqual([first, first]);
  const less = await updateProduct(shop.ctx, { id, media: [{ mediaId: first, alt: "Red", variantIds: [red ?? ""] }] });
  expect(less.media).toMatchObject([{ mediaId: first, alt: "Red" }]);
  expect(less.variants.map(({ mediaId }) => mediaId)).toEqual([first, null]);
});

test("a picture of another shop, a variant of another product and a picture twice are refused, and the old ones stay", async () => {
  const { productId: id } = await shop.addProduct({});
  const { variantId: elsewhere } = await shop.addProduct({});
  const mine = await upload();
  const before = await updateProduct(shop.ctx, { id, media: [{ mediaId: mine, alt: "Mine" }] });
  const stranger = await openShop();
  const theirs = await uploadPicture(stranger.ctx, { bytes: await photo().png().toBuffer() });
  const refused = [
    { code: "not_found", media: [{ mediaId: theirs.mediaId, alt: "" }] },
    { code: "not_found", media: [{ mediaId: newId(), alt: "" }] },
    { code: "not_found", media: [{ mediaId: mine, alt: "", variantIds: [elsewhere] }] },
    {
      code: "invalid_input",
      media: [
        { mediaId: mine, alt: "" },
        { mediaId: mine, alt: "" },
      ],
    },
  ];
  for (const { code, media } of refused)
    await expect(updateProduct(shop.ctx, { id, media })).rejects.toMatchObject({ code });
  expect(await readProduct(shop.ctx, { id })).toEqual(before);
});

test("a picture that no product has a day after its upload goes; one that is used, or came again, stays", async () => {
  const dayMs = 86_400_000;
  const again = await photo().png().toBuffer();
  const { productId: id } = await shop.addProduct({});
  const [used, unused] = [await upload(), await upload()];
  const { mediaId: returned } = await uploadPicture(shop.ctx, { bytes: again });
  await updateProduct(shop.ctx, { id, media: [{ mediaId: used, alt: "Used" }] });
  shop.clock.advance(dayMs + 1);
  expect(await uploadPicture(shop.ctx, { bytes: again })).toMatchObject({ mediaId: returned });
  await prune(shop.services);
  const left = await shop.db.prisma.media.findMany({ where: { id: { in: [used, unused, returned] } } });
  expect(left.map((media) => media.id).toSorted()).toEqual([used, returned].toSorted());
});

test("a picture that is given to a product while the clean-up runs stays", async () => {
  const { productId: id } = await shop.addProduct({});
  const mediaId = await upload();
  shop.clock.advance(2 * 86_400_000);
  await transact(shop.db, async (tx) => {
    await setPictures(tx, shop.ctx, { productId: id, pictures: [{ mediaId, alt: "", variantIds: [] }] });
    await prune(shop.services);
  });
  expect((await readProduct(shop.ctx, { id })).media).toMatchObject([{ mediaId }]);
});
