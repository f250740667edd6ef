import { encode } from "uqr";

/** A QR code, drawn here: what is in it goes to nobody. Dark on white in every theme, since cameras expect that. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { border: 3, ecc: "M" });
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-52 rounded-shop border border-line bg-white"
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
