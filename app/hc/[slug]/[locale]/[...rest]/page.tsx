import { notFound } from "next/navigation";

/** Asked first, so that the title says it too. */
export const generateMetadata = () => notFound();

/** Says so in the words of a help center, not in those of the desk. */
export default function Page() {
  notFound();
}
