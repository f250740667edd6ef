/** The shop's mark, a sprig of a conifer, in the colour of the text around it. */
export function Mark({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 64 64" aria-hidden="true" className={className}>
      <g fill="currentColor">
        {needles.map(([x, y, length, degrees]) => (
          <path
            key={degrees}
            transform={`rotate(${degrees} ${x} ${y})`}
            d={`M${x} ${y}q-3.4 ${round(-length * 0.55)} 0 ${-length}q3.4 ${round(length * 0.45)} 0 ${length}z`}
          />
        ))}
      </g>
      <path d="M27.6 59Q29 36 34.3 16" fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
    </svg>
  );
}

// Where each needle leaves the stem, how long it is and how far it leans from upright.
const needles: readonly (readonly [x: number, y: number, length: number, degrees: number])[] = [
  [29.6, 48, 20, -62],
  [30.4, 45, 20, 58],
  [30.4, 39.5, 19, -56],
  [31.4, 36.5, 19, 54],
  [31.6, 31, 17, -50],
  [32.6, 28, 16.5, 48],
  [33, 23, 14, -42],
  [33.8, 20.5, 13, 42],
  [34.3, 17, 12, 2],
];

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
