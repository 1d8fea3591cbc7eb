import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { nextAuthOptions } from "../next-auth-options.ts";

const handle = (request: NextRequest, route: { params: Promise<{ nextauth: string[] }> }): Promise<Response> =>
  NextAuth(request, route, nextAuthOptions(request)) as Promise<Response>;

export { handle as GET, handle as POST };
