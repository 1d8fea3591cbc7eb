"use client";

import "swagger-ui-dist/swagger-ui.css";
import "./api-reference.css";
import { useEffect, useRef } from "react";

/** Every operation, to read and to try with an API token. It comes from our own server, like everything else. */
export function ApiReference({ url }: { url: string }) {
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let isGone = false;
    // Half the size of the rest of the product: loaded by this page alone.
    void import("swagger-ui-dist/swagger-ui-es-bundle.js").then(({ default: SwaggerUI }) => {
      if (isGone || !place.current) return;
      SwaggerUI({
        domNode: place.current,
        url,
        deepLinking: false,
        tryItOutEnabled: true,
        docExpansion: "list",
        defaultModelsExpandDepth: 0,
        displayRequestDuration: true,
        validatorUrl: null,
      });
    });
    return () => {
      isGone = true;
    };
  }, [url]);

  return <div ref={place} />;
}
