/**
 * Loaded ahead of an app, tells the process that started it what the app has used so far: CPU time in microseconds and
 * resident memory in bytes. It ends the app where that process has ended.
 */
process.on("message", (message) => {
  if (message === "usage") {
    const { user, system } = process.cpuUsage();
    process.send({ cpu: user + system, rss: process.memoryUsage.rss() });
  }
});
process.on("disconnect", () => process.exit());
