const words: Readonly<Record<string, string>> = {
  registered: "Announced to the carrier",
  shipped: "With the carrier",
  in_transit: "On its way",
  out_for_delivery: "Out for delivery",
  ready_for_pickup: "Ready to be picked up",
  attempted: "Nobody was there to take it",
  customs: "At customs",
  delivered: "Delivered",
  returning: "On its way back",
  returned: "Back at the shop",
};

/** `ready_for_pickup` → "Ready to be picked up"; a status that is not known by name is told by its own words. */
export function parcelWords(status: string): string {
  return words[status] ?? capitalise(status.replaceAll("_", " "));
}

/** `matkahuolto` → "Matkahuolto". */
export function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
