import { payDto, payInput } from "#schemas/checkout.ts";
import { procedure, router } from "#trpc.ts";

import { awaiting } from "./awaiting.ts";

export const checkoutRouter = router({
  pay: procedure
    .input(payInput)
    .output(payDto)
    .mutation(() => awaiting()),
});
