import { erp } from "#erp/index.ts";
import type { Integration } from "#kit/index.ts";

/** Every integration that this shop may use, one a line. Each is off until its environment is set. */
export const installed: readonly Integration[] = [erp];
