import { useState } from "react";

import type { FoundPickupPointDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { countryName, postalExample } from "#lib/countries.ts";

import { ChoiceCard } from "./choice-card.tsx";
import type { Pickup } from "./use-pickup.ts";

interface PickupChoiceProps {
  readonly pickup: Pickup;
  readonly country: string;
}

const shownAtFirst = 4;

/** A list of places where the parcel can wait, near any postal code; the nearest is chosen by itself. */
export function PickupChoice({ pickup, country }: PickupChoiceProps) {
  if (!pickup.wanted) return null;
  return (
    <fieldset className="mt-6">
      <legend className="mb-3 font-semibold">Pick it up at</legend>
      <Field
        label="Find a place near"
        className="mb-3 max-w-56"
        error={
          pickup.ownSearch && pickup.near !== "" && !pickup.searchable
            ? `A postal code in ${countryName(country)} looks like ${postalExample(country)}.`
            : undefined
        }
      >
        {(control) => (
          <Input
            {...control}
            value={pickup.near}
            inputMode={country === "FI" ? "numeric" : "text"}
            autoComplete="off"
            maxLength={10}
            onChange={({ target }) => pickup.setNear(target.value)}
            // Enter is for looking here, not for paying.
            onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
          />
        )}
      </Field>
      <PickupList key={pickup.near} pickup={pickup} />
    </fieldset>
  );
}

function PickupList({ pickup }: { readonly pickup: Pickup }) {
  const { points, chosen, choose, searchable, loading, failed, retry, near } = pickup;
  const [all, setAll] = useState(false);
  if (!searchable) return <p className="text-14 text-muted">Write a postal code to see the places near it.</p>;
  if (loading)
    return (
      <div className="grid gap-3" aria-busy="true">
        <Skeleton className="h-18 rounded-shop" />
        <Skeleton className="h-18 rounded-shop" />
        <Skeleton className="h-18 rounded-shop" />
      </div>
    );
  if (failed)
    return (
      <Notice tone="warning" title="The places cannot be listed now">
        You can order all the same: the parcel then goes to the place nearest to your address.
        <Button kind="secondary" className="mt-3" onClick={retry}>
          Try again
        </Button>
      </Notice>
    );
  if (points.length === 0) return <p className="text-14">There is no place near {near}. Try another postal code.</p>;
  // One that is chosen never hides.
  const shown = points.filter((point, index) => all || index < shownAtFirst || point.id === chosen?.id);
  return (
    <div className="grid gap-3">
      {shown.map((point) => (
        <ChoiceCard
          key={point.id}
          name="pickup-point"
          value={point.id}
          title={point.name}
          text={`${point.street}, ${point.postalCode} ${point.city}${point.kind === "locker" ? " · Locker" : ""}`}
          aside={distanceWords(point)}
          checked={chosen?.id === point.id}
          onChoose={() => choose(point.id)}
        />
      ))}
      {shown.length < points.length && (
        <Button kind="secondary" onClick={() => setAll(true)}>
          Show {points.length - shown.length} more
        </Button>
      )}
    </div>
  );
}

function distanceWords({ distanceMeters }: FoundPickupPointDto): string | undefined {
  if (distanceMeters === null) return undefined;
  if (distanceMeters < 950) return `${Math.max(10, Math.round(distanceMeters / 10) * 10)} m`;
  return `${(distanceMeters / 1_000).toFixed(1)} km`;
}
