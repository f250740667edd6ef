import { Field } from "#components/ui/field.tsx";
import { Input, Select } from "#components/ui/input.tsx";
import { countries, postalExample, postalIsNumeric } from "#lib/countries.ts";

import type { CheckoutFields, FieldErrors, FieldName } from "./checkout-fields.ts";

interface AddressFieldsProps {
  readonly fields: CheckoutFields;
  readonly errors: FieldErrors;
  readonly onChange: (name: FieldName, value: string) => void;
  /** The shopper left a field that they had filled in. */
  readonly onLeave: (name: FieldName) => void;
}

export function AddressFields({ fields, errors, onChange, onLeave }: AddressFieldsProps) {
  const text = (name: FieldName) => ({
    name,
    value: fields[name],
    onChange: (event: { readonly target: { readonly value: string } }) => onChange(name, event.target.value),
    onBlur: () => {
      if (fields[name] !== "") onLeave(name);
    },
  });
  return (
    <div className="grid grid-cols-6 gap-4">
      <Field label="Name" error={errors.name} className="col-span-6">
        {(control) => <Input {...control} {...text("name")} autoComplete="name" />}
      </Field>
      <Field label="Country" error={errors.country} className="col-span-6">
        {(control) => (
          <Select {...control} {...text("country")} autoComplete="country">
            {countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Street and number" error={errors.line1} className="col-span-6">
        {(control) => <Input {...control} {...text("line1")} autoComplete="address-line1" />}
      </Field>
      <Field label="Floor, door code, company" optional error={errors.line2} className="col-span-6">
        {(control) => <Input {...control} {...text("line2")} autoComplete="address-line2" />}
      </Field>
      <Field label="Postal code" error={errors.postalCode} className="col-span-6 sm:col-span-2">
        {(control) => (
          <Input
            {...control}
            {...text("postalCode")}
            autoComplete="postal-code"
            inputMode={postalIsNumeric(fields.country) ? "numeric" : "text"}
            placeholder={postalExample(fields.country)}
          />
        )}
      </Field>
      <Field label="Town" error={errors.city} className="col-span-6 sm:col-span-4">
        {(control) => <Input {...control} {...text("city")} autoComplete="address-level2" />}
      </Field>
      <Field
        label="Phone"
        optional
        error={errors.phone}
        hint="The carrier sends a text when the parcel is there."
        className="col-span-6"
      >
        {(control) => <Input {...control} {...text("phone")} type="tel" autoComplete="tel" />}
      </Field>
    </div>
  );
}
