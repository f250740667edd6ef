import { z } from "zod";

const text = (max: number) => z.string().trim().min(1).max(max);

/** Where a parcel goes. Postal code and phone are checked against the rules of the country. */
export const addressDto = z
  .object({
    name: text(120),
    line1: text(200),
    line2: z.string().trim().max(200).optional(),
    postalCode: text(20),
    city: text(120),
    region: z.string().trim().max(120).optional(),
    country: z
      .string()
      .trim()
      .regex(/^[A-Za-z]{2}$/)
      .meta({ description: "ISO 3166-1 alpha-2.", example: "FI" }),
    phone: z.string().trim().max(40).optional().meta({ example: "+358401234567" }),
  })
  .meta({ id: "Address" });

export type AddressDto = z.infer<typeof addressDto>;
