/** The page that shows the API. */
export const developers = {
  title: "API",
  intro: "Every operation, to read and to try. Choose Authorize and paste the API token from your profile.",
  description: "The same as OpenAPI",
  operations: "Operations",
} as const;
