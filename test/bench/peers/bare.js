import { createApp, servePages } from "./pages.js";
import { useSessions } from "./sessions.js";

/** Express, hbs and express-session with no sign-in code: people say who they are, and are believed. */
const app = createApp();
useSessions(app);
app.get("/auth/signin", (request, response) => {
  request.session.claims = JSON.parse(request.query.claims);
  response.redirect("/");
});
servePages(app, (request) => request.session.claims);
