import { expect, test } from "vitest";

import { permissionDto } from "@cartwright/api/schemas";

import { permissionGroups } from "./permission-words.ts";

test("every permission can be ticked, once, and is said in words", () => {
  const named = permissionGroups.flatMap(({ words }) => Object.keys(words));
  expect(named.toSorted()).toEqual(permissionDto.options.toSorted());
});
