import { createRequire } from "node:module";
import type { Express } from "express";
import helmet from "helmet";
import { sendDocument, sendJson, sendRedirect } from "./answer.ts";
import type { ApiParts } from "./openapi/api-parts.ts";
import { addRoute, type Handler } from "./route.ts";

export interface DocsDeps {
  /** Asked when somebody first reads the documents. */
  readonly api: () => Promise<ApiParts>;
}

/** Everything comes from this server, and the page calls nothing else. */
const policy = helmet({
  strictTransportSecurity: false,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", "data:"],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
});

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Croupier's HTTP interface</title>
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<main id="docs"></main>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({ url: "openapi.json", dom_id: "#docs", deepLinking: true, validatorUrl: null });\n`;

/** The interface as OpenAPI and as a page that needs nothing from elsewhere. */
export function addDocsRoutes(app: Express, deps: DocsDeps): void {
  addRoute(app, "/openapi.json", { GET: createOpenApiHandler(deps) });
  app.use("/docs", policy);
  addRoute(app, "/docs", { GET: showPage });
  addRoute(app, "/docs/start.js", {
    GET: (_req, res) => sendDocument(res, { contentType: "text/javascript; charset=utf-8", text: START }),
  });
  for (const file of ["swagger-ui.css", "swagger-ui-bundle.js"])
    addRoute(app, `/docs/${file}`, { GET: createFileHandler(`swagger-ui-dist/${file}`) });
}

// What the page names is beside it, also behind a proxy that serves all of this below a path of its own.
const showPage: Handler = ({ path }, res) =>
  path.endsWith("/")
    ? sendRedirect(res, "../docs")
    : sendDocument(res, { contentType: "text/html; charset=utf-8", text: PAGE });

// Loaded when asked for, since a service that nobody reads the documents of should not hold them.
function createOpenApiHandler({ api }: DocsDeps): Handler {
  let written: Promise<string> | null = null;
  const write = async (): Promise<string> => {
    const { openApi } = await import("./openapi/document.ts");
    return JSON.stringify(openApi(await api()));
  };
  return async (_req, res) => {
    written ??= write();
    sendJson(res, 200, await written);
  };
}

function createFileHandler(name: string): Handler {
  const path = createRequire(import.meta.url).resolve(name);
  return (req, res) =>
    new Promise((resolve, reject) => {
      res.sendFile(path, { maxAge: "1h", dotfiles: "allow", acceptRanges: false }, (error?: Error) =>
        error === undefined || res.headersSent || req.socket.destroyed ? resolve() : reject(error),
      );
    });
}
