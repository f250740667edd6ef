import { z } from "zod";

/** An address as it lies in the database: written by us, so only its shape is checked. */
export const addressShape = z.object({
  name: z.string(),
  line1: z.string(),
  line2: z.string().optional(),
  postalCode: z.string(),
  city: z.string(),
  region: z.string().optional(),
  country: z.string(),
  phone: z.string().optional(),
});
