interface BarProps {
  /** From 0 to 1. */
  readonly share: number;
  /** With the colour, as `fill-…`. */
  readonly className?: string;
}

/** A bar filled to a share, as wide and high as what it stands in. It is drawn: pages let no style attribute set a width. */
export function Bar({ share, className = "fill-accent" }: BarProps) {
  return (
    <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" className="block size-full">
      <rect width={share * 100} height="1" className={className} />
    </svg>
  );
}
