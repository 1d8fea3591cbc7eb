import type { Metadata } from "next";
import { ApiReference } from "#components/developers/api-reference.tsx";

export const metadata: Metadata = { title: "API" };

export default function DevelopersPage() {
  return (
    <main>
      <h1 className="sr-only">API</h1>
      <ApiReference url="/api/openapi.json" />
    </main>
  );
}
