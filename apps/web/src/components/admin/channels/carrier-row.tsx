import type { CarriersDto } from "@cartwright/api/schemas";

import { Notice } from "#components/ui/notice.tsx";
import { Status } from "#components/ui/status.tsx";

import { countWords } from "../parts/count-words.ts";
import { RelativeTime } from "../parts/relative-time.tsx";

type Carrier = CarriersDto["items"][number];

/** How one carrier stands, in words. */
export function CarrierRow({ carrier }: { readonly carrier: Carrier }) {
  const { name, title, connected, tells, onTheWay, unknownLabels } = carrier;
  return (
    <li className="grid gap-2 border-b border-line p-4 last:border-b-0">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h3 className="min-w-28 font-semibold">{title}</h3>
        <Health carrier={carrier} />
        <span className="figures ml-auto text-muted">{countWords(onTheWay, "parcel")} on the way</span>
      </div>
      {connected ? (
        <p className="text-muted">
          {tells
            ? "It tells of its parcels, and is asked every six hours in case a message got lost."
            : "It is asked about its parcels every quarter of an hour."}
        </p>
      ) : (
        <p className="text-muted">
          Set {keysOf[name] ?? "its keys"} in the environment of web and worker to buy labels and follow parcels.
        </p>
      )}
      {unknownLabels > 0 && (
        <Notice tone="warning" title={`${countWords(unknownLabels, "label")} of which nobody knows`}>
          The answer was lost, and the carrier may have made one. The orders they belong to say what to do.
        </Notice>
      )}
      <Trouble carrier={carrier} />
    </li>
  );
}

const keysOf: Readonly<Record<string, string>> = {
  posti: "POSTI_CLIENT_ID, POSTI_CLIENT_SECRET, POSTI_GATEWAY_SECRET and POSTI_CUSTOMER_NUMBER",
  matkahuolto: "MATKAHUOLTO_USER and MATKAHUOLTO_PASSWORD",
};

function Health({ carrier: { connected, circuit } }: { readonly carrier: Carrier }) {
  if (!connected) return <Status tone="neutral">Not connected</Status>;
  if (circuit === "open") return <Status tone="danger">Does not answer, left alone for a moment</Status>;
  if (circuit === "half_open") return <Status tone="warning">Being tried again</Status>;
  return <Status tone="good">Connected</Status>;
}

function Trouble({ carrier: { title, circuit, lastFailure, lastFailureAt } }: { readonly carrier: Carrier }) {
  if (lastFailure === null || lastFailureAt === null) return null;
  return (
    <p className="text-12 break-words text-muted">
      Last failure <RelativeTime instant={lastFailureAt} />: {lastFailure}
      {circuit === "open" &&
        `. It is tried again within a minute; until then shoppers can order, and their parcels go to the point that ${title} chooses.`}
    </p>
  );
}
