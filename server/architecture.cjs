// Who may import whom. The folders are explained in CONTRIBUTING.md; `npm run check` enforces this file, and finds cycles.

/** Files that wire: they name what everybody else must not. */
const WIRING =
  "^server/(index\\.ts|start-server\\.ts|prepare-pages\\.ts|admin/|bench/|checks/|demo/|domain/registry\\.ts|domain/operations\\.ts|channels/registry\\.ts)";
const TESTS = "(\\.test\\.tsx?$|/testing/|^e2e/)";
const CONTRACTS = "^server/domain/[^/]+/contract(\\.ts$|/)";

/** A rule about production code; tests set up what they need. */
const forbid = (name, comment, from, to) => ({
  name,
  comment,
  severity: "error",
  from: { ...from, pathNot: [TESTS, WIRING, ...[from.pathNot ?? []].flat()] },
  to,
});

module.exports = {
  forbidden: [
    {
      name: "nothing-unresolved",
      severity: "error",
      comment: "An import that leads nowhere would hide what lies behind it from every other rule.",
      from: {},
      to: { couldNotResolve: true },
    },
    forbid(
      "app-decides-nothing",
      "Pages and routes call use cases; they know no tables, queries or channels.",
      { path: "^app/" },
      {
        path: ["^db/", "^server/channels/", "^server/policies/", "node_modules/(drizzle-orm|postgres|pg)/"],
      },
    ),
    forbid(
      "app-uses-doors",
      "Of the platform a page needs the wrappers, the session and the runtime.",
      { path: "^app/" },
      {
        path: "^server/platform/",
        pathNot: "^server/platform/(http|auth|contract|context|app-error|runtime|config|storage/open-file-link)",
      },
    ),
    forbid(
      "components-know-contracts",
      "What people see knows what is promised, not how it is kept.",
      { path: "^components/" },
      {
        path: ["^server/", "^db/", "^app/", "node_modules/(drizzle-orm|postgres|pg|graphile-worker)/"],
        pathNot: [CONTRACTS, "^server/platform/(contract/|app-error\\.ts$)", "^server/channels/channel\\.ts$"],
      },
    ),
    forbid(
      "contracts-are-for-browsers",
      "A contract is loaded by the browser: zod and other contracts only.",
      { path: CONTRACTS },
      {
        path: ["^server/", "^db/", "^app/", "^components/", "node_modules/"],
        pathNot: [CONTRACTS, "^server/platform/contract/", "node_modules/(zod|libphonenumber-js)/"],
      },
    ),
    forbid(
      "domain-knows-no-provider",
      "Nouns ask what a channel can do, never who it is.",
      { path: "^server/domain/" },
      {
        path: "^server/channels/",
        pathNot: "^server/channels/[\\w-]+\\.ts$",
      },
    ),
    forbid(
      "domain-knows-no-screen",
      "The product does not know who shows it.",
      { path: "^server/domain/" },
      {
        path: ["^app/", "^components/", "node_modules/(next|react|react-dom)/"],
      },
    ),
    forbid(
      "policies-know-tables-only",
      "A policy is a question about rows.",
      { path: "^server/policies/" },
      {
        path: ["^server/domain/", "^server/channels/", "^app/", "^components/"],
        pathNot: CONTRACTS,
      },
    ),
    forbid(
      "providers-stand-alone",
      "A provider's folder needs itself, the interface and the outgoing HTTP client.",
      { path: "^server/channels/([^/]+)/" },
      {
        path: ["^server/", "^db/", "^app/", "^components/"],
        pathNot: [
          "^server/channels/$1/",
          "^server/channels/(?!registry)[\\w-]+\\.ts$",
          "^server/platform/(http-client|media)/",
        ],
      },
    ),
    forbid(
      "the-interface-stands-alone",
      "channel.ts and the files beside it are what everybody may know.",
      { path: "^server/channels/(?!registry)[\\w-]+\\.ts$", pathNot: "\\.test\\.ts$" },
      {
        path: ["^server/", "^db/", "^app/", "^components/"],
        pathNot: "^server/channels/(?!registry)[\\w-]+\\.ts$",
      },
    ),
    forbid(
      "platform-knows-no-product",
      "Machinery is the same for every product.",
      { path: "^server/platform/" },
      {
        path: ["^server/(domain|channels|policies)/", "^app/", "^components/"],
      },
    ),
    forbid(
      "tables-know-nothing",
      "The schema is the ground everything stands on.",
      { path: "^db/" },
      {
        path: ["^server/", "^app/", "^components/"],
      },
    ),
    {
      name: "test-database-uses-platform",
      comment: "The test database runs on the platform, and knows no product.",
      severity: "error",
      from: { path: "^db/testing/" },
      to: { path: ["^server/(domain|channels)/", "^app/", "^components/"] },
    },
    {
      name: "no-test-in-production",
      comment: "What tests need is not shipped.",
      severity: "error",
      from: { pathNot: TESTS },
      to: { path: TESTS },
    },
    forbid(
      "plain-node-loads-the-server",
      "These do not load outside Next, and the server runs outside Next.",
      { path: "^(server|db)/" },
      {
        path: "node_modules/(server-only|next/(headers|server|navigation|cache)|next-auth/providers)",
      },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^\\.next/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
