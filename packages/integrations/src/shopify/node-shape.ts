import { z } from "zod";

/** An object as it came; who maps it says what of it must be there. */
export const node = z.record(z.string(), z.unknown());

export const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

/** A page of objects as they came. */
export const nodePage = z.object({ nodes: z.array(node), pageInfo });

export const count = z.object({ count: z.int() }).nullable();
