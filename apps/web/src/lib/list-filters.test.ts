import { describe, expect, test } from "vitest";

import { fromSegment, listHref, readFilters, toSegment, writeFilters } from "./list-filters.ts";

const read = (query: string) => readFilters(new URLSearchParams(query));

describe("the filters of a list", () => {
  test("survive the way into the address and back", () => {
    const filters = {
      q: "käsi & mug",
      minPrice: "10",
      maxPrice: "45.50",
      inStock: true,
      sort: "price_asc",
      cursor: "WyJ4Il0",
    } as const;
    expect(readFilters(writeFilters(filters))).toEqual(filters);
  });

  test("survive the way into a path segment and back", () => {
    const filters = read("sort=price_desc&minPrice=12&inStock=1&cursor=abc_-9");
    expect(fromSegment(toSegment(filters))).toEqual(filters);
    expect(fromSegment(toSegment({}))).toEqual({});
  });

  test("have one spelling, whatever order they came in", () => {
    expect(toSegment(read("sort=title&inStock=1"))).toBe(
      toSegment(read("inStock=1&sort=title&sort=newest&utm_source=x")),
    );
    expect(listHref("/collections/all", read("sort=featured&inStock=no&minPrice="))).toBe("/collections/all");
  });

  test("ignore what makes no sense", () => {
    expect(read("sort=random&minPrice=cheap&maxPrice=-1&inStock=maybe&cursor=%00")).toEqual(read(""));
    expect(read("minPrice=12,50").minPrice).toBe("12.50");
  });

  test("refuse a segment that is not theirs", () => {
    expect(fromSegment("..%2F..")).toBeNull();
    expect(fromSegment("zzzz")).toBeNull();
  });
});
