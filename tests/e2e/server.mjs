/** A small server for what the site's own cannot show: other headers, another host, what `dist` makes. */

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".json": "application/json",
  ".wasm": "application/wasm", ".svg": "image/svg+xml", ".png": "image/png", ".woff2": "font/woff2", ".txt": "text/plain; charset=utf-8",
};

/** What a hostile page asks for need not be an address. @param {string} path */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * @param {object} [what]
 * @param {string} [what.folder]
 * @param {Record<string, string>} [what.headers] sent with every answer
 * @param {Record<string, { body: string, headers?: Record<string, string> }>} [what.pages] by path, before the folder's
 * @returns {Promise<{ address: string, close: () => void }>} the address ends with a slash
 */
export async function serve({ folder, headers = {}, pages = {} } = {}) {
  const server = createServer(async (request, response) => {
    const path = decoded(new URL(request.url ?? "/", "http://x/").pathname);
    const page = pages[path];
    if (page) {
      response.writeHead(200, { "Content-Type": TYPES[".html"], ...headers, ...page.headers });
      response.end(page.body);
      return;
    }
    try {
      if (!folder) throw new Error("nothing is served but the pages");
      const file = join(folder, normalize(path.endsWith("/") ? `${path}index.html` : path));
      const content = await readFile(file);
      response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream", "Cache-Control": "no-store", ...headers });
      response.end(content);
    } catch {
      response.writeHead(path === "/favicon.ico" ? 204 : 404, headers);
      response.end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    address: `http://127.0.0.1:${port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
