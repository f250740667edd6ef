/** Where a parcel comes from or goes to. `country` is ISO 3166-1 alpha-2, `phone` E.164. */
export interface ParcelAddress {
  readonly name: string;
  readonly line1: string;
  readonly line2?: string | undefined;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
}

/** What a service is for: fetched by the receiver, brought to the door, or sent back to the shop. */
export type ServiceKind = "pickup" | "home" | "return";

/** One thing that a carrier sells. */
export interface CarrierService {
  /** The carrier's own code, as shipping methods and labels name it. */
  readonly code: string;
  readonly title: string;
  readonly kind: ServiceKind;
  readonly maxGrams: number;
}

export interface ServiceQuestion {
  readonly country: string;
  readonly weightGrams: number;
}

export interface PickupPointSearch {
  readonly country: string;
  readonly postalCode: string;
  readonly street?: string | undefined;
  readonly city?: string | undefined;
  /** The service that the parcel will travel by; points that do not serve it are left out where the carrier can tell. */
  readonly service?: string | undefined;
  /** 1 to 15. */
  readonly limit: number;
}

/** A shop, counter or locker where parcels wait for their receivers. */
export interface PickupPoint {
  /** Finds it again. */
  readonly id: string;
  /** What an order of a label names it by. */
  readonly routingCode: string;
  readonly kind: "locker" | "counter";
  readonly name: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
  /** From the address that was searched for; null when the carrier does not say. */
  readonly distanceMeters: number | null;
}

/** A label that is asked for. */
export interface LabelOrder {
  /**
   * Ours, 16 characters, the same for every try: the carrier keeps it as the sender's reference, so that a parcel whose
   * answer was lost can be found again.
   */
  readonly reference: string;
  readonly orderNumber: string;
  readonly service: string;
  readonly sender: ParcelAddress;
  readonly receiver: ParcelAddress;
  readonly pickupPoint: Pick<PickupPoint, "routingCode" | "name"> | null;
  readonly weightGrams: number;
  /** What is inside, for the label. */
  readonly contents: string;
}

export interface LabelFile {
  readonly contentType: "application/pdf";
  readonly bytes: Uint8Array;
}

/** A parcel that the carrier knows of and will charge for. */
export interface BookedParcel {
  readonly externalId: string;
  readonly trackingNumber: string;
  /** Null when it could not be had now: `getLabel` may have it, if there is a `labelRef`. */
  readonly label: LabelFile | null;
  /** Where the label can be fetched for a while; null when it is given once. */
  readonly labelRef: string | null;
}

/** What to call off: the carriers want to hear again what they were told. */
export interface ParcelToCancel {
  readonly externalId: string;
  readonly trackingNumber: string;
  readonly service: string;
  readonly weightGrams: number;
  readonly receiver: ParcelAddress;
}

/**
 * Where a parcel is, in words of our own. `registered`: the carrier was told of it and has not seen it. `attempted`: nobody was
 * there. `returning`: it comes back to the sender, `returned`: it has. `other`: news that is not about where it is.
 */
export type ParcelStatus =
  | "registered"
  | "shipped"
  | "in_transit"
  | "out_for_delivery"
  | "ready_for_pickup"
  | "attempted"
  | "customs"
  | "delivered"
  | "returning"
  | "returned"
  | "other";

/** One thing that happened to a parcel. */
export interface TrackingStep {
  readonly status: ParcelStatus;
  /** The carrier's own code. */
  readonly code: string;
  readonly place: string | null;
  readonly occurredAt: Date;
}

export interface CarrierWebhook extends TrackingStep {
  readonly externalId: string;
  readonly trackingNumber: string;
  /** As given when the label was ordered; null when the carrier does not echo it. */
  readonly reference: string | null;
}

export interface CarrierCall {
  readonly signal?: AbortSignal | undefined;
}

/**
 * Someone who moves parcels for us. Calls throw `ProviderRefusedError` for a no, and `ProviderUnavailableError` for what may be
 * better later; after the latter with `maybeDone`, a label may have been made all the same.
 */
export interface Carrier {
  readonly name: string;
  readonly title: string;
  /** True when it tells of its parcels by webhooks; others have to be asked. */
  readonly tells: boolean;
  /** As many parcels may be asked about in one call. */
  readonly mostTracked: number;
  /** What it sells for a parcel of this weight to this country. */
  listServices(question: ServiceQuestion): readonly CarrierService[];
  /** Nearest first. Empty when there is none near, or no such place. */
  searchPickupPoints(search: PickupPointSearch, call?: CarrierCall): Promise<readonly PickupPoint[]>;
  findPickupPoint(id: string, call?: CarrierCall): Promise<PickupPoint | null>;
  /** Orders a label. Asked twice, it makes and charges two: look with `findParcel` before a second try. */
  createParcel(order: LabelOrder, call?: CarrierCall): Promise<BookedParcel>;
  /** The parcel of this reference; null when the carrier does not know one (yet). Its label is not in the answer. */
  findParcel(known: { reference: string; orderedAt: Date }, call?: CarrierCall): Promise<BookedParcel | null>;
  /** Null when it is not to be had any more. */
  getLabel(labelRef: string, call?: CarrierCall): Promise<LabelFile | null>;
  /** What happened to each, oldest first; a parcel that the carrier has no news of is missing. At most `mostTracked`. */
  track(trackingNumbers: readonly string[], call?: CarrierCall): Promise<ReadonlyMap<string, readonly TrackingStep[]>>;
  /** Calls off a parcel that has not left. One that is called off already is left so. */
  cancelParcel(parcel: ParcelToCancel, call?: CarrierCall): Promise<void>;
  /** Checks the signature over the raw bytes and reads the message; throws `InvalidSignatureError`. */
  readWebhook(input: { rawBody: Uint8Array; headers: Headers }): Promise<CarrierWebhook>;
  /** Reads a message whose signature was checked when it came in; a stored one is too old to be checked again. */
  parseWebhook(rawBody: Uint8Array): CarrierWebhook;
}

export type Carriers = Readonly<Record<string, Carrier>>;
