/** The widths in which `/media/{id}/{width}.{format}` answers. */
export const mediaWidths = [160, 320, 480, 640, 960, 1280] as const;

export type MediaWidth = (typeof mediaWidths)[number];

export function mediaUrl(mediaId: string, width: MediaWidth, format: "avif" | "webp"): string {
  return `/media/${mediaId}/${width}.${format}`;
}
