// Browsers keep pages that are left in memory for Back and Forward, some although `no-store` asks them not to. Shown again
// after somebody has signed out, such a page would show them all the same.
addEventListener("pagehide", ({ persisted }) => {
  document.documentElement.hidden = persisted;
});

addEventListener("pageshow", ({ persisted }) => {
  if (persisted) {
    // A reload would send the form again that the page answered, as if a page of this app had sent it. Without the origin a
    // path that begins with two slashes would lead to another host.
    location.replace(location.origin + location.pathname + location.search);
  }
});
