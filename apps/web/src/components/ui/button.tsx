import type { ComponentProps, ReactNode } from "react";

import { buttonClass, type ButtonLook } from "./button-class.ts";
import { Spinner } from "./spinner.tsx";

interface ButtonProps extends Omit<ComponentProps<"button">, "children">, ButtonLook {
  readonly children: ReactNode;
  /** Work is under way: the button keeps its size and its focus, says so, and takes no second press. */
  readonly busy?: boolean;
}

/** A press. It never submits a form unless `type="submit"` says so. */
export function Button({ kind, size, busy = false, className, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      {...rest}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={buttonClass({ kind, size }, className)}
    >
      {busy && (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner />
        </span>
      )}
      <span className={busy ? "contents opacity-0 [&>*]:invisible text-transparent" : "contents"}>{children}</span>
    </button>
  );
}
