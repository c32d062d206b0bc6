import { readdirSync } from "node:fs";
import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const features = readdirSync(new URL("./src/features", import.meta.url));

/** Imports go one way: components, session, api and i18n know no feature; features do not know each other; app knows all. */
const noFeatures = { group: ["**/features/**", "**/app/**"], message: "Shared code knows neither features nor the application." };
const isolation = features.map((feature) => ({
  files: [`src/features/${feature}/**`],
  rules: {
    "no-restricted-imports": ["error", { patterns: [
      { group: ["**/app/**"], message: "Features do not know the application." },
      { regex: `^(\\.\\./)+(features/)?(${features.filter((other) => other !== feature).join("|")})(/|$)`, message: "Features never import each other." },
    ] }],
  },
}));

export default tseslint.config(
  { ignores: ["dist", "src/api/generated"] },
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  reactHooks.configs.flat.recommended,
  jsxA11y.flatConfigs.strict,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ["eslint.config.js", "scripts/*.mjs", "public/*.js"] }, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/consistent-type-imports": "error",
      "jsx-a11y/aria-role": ["error", { ignoreNonDOM: true }],
      // role="list" is said again where `list-style: none` makes Safari forget it.
      "jsx-a11y/no-redundant-roles": "off",
      // Our Checkbox, Field and the like are labelled inside.
      "jsx-a11y/label-has-associated-control": ["error", { assert: "either" }],
      "no-restricted-globals": ["error",
        { name: "fetch", message: "Use src/api: one module speaks HTTP." },
        { name: "localStorage", message: "Nothing is kept in browser storage." },
        { name: "sessionStorage", message: "Nothing is kept in browser storage." }],
      "no-restricted-syntax": ["error",
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: "Text is text." },
        { selector: "JSXElement[openingElement.name.name='style']", message: "The content security policy refuses inline styles." }],
      "no-console": "error",
    },
  },
  { files: ["src/{components,session,api,i18n,testing}/**"], rules: { "no-restricted-imports": ["error", { patterns: [noFeatures] }] } },
  ...isolation,
  { files: ["src/api/**"], rules: { "no-restricted-globals": "off" } },
  { files: ["**/*.js", "**/*.mjs"], ...tseslint.configs.disableTypeChecked, languageOptions: { globals: { console: "readonly", process: "readonly", URL: "readonly", self: "readonly", caches: "readonly", fetch: "readonly", Response: "readonly", Promise: "readonly" } }, rules: { ...tseslint.configs.disableTypeChecked.rules, "no-console": "off", "no-restricted-globals": "off" } },
);
