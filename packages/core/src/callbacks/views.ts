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
  readonly createdAt: Date;
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
