import { getFact } from "@cartwright/core/facts/get-fact";
import { queryFacts } from "@cartwright/core/facts/query-facts";
import { setFact } from "@cartwright/core/facts/set-fact";

import { presentFact } from "#present/present-fact.ts";
import { factDto, factKeyInput, factPageDto, queryFactsInput, setFactDto, setFactInput } from "#schemas/facts.ts";
import { procedure, router } from "#trpc.ts";

const tag = "Facts";

export const factsRouter = router({
  query: procedure
    .meta({ rest: { method: "GET", path: "/facts", tag, summary: "Facts whose keys fit a pattern" } })
    .input(queryFactsInput)
    .output(factPageDto)
    .query(async ({ ctx, input }) => {
      const { items, nextCursor } = await queryFacts(ctx.core, input);
      return { items: items.map(presentFact), nextCursor };
    }),
  get: procedure
    .meta({ rest: { method: "GET", path: "/facts/{key}", tag, summary: "One fact" } })
    .input(factKeyInput)
    .output(factDto)
    .query(async ({ ctx, input }) => presentFact(await getFact(ctx.core, input))),
  set: procedure
    .meta({ rest: { method: "POST", path: "/facts", tag, summary: "Set a fact, or take it away with null" } })
    .input(setFactInput)
    .output(setFactDto)
    .mutation(async ({ ctx, input }) => {
      const fact = await setFact(ctx.core, input);
      return { fact: fact === null ? null : presentFact(fact) };
    }),
});
