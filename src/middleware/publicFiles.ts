import path from "node:path";
import express, { type RequestHandler } from "express";

/** Seconds that browsers keep a file in production. Its address stays the same, so a new page meets an old file for so long. */
const lifetime = 5 * 60;

/**
 * The files of a folder, which browsers may keep for minutes in production, and ask about each time in development. A path
 * without an extension names a page, for which no file is looked for.
 */
export function publicFiles(folder: string, { production }: { production: boolean }): RequestHandler {
  const cacheControl = `public, max-age=${production ? lifetime : 0}`;
  const files = express.static(folder, {
    index: false,
    redirect: false,
    cacheControl: false,
    setHeaders(response, file) {
      response.setHeader("Cache-Control", cacheControl);
      response.locals.route = routeOf(response.req.baseUrl, path.relative(folder, file));
    },
  });
  return (request, response, next) => (path.extname(request.path) ? files(request, response, next) : next());
}

/** For the log: the folder, e.g. `/stylesheets/…`. */
function routeOf(baseUrl: string, file: string): string {
  const folders = file.split(path.sep).slice(0, -1);
  return [baseUrl, ...folders, "…"].join("/");
}
