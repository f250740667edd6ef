/** What Next hands a page as its query. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** The first value of a name in a query, trimmed; undefined when there is none. */
export function readParam(params: Awaited<SearchParams>, name: string): string | undefined {
  const value = params[name];
  const text = (Array.isArray(value) ? value[0] : value)?.trim().slice(0, 500);
  return text === "" ? undefined : text;
}

/** The value of a name when it is one of `allowed`: a mistyped filter shows more, never an error. */
export function readChoice<T extends string>(
  params: Awaited<SearchParams>,
  name: string,
  allowed: readonly T[],
): T | undefined {
  const value = readParam(params, name);
  return allowed.find((one) => one === value);
}

/** `/admin/orders?q=…`: the path with what is not undefined, in the order given. */
export function addressOf(path: string, params: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value !== undefined) query.set(name, value);
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}
