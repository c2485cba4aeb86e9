import express, { type RequestHandler } from "express";

/** Seconds that browsers keep a file in production. */
const lifetime = 24 * 60 * 60;

/** The files of a folder, which browsers may keep for a day in production, and ask about each time in development. */
export function publicFiles(folder: string, { production }: { production: boolean }): RequestHandler {
  const cacheControl = `public, max-age=${production ? lifetime : 0}`;
  return express.static(folder, {
    index: false,
    redirect: false,
    cacheControl: false,
    setHeaders: (response) => response.setHeader("Cache-Control", cacheControl),
  });
}
