"use client";

/** The last resort, when even the layout cannot be drawn: no styles, no texts, no theme of ours can be relied on. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main>
          <h1>Something went wrong on our side</h1>
          <p lang="pt-BR">Algo deu errado do nosso lado.</p>
          <button type="button" onClick={reset}>
            Try again / <span lang="pt-BR">Tentar de novo</span>
          </button>
        </main>
      </body>
    </html>
  );
}
