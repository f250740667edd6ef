import type { AmazonOrder, AmazonStatus } from "./amazon-records.ts";

/** The `ORDER_CHANGE` notification, as Amazon puts it into a queue; tests hold it against Amazon's own schema. */
export function orderChange(sellerId: string, order: AmazonOrder, { eventId, now }: { eventId: string; now: Date }) {
  const status = statusNames[order.fulfillment?.fulfillmentStatus ?? "UNSHIPPED"];
  const shipped = order.orderItems.reduce((sum, { fulfillment }) => sum + (fulfillment?.quantityFulfilled ?? 0), 0);
  const ordered = order.orderItems.reduce((sum, { quantityOrdered }) => sum + quantityOrdered, 0);
  return {
    NotificationVersion: "1.0",
    NotificationType: "ORDER_CHANGE",
    PayloadVersion: "1.0",
    EventTime: now.toISOString(),
    Payload: {
      OrderChangeNotification: {
        NotificationLevel: "OrderLevel",
        SellerId: sellerId,
        AmazonOrderId: order.orderId,
        OrderChangeType: "OrderStatusChange",
        OrderChangeTrigger: { TimeOfOrderChange: order.lastUpdatedTime, ChangeReason: "Status changed" },
        Summary: {
          MarketplaceId: order.salesChannel.marketplaceId,
          OrderStatus: status,
          PurchaseDate: order.createdTime,
          DestinationPostalCode: null,
          FulfillmentType: order.fulfillment?.fulfilledBy === "AMAZON" ? "AFN" : "MFN",
          OrderType: "StandardOrder",
          NumberOfItemsShipped: shipped,
          NumberOfItemsUnshipped: ordered - shipped,
          OrderPrograms: [],
          ShippingPrograms: [],
          OrderItems: order.orderItems.map(({ orderItemId, product, quantityOrdered, fulfillment }) => ({
            OrderItemId: orderItemId,
            SellerSKU: product.sellerSku,
            SupplySourceId: null,
            OrderItemStatus: status,
            Quantity: quantityOrdered,
            QuantityShipped: fulfillment?.quantityFulfilled ?? 0,
            IsBuyerRequestedCancel: false,
          })),
        },
      },
    },
    NotificationMetadata: {
      ApplicationId: "app-sandbox",
      SubscriptionId: "subscription-sandbox",
      PublishTime: now.toISOString(),
      NotificationId: eventId,
    },
  };
}

/** The notification is older than the Orders API that it speaks of. */
const statusNames: Record<AmazonStatus, string> = {
  PENDING_AVAILABILITY: "PendingAvailability",
  PENDING: "Pending",
  UNSHIPPED: "Unshipped",
  PARTIALLY_SHIPPED: "PartiallyShipped",
  SHIPPED: "Shipped",
  CANCELLED: "Canceled",
  UNFULFILLABLE: "Unfulfillable",
};
