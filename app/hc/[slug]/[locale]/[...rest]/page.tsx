import { notFound } from "next/navigation";

/** Says so in the words of a help center, not in those of the desk. */
export default function Page() {
  notFound();
}
