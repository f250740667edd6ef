import type { z } from "zod";

import type { ImportAnswer } from "@cartwright/core/marketplaces/import-receipt";
import type { StoreLogView } from "@cartwright/core/marketplaces/views";
import { toDecimal } from "@cartwright/core/pricing/money";

import type { importAnswerDto, storeLogDto } from "#schemas/stores.ts";

import { presentMoneyOrNull } from "./present-money.ts";
import { toWire } from "./to-wire.ts";

export function presentImport(answer: ImportAnswer): z.infer<typeof importAnswerDto> {
  if (!answer.success) return answer;
  const { orderId, amount, importedAt } = answer;
  const decimal = Number(toDecimal(amount));
  return { success: true, orderId, amount: decimal, currency: amount.currency, importedAt: importedAt.toISOString() };
}

export function presentStoreLog({ amount, ...log }: StoreLogView): z.infer<typeof storeLogDto> {
  return { ...toWire(log), amount: presentMoneyOrNull(amount) };
}
