import { askCarrier, type CarrierAnswer, excerpt } from "../carriers/ask-carrier.ts";
import { ProviderRefusedError, ProviderUnavailableError } from "../contracts/errors.ts";
import { createGuard, type Guard } from "../resilience/index.ts";
import { withRetry } from "../retry/index.ts";
import { type MatkahuoltoOptions, matkahuoltoBase } from "./matkahuolto-options.ts";
import { buildXml, parseXml, type XmlElements } from "./xml.ts";

// Somebody may be waiting in the checkout.
const patience = { maxAttempts: 2, delayMs: 200, budgetMs: 8_000 };

/** Matkahuolto's three interfaces behind one guard. Only what reads is repeated. */
export function createMatkahuoltoClient(options: MatkahuoltoOptions) {
  const { user, password, timeoutMs, opensAfter, maxConcurrent } = options;
  const guard: Guard = createGuard({ name: "matkahuolto", timeoutMs, opensAfter, maxConcurrent });
  const base = matkahuoltoBase(options);
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;

  const send = (path: string, init: RequestInit, outer?: AbortSignal) =>
    guard.run((signal) => askCarrier("matkahuolto", new URL(base + path), { ...init, signal }), outer);
  const post = async (path: string, xml: string, signal?: AbortSignal): Promise<unknown> => {
    const answer = await send(path, { method: "POST", headers: { "content-type": "text/xml" }, body: xml }, signal);
    return parseXml(okOf(answer).body, answer.headers);
  };
  const patiently = <T>(ask: (signal: AbortSignal) => Promise<T>, outer?: AbortSignal) =>
    withRetry(({ signal }) => ask(signal), { ...patience, signal: outer });

  return {
    guard,
    searchOffices(elements: XmlElements, outer?: AbortSignal): Promise<unknown> {
      const xml = buildXml("MHSearchOfficesRequest", { Login: user, Version: "1.0", ...elements });
      return patiently((signal) => post("/noutopistehaku/public/v2/searchoffices", xml, signal), outer);
    },
    sendShipment(elements: XmlElements, signal?: AbortSignal): Promise<unknown> {
      const login = { UserId: user, Password: password, Version: "2.0" };
      return post("/mpaketti/mhshipmentxml", buildXml("MHShipmentRequest", { ...login, Shipment: elements }), signal);
    },
    async readTracking(query: Readonly<Record<string, string>>, outer?: AbortSignal): Promise<unknown> {
      const path = `/mpaketti/public/tracking?${new URLSearchParams(query).toString()}`;
      const headers = { authorization, accept: "application/json" };
      return readJson(okOf(await patiently((signal) => send(path, { headers }, signal), outer)));
    },
  };
}

function okOf(answer: CarrierAnswer): CarrierAnswer {
  if (answer.ok) return answer;
  throw new ProviderRefusedError(`matkahuolto: refused with ${answer.status}: ${excerpt(answer.body)}`, {
    code: String(answer.status),
  });
}

function readJson({ body }: CarrierAnswer): unknown {
  const text = new TextDecoder().decode(body).trim();
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ProviderUnavailableError(`matkahuolto: the answer is no JSON: ${excerpt(body)}`, { cause });
  }
}
