import type { NextConfig } from "next";

/** URL families whose clients may end a path with `.json` or a slash. */
const api = ":family(accounts|api|auth|platform|public)";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  skipTrailingSlashRedirect: true,
  // `npm run check` does it, of tests and tools as well; a start shall not wait for that.
  typescript: { ignoreBuildErrors: true },
  // Used by the server as well, which Node loads itself: one copy of each is enough.
  serverExternalPackages: [
    "@aws-sdk/client-s3",
    "drizzle-orm",
    "graphile-worker",
    "nodemailer",
    "pg",
    "pino",
    "postgres",
    "prom-client",
    "sharp",
    "web-push",
  ],
  // The public API is called from pages of others (contract, conventions §13).
  headers: async () => [
    {
      source: "/hc/:path*",
      headers: [
        { key: "x-content-type-options", value: "nosniff" },
        { key: "referrer-policy", value: "strict-origin-when-cross-origin" },
        { key: "content-security-policy", value: "object-src 'none'; base-uri 'self'; form-action 'self'" },
      ],
    },
    // Other websites may show the plain pages in a frame, and only those.
    {
      source: "/hc/:path*",
      missing: [{ type: "query", key: "show_plain_layout", value: "true" }],
      headers: [{ key: "x-frame-options", value: "SAMEORIGIN" }],
    },
    { source: "/packs/:path*", headers: [{ key: "access-control-allow-origin", value: "*" }] },
    {
      source: "/public/api/:path*",
      headers: [
        { key: "access-control-allow-origin", value: "*" },
        { key: "access-control-allow-methods", value: "GET, POST, PUT, PATCH, DELETE, OPTIONS" },
        { key: "access-control-allow-headers", value: "*" },
      ],
    },
  ],
  rewrites: async () => ({
    // A folder cannot be named half by a parameter; help centers have such addresses (contract, help center §5).
    beforeFiles: [
      { source: "/hc/:slug/articles/:article([^/.]+)\\.png", destination: "/hc/:slug/articles/:article/view.png" },
      // As a folder this name belongs to the framework.
      { source: "/hc/:slug/sitemap.xml", destination: "/hc/:slug/articles.xml" },
      { source: "/hc/:slug/:locale([^/.]+)\\.json", destination: "/hc/:slug/:locale/portal.json" },
    ],
    // After the files: `/api/openapi.json` is a route of its own.
    afterFiles: [
      { source: `/${api}/:path(.*)\\.json`, destination: "/:family/:path" },
      // Reports as files, for those who write it so (contract, reports §1).
      { source: "/api/:path(v2/accounts/.*/reports/.*)\\.csv", destination: "/api/:path" },
      { source: `/${api}/:path(.*)/`, destination: "/:family/:path" },
    ],
    // Programs read JSON, not the page for people.
    fallback: [{ source: `/${api}/:path*`, destination: "/api/unknown" }],
  }),
};

export default config;
