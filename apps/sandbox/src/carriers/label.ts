import type { Parcel } from "./parcels.ts";

/** A label of 105 × 148 mm as a real, minimal PDF: carrier, tracking number, reference, who gets it. */
export function renderLabel(parcel: Parcel): Buffer {
  const content = [
    "2 w 12 12 274 396 re S 12 330 m 286 330 l S",
    text(28, 360, 28, parcel.carrier === "posti" ? "Posti" : "Matkahuolto"),
    text(28, 296, 10, "Tracking number"),
    text(28, 276, 16, parcel.trackingNumber),
    bars(parcel.trackingNumber),
    text(28, 128, 10, `Reference ${parcel.reference} · ${parcel.service}`),
    text(28, 100, 14, parcel.receiver),
    text(28, 82, 12, parcel.to),
    text(28, 28, 8, "SANDBOX LABEL - NOT FOR POSTAGE"),
  ].join("\n");
  return assemble([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 298 420] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
  ]);
}

function text(x: number, y: number, size: number, value: string): string {
  const printable = value
    .replaceAll(/[^\x20-\x7e\xa0-\xff]/g, "?")
    .replaceAll(/[\\()]/g, (character) => `\\${character}`);
  return `BT /F1 ${size} Tf ${x} ${y} Td (${printable}) Tj ET`;
}

/** Bars whose widths follow the number: they look like a barcode, and are not one. */
function bars(value: string): string {
  let x = 28;
  const parts: string[] = [];
  for (const character of value) {
    const width = 1 + (character.charCodeAt(0) % 4);
    parts.push(`${x} 160 ${width} 90 re f`);
    x += width + 3 + (character.charCodeAt(0) % 3);
  }
  return parts.join(" ");
}

function assemble(objects: string[]): Buffer {
  let file = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  return Buffer.from(
    `${file}${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`,
    "latin1",
  );
}
