import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

const jsx = { jsx: { runtime: "automatic", importSource: "preact" } } as const;

/** Two builds: what browsers load (dist/client), and the server as one file beside its packages (dist/server). */
export default defineConfig(({ isSsrBuild }) => ({
  oxc: jsx,
  plugins: isSsrBuild ? [] : [tailwindcss()],
  publicDir: isSsrBuild ? false : "public",
  build: isSsrBuild
    ? {
        ssr: true,
        outDir: "dist/server",
        target: "node24",
        sourcemap: true,
        emptyOutDir: true,
        rollupOptions: { input: ["src/main.ts"], output: { entryFileNames: "[name].js" } },
      }
    : {
        outDir: "dist/client",
        manifest: true,
        target: "es2020",
        cssTarget: ["chrome111", "safari16.4", "firefox128"],
        modulePreload: false,
        assetsInlineLimit: 0,
        rollupOptions: { input: ["src/client.ts", "src/ui/theme.css"] },
      },
  logLevel: "warn",
}));
