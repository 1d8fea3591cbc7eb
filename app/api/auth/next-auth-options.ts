import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { signInToWeb as operation, signOut as signOutOperation } from "#server/domain/accounts/contract/sign-in.ts";
import { signInToWeb } from "#server/domain/accounts/sign-in.ts";
import { signOut } from "#server/domain/accounts/sign-out.ts";
import { authenticateCookie } from "#server/platform/auth/authenticate.ts";
import { isSecure, SESSION_SECONDS } from "#server/platform/auth/session-cookie.ts";
import { runAction } from "#server/platform/http/action.ts";
import { runtime } from "#server/platform/runtime.ts";

/** The cookie holds the id of our sessions row and nothing else: ending the row ends the sign-in. */
export function nextAuthOptions({ headers }: Request): NextAuthOptions {
  return {
    secret: runtime().config.secretKey,
    useSecureCookies: isSecure(),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/app/login", error: "/app/login" },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        async authorize(input) {
          const result = await runAction(operation, signInToWeb, { headers, input });
          return result.ok ? { id: result.data.session_id } : null;
        },
      }),
    ],
    callbacks: {
      async jwt({ token, user }) {
        if (user) return { sessionId: user.id };
        // Throwing makes next-auth take the cookie away.
        if (!(await authenticateCookie(headers.get("cookie")))) throw new Error("The session was ended");
        return { sessionId: token.sessionId };
      },
      async session({ session }) {
        const actor = (await authenticateCookie(headers.get("cookie")))?.actor;
        const user = actor?.kind === "user" ? { name: actor.name, email: actor.email } : undefined;
        return { expires: session.expires, user };
      },
    },
    events: {
      async signOut() {
        await runAction(signOutOperation, signOut, { headers, input: {} });
      },
    },
  };
}
