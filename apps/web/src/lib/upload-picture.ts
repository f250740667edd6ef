import { z } from "zod/mini";

import { ApiRefusal, readRefusal } from "./api-error.ts";

/** The largest file that is taken as a picture, in bytes: what the API says, so that nobody waits for an upload in vain. */
export const mostPictureBytes: number = 10 * 2 ** 20;

const uploaded = z.object({ mediaId: z.string() });

/**
 * Sends a photo to be kept, and answers its id. Over REST, since tRPC's JSON carries no file.
 *
 * @throws ApiRefusal when it is not taken
 */
export async function uploadPicture(file: File): Promise<string> {
  if (file.size > mostPictureBytes) {
    const message = `It has ${Math.ceil(file.size / 2 ** 20)} MiB; a picture may have ${mostPictureBytes / 2 ** 20}.`;
    throw new ApiRefusal({ code: "payload_too_large", message, details: {} });
  }
  const response = await fetch("/api/v1/pictures", {
    method: "POST",
    headers: { "content-type": file.type === "" ? "application/octet-stream" : file.type },
    body: file,
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw readRefusal(answer) ?? new Error(`The upload was answered with ${response.status}.`);
  return uploaded.parse(answer).mediaId;
}
