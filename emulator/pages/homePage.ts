import type { RequestHandler } from "express";
import type { ShownUser } from "../directory/shownUsers.js";
import type { Tenant } from "../tenant.js";
import type { MessagePage } from "./errorPages.js";

/** For whoever opens the emulator's address by hand. */
export function homePage({ authority }: Tenant, users: readonly ShownUser[]): RequestHandler {
  const page: MessagePage = {
    title: "The emulator is running",
    paragraphs: [
      `It stands in for a Microsoft Entra External ID tenant. Apps use it as their authority: ${authority}`,
      ...users.map(
        ({ displayName, email, password }) => `${displayName} can sign in as ${email} with ${password}`,
      ),
    ],
  };
  return (_request, response) => response.render("message", page);
}
