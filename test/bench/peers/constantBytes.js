import { createServer } from "node:http";
import { settings } from "./settings.js";

/** What Node.js itself gives: the same few bytes for everybody. */
const page = "<!doctype html><title>Home</title><h1>Hello, everybody</h1>";
createServer((_request, response) => {
  response.setHeader("Content-Type", "text/html").end(page);
}).listen(settings.port, "127.0.0.1");
