import optimizeLocales from "@react-aria/optimize-locales-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where `npm run dev` finds a running installation; the build itself knows no address. */
const INSTALLATION = process.env["MES_URL"] ?? "https://localhost:8443";

export default defineConfig(({ mode, command }) => ({
  // Of the library's thirty languages only the one we speak is kept.
  plugins: [react(), { ...optimizeLocales.vite({ locales: ["fr-FR"] }), enforce: "pre" }],
  build: {
    target: "es2022",
    // Nothing is inlined as data: URIs, which the content security policy refuses.
    assetsInlineLimit: 0,
    outDir: mode === "gallery" ? "../build/gallery" : "dist",
    emptyOutDir: true,
    rolldownOptions: {
      // The component gallery is a page of its own, for people and browser tests: never shipped.
      input: mode === "gallery" || command === "serve" ? ["index.html", "galerie.html"] : ["index.html"],
    },
  },
  server: {
    proxy: { "/api": { target: INSTALLATION, secure: false, changeOrigin: true } },
  },
  test: { environment: "node", include: ["src/**/*.test.ts"] },
}));
