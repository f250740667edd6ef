export type DeliveryState = "pending" | "sending" | "retrying" | "delivered" | "dead" | "cancelled";

/** Where we call somebody. */
export interface EndpointView {
  readonly id: string;
  readonly organizationId: string;
  readonly event: string;
  readonly targetUrl: string;
  readonly isActive: boolean;
  readonly status: "enabled" | "paused" | "disabled";
  readonly disabledReason: string | null;
  readonly consecutiveFailures: number;
  /** While set and in the future, nothing is sent: too many failures in a row. */
  readonly openUntil: Date | null;
  /** Nothing has succeeded since; null when the last attempt did. */
  readonly failingSince: Date | null;
  /** When it is switched off unless something succeeds before. */
  readonly switchedOffAt: Date | null;
  /** Staff were warned of that. */
  readonly warnedAt: Date | null;
  readonly disabledAt: Date | null;
  readonly maxInFlight: number;
  readonly ordered: boolean;
  readonly ratePerSecond: number | null;
  /** Seconds after each failed attempt; after the last of them the delivery is given up on. */
  readonly retrySchedule: readonly number[];
  /** Until then calls are signed with the secret before as well; null when there is none. */
  readonly previousSecretUntil: Date | null;
  readonly createdAt: Date;
}

/** Deliveries to one endpoint that were given up on for the same reason. */
export interface FailureGroup {
  readonly endpointId: string;
  readonly targetUrl: string;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** The newest of them. */
  readonly deliveryId: string;
}

/** What is sent once more. */
export interface ReplaySpan {
  /** `failed`: given up on, cancelled, or never sent because it was switched off. `range`: all, delivered or not. */
  readonly what: "failed" | "range";
  readonly since: Date;
  readonly until: Date;
}

/** Deliveries that are being sent once more in bulk. */
export interface ReplayView extends ReplaySpan {
  readonly id: string;
  readonly endpointId: string;
  readonly state: "running" | "done" | "stopped";
  /** How many were counted when it was asked for. */
  readonly total: number;
  /** How many were put in line so far. */
  readonly queued: number;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** One event for one endpoint. */
export interface DeliveryView {
  readonly id: string;
  readonly endpointId: string;
  readonly eventId: string;
  readonly event: string;
  readonly replayNo: number;
  readonly state: DeliveryState;
  readonly attempt: number;
  /** Null when nothing more will be tried. */
  readonly nextAttemptAt: Date | null;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly createdAt: Date;
  readonly deliveredAt: Date | null;
}

export interface AttemptView {
  readonly attempt: number;
  readonly at: Date;
  readonly durationMs: number;
  readonly status: number | null;
  readonly errorCode: string | null;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly responseHeaders: Readonly<Record<string, string>> | null;
  readonly responseBody: string | null;
}

export interface DeliveryDetailView extends DeliveryView {
  readonly body: string;
  readonly attempts: readonly AttemptView[];
}
