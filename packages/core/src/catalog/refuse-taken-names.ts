import { Prisma } from "@cartwright/db";

import { DomainError } from "#errors.ts";

/** Runs `write` and turns a broken unique constraint of the catalogue into the refusal that says which name is taken. */
export async function refuseTakenNames<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002") throw error;
    const broken = JSON.stringify(error.meta ?? {});
    if (broken.includes("sku"))
      throw new DomainError("sku_taken", {}, { message: "Another variant has this SKU.", cause: error });
    if (broken.includes("option_key")) {
      throw new DomainError(
        "conflict",
        { field: "variants" },
        { message: "Another variant has these options.", cause: error },
      );
    }
    if (broken.includes("slug"))
      throw new DomainError("slug_taken", {}, { message: "Another product has this address.", cause: error });
    throw error;
  }
}
