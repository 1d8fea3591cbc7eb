"use client";

import dynamic from "next/dynamic";

/** Once per page; its code arrives after the page works. */
export const Toaster = dynamic(() => import("./toaster-host.tsx").then((module) => module.ToasterHost), { ssr: false });
