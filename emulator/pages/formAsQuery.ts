import express, { type RequestHandler } from "express";
import * as z from "zod";

const fieldsSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/**
 * Takes a form for a link with the same parameters. Another site's form carries none of the emulator's `SameSite=Lax`
 * cookies, and the request that follows does, as Entra's cookies come with both.
 */
export const formAsQuery: RequestHandler[] = [
  express.urlencoded({ extended: false, limit: "10kb" }),
  (request, response) => {
    const target = new URL(request.originalUrl, "http://127.0.0.1");
    for (const [name, value] of Object.entries(fieldsSchema.catch({}).parse(request.body))) {
      target.searchParams.delete(name);
      for (const each of [value].flat()) {
        target.searchParams.append(name, each);
      }
    }
    response.set("Cache-Control", "no-store").redirect(303, target.pathname + target.search);
  },
];
