import { readDocsFile } from "#server/docs-files.ts";

export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const file = await readDocsFile((await params).file);
  if (!file) return new Response("Not found", { status: 404 });
  return new Response(file.body, { headers: { "content-type": file.type, "cache-control": "public, max-age=86400" } });
}
