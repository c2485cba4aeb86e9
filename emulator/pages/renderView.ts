import type { Application } from "express";

/** Renders a view of the emulator to HTML, for those who have no Express response at hand. */
export type RenderView = (view: string, locals: object) => Promise<string>;

export function createRenderView(app: Application): RenderView {
  return (view, locals) =>
    new Promise((resolve, reject) => {
      app.render(view, locals, (error: Error | null, html: string) =>
        error ? reject(error) : resolve(html),
      );
    });
}
