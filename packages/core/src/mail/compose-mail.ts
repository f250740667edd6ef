export interface MailWords {
  /** Who writes: the shop's name. */
  readonly shop: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** What the reader may do, behind a button in HTML and as an address in text. */
  readonly action?: { readonly label: string; readonly url: string } | undefined;
  /** Small print at the end. */
  readonly note?: string | undefined;
}

/** One plain face for everything that we write, as text and as HTML that needs nothing from elsewhere. */
export function composeMail({ shop, heading, paragraphs, action, note }: MailWords): { text: string; html: string } {
  const link = action === undefined ? [] : [`${action.label}:\n${action.url}`];
  const end = note === undefined ? [] : [note];
  const text = [heading, ...paragraphs, ...link, ...end, shop].join("\n\n");
  const button =
    action === undefined
      ? ""
      : `<p style="margin:28px 0"><a href="${escape(action.url)}" style="background:#1f5c4a;border-radius:10px;color:#fff;display:inline-block;padding:12px 22px;text-decoration:none">${escape(action.label)}</a></p>
<p style="color:#6a6f64;font-size:14px">Or open this address:<br><span style="word-break:break-all">${escape(action.url)}</span></p>`;
  const small = note === undefined ? "" : `<p style="color:#6a6f64;font-size:14px">${escape(note)}</p>`;
  const html = `<div style="background:#fbfaf7;color:#1c1f1a;font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;padding:32px 16px">
<div style="margin:0 auto;max-width:520px">
<h1 style="font-size:22px;margin:0 0 16px">${escape(heading)}</h1>
${paragraphs.map((paragraph) => `<p>${escape(paragraph)}</p>`).join("\n")}
${button}
${small}
<p style="border-top:1px solid #e4e2da;color:#6a6f64;font-size:14px;margin-top:32px;padding-top:16px">${escape(shop)}</p>
</div>
</div>`;
  return { text, html };
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escape(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}
