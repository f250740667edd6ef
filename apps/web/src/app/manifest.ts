import type { MetadataRoute } from "next";

import { shop } from "#lib/shop.ts";

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: shop.name,
    short_name: shop.name,
    description: shop.tagline,
    start_url: "/",
    display: "standalone",
    background_color: "#fbfaf7",
    theme_color: "#1f5c4a",
    icons: [
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
      { src: "/apple-icon.png", sizes: "180x180", type: "image/png" },
    ],
  };
}
