import type { RequestHandler } from "express";
import { readyMadeUsers } from "../directory/readyMadeUsers.js";
import type { Tenant } from "../tenant.js";
import type { MessagePage } from "./errorPages.js";

/** For whoever opens the emulator's address by hand. */
export function homePage({ authority }: Tenant): RequestHandler {
  const page: MessagePage = {
    title: "The emulator is running",
    paragraphs: [
      `It stands in for a Microsoft Entra External ID tenant. Apps use it as their authority: ${authority}`,
      ...readyMadeUsers.map(
        ({ displayName, email, password }) => `${displayName} can sign in as ${email} with ${password}`,
      ),
    ],
  };
  return (_request, response) => response.render("message", page);
}
