/** An event as the relay took it out of the outbox and numbered it. */
export interface RelayedEvent {
  readonly seq: bigint;
  readonly eventId: string;
  readonly organizationId: string;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly type: string;
  readonly payload: unknown;
  readonly requestId: string | undefined;
  readonly occurredAt: Date;
}
