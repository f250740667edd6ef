import "server-only";
import type { OrderDto } from "@cartwright/api/schemas";

import { requestCaller } from "./caller.ts";

/** An order that this visitor may see: their own, or one whose access token they hold. Null for any other. */
export async function readVisitorOrder(id: string, accessToken: string | undefined): Promise<OrderDto | null> {
  const caller = await requestCaller();
  try {
    return await caller.orders.get({ id, accessToken });
  } catch (error) {
    const absent = ["NOT_FOUND", "BAD_REQUEST", "UNAUTHORIZED", "FORBIDDEN"];
    if (error instanceof Error && "code" in error && absent.includes(String(error.code))) return null;
    throw error;
  }
}
