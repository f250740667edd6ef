"use client";

import Link from "next/link";
import { useRef, type FormEvent, type ReactNode } from "react";

import type { CartDto, ShippingMethodDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { formatMoney } from "#lib/money.ts";

import { AddressFields } from "./address-fields.tsx";
import { CheckoutSummary } from "./checkout-summary.tsx";
import { ChoiceCard } from "./choice-card.tsx";
import { DeliveryChoice } from "./delivery-choice.tsx";
import { PickupChoice } from "./pickup-choice.tsx";
import { useCheckout, type PaymentMethod } from "./use-checkout.ts";

interface CheckoutFormProps {
  readonly initialCart: CartDto;
  readonly initialMethods: readonly ShippingMethodDto[];
  readonly account: { readonly email: string; readonly name: string } | null;
}

const payments: readonly { readonly value: PaymentMethod; readonly title: string; readonly text: string }[] = [
  { value: "card", title: "Card", text: "On the payment provider’s page. Your order waits for you meanwhile." },
  { value: "invoice", title: "Invoice", text: "We send a bill by e-mail. The parcel leaves once it is paid." },
];

/** Who, where, how, and the button that says the amount. */
export function CheckoutForm(props: CheckoutFormProps) {
  const { account } = props;
  const checkout = useCheckout(props);
  const { cart, fields, errors, change, check, total, problem, busy, payment, setPayment } = checkout;
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const wrong = await checkout.pay();
    if (wrong !== null) form.current?.querySelector<HTMLElement>(`[name="${wrong}"]`)?.focus();
  };
  const priceChanged = cart.lines.some((line) => line.problem === "price_changed");
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => void submit(event)}
      className="mt-8 grid items-start gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_24rem]"
    >
      <div className="grid gap-10">
        <Part title="Contact">
          {account ? (
            <p>
              Signed in as <strong className="font-semibold">{account.email}</strong>. The receipt goes there.
            </p>
          ) : (
            <>
              <Field label="E-mail" error={errors.email} hint="For the receipt and news of the parcel, nothing else.">
                {(control) => (
                  <Input
                    {...control}
                    name="email"
                    type="email"
                    autoComplete="email"
                    inputMode="email"
                    value={fields.email}
                    onChange={(event) => change("email", event.target.value)}
                    onBlur={() => fields.email !== "" && check("email")}
                  />
                )}
              </Field>
              <p className="mt-2 text-14 text-muted">
                Been here before?{" "}
                <Link href="/sign-in?next=/checkout" prefetch={false} className="text-ink underline underline-offset-4">
                  Sign in
                </Link>
              </p>
            </>
          )}
        </Part>
        <Part title="Where to">
          <AddressFields fields={fields} errors={errors} onChange={change} onLeave={check} />
        </Part>
        <Part title="Delivery">
          <DeliveryChoice methods={checkout.methods} chosen={checkout.method} onChoose={checkout.setCode} />
          <PickupChoice pickup={checkout.pickup} country={fields.country} />
        </Part>
        <Part title="Payment">
          <div className="grid gap-3">
            {payments.map(({ value, title, text }) => (
              <ChoiceCard
                key={value}
                name="payment"
                value={value}
                title={title}
                text={text}
                checked={payment === value}
                onChoose={() => setPayment(value)}
              />
            ))}
          </div>
        </Part>
      </div>
      <CheckoutSummary cart={cart} method={checkout.method} total={total}>
        {problem && (
          <Notice tone="danger" title={problem.title} live className="mt-5">
            {problem.text} {problem.nothingHappened && "You were not charged."}
          </Notice>
        )}
        {priceChanged && (
          <Button kind="secondary" className="mt-4 w-full" onClick={() => void checkout.acceptPrices()}>
            Accept today’s prices
          </Button>
        )}
        <Button type="submit" size="large" busy={busy} disabled={total === null} className="mt-5 w-full">
          {payLabel(payment, total && formatMoney(total))}
        </Button>
        <p className="mt-3 text-14 text-muted">
          {payment === "card"
            ? "You confirm the payment on the next page."
            : "You owe this amount once the order is placed."}
        </p>
      </CheckoutSummary>
    </form>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset>
      <legend className="display mb-4 text-22">{title}</legend>
      {children}
    </fieldset>
  );
}

function payLabel(payment: PaymentMethod, amount: string | null): string {
  if (amount === null) return "Choose a delivery first";
  return payment === "card" ? `Pay ${amount}` : `Order for ${amount}`;
}
