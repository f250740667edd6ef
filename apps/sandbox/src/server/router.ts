import type { Exchange, Reply, Route } from "./exchange.ts";
import { Refusal } from "./refusal.ts";

export type Dispatch = (exchange: Exchange) => Promise<Reply>;

/** Finds the route for a request; 404 when no pattern fits, 405 when only the method does not. */
export function createRouter(routes: readonly Route[]): Dispatch {
  const compiled = routes.map((route) => ({ route, expression: compile(route.pattern) }));
  return async (exchange) => {
    const fitting = compiled.filter(({ expression }) => expression.test(exchange.path));
    const match = fitting.find(
      ({ route }) => route.method === exchange.method || (route.method === "GET" && exchange.method === "HEAD"),
    );
    if (match === undefined) throw unmatched(exchange, fitting.length > 0);
    const groups = match.expression.exec(exchange.path)?.groups ?? {};
    const params = Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decode(value)]));
    if (!match.route.holdsItself) await exchange.hold();
    return await match.route.handle({ ...exchange, params });
  };
}

function compile(pattern: string): RegExp {
  const source = pattern.replaceAll(/\.(?!\*)/g, "\\.").replaceAll(/:(\w+)/g, "(?<$1>[^/]+)");
  return new RegExp(`^${source}/?$`);
}

function unmatched(exchange: Exchange, pathKnown: boolean): Refusal {
  if (pathKnown) return new Refusal(405, "method_not_allowed", `${exchange.path} does not take ${exchange.method}.`);
  return new Refusal(404, "not_found", `The sandbox has nothing at ${exchange.path}.`);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new Refusal(400, "invalid_input", "The path is not valid percent-encoding.");
  }
}
