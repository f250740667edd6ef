import type { Ctx } from "#context.ts";
import { listOutsideServices, type OutsideServiceState } from "#health/list-outside-services.ts";
import type { Address } from "#orders/address.ts";
import { addressShape } from "#orders/stored-address.ts";

/** A carrier as staff looks after it. */
export interface CarrierView {
  readonly name: string;
  readonly title: string;
  /** Its credentials are set. */
  readonly connected: boolean;
  /** It tells of its parcels by webhooks; one that does not is asked. */
  readonly tells: boolean;
  /** Labels of which nobody knows whether they were made. */
  readonly unknownLabels: number;
  /** Parcels on their way that it is asked about. */
  readonly onTheWay: number;
  /** Whether it answers, as the process that finds it worst says; null while nobody has called it. */
  readonly circuit: "closed" | "half_open" | "open" | null;
  readonly lastFailure: string | null;
  readonly lastFailureAt: Date | null;
}

export interface CarriersView {
  readonly carriers: readonly CarrierView[];
  /** Where parcels leave from; null until somebody says. */
  readonly sender: Address | null;
}

/** Those that Cartwright can talk to, whether or not this shop does. */
const known = [
  { name: "posti", title: "Posti" },
  { name: "matkahuolto", title: "Matkahuolto" },
] as const;

/** How each carrier is connected, and what of it needs a person. */
export async function listCarriers(ctx: Ctx): Promise<CarriersView> {
  const { organizationId, db } = ctx;
  const where = { organizationId };
  const [states, unknown, travelling, location] = await Promise.all([
    listOutsideServices(ctx),
    db.prisma.carrierLabel.groupBy({ by: ["carrier"], where: { ...where, state: "unknown" }, _count: true }),
    db.prisma.shipment.groupBy({ by: ["carrier"], where: { ...where, trackAfter: { not: null } }, _count: true }),
    db.prisma.location.findFirst({ where: { ...where, isDefault: true }, select: { address: true } }),
  ]);
  const others = Object.values(ctx.carriers).filter(({ name }) => !known.some((one) => one.name === name));
  const carriers = [...known, ...others].map(({ name, title }) => ({
    name,
    title,
    connected: ctx.carriers[name] !== undefined,
    tells: ctx.carriers[name]?.tells ?? false,
    unknownLabels: unknown.find(({ carrier }) => carrier === name)?._count ?? 0,
    onTheWay: travelling.find(({ carrier }) => carrier === name)?._count ?? 0,
    ...healthOf(states.filter(({ service }) => service === name)),
  }));
  return { carriers, sender: addressShape.nullable().parse(location?.address ?? null) };
}

const worstFirst = ["open", "half_open", "closed"] as const;

function healthOf(states: readonly OutsideServiceState[]) {
  const circuit = worstFirst.find((one) => states.some((state) => state.circuit === one)) ?? null;
  const last = states
    .filter(({ lastFailureAt }) => lastFailureAt !== null)
    .toSorted((a, b) => (b.lastFailureAt?.getTime() ?? 0) - (a.lastFailureAt?.getTime() ?? 0))[0];
  return { circuit, lastFailure: last?.lastFailure ?? null, lastFailureAt: last?.lastFailureAt ?? null };
}
