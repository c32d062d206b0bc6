/** Every component in every state, on one page: for people who change them and for the browser tests. Never shipped. */

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createMemoryRouter, RouterProvider } from "react-router";
import "../styles/base.css";
import { Gallery } from "./Gallery";

const space = new URLSearchParams(window.location.search).get("espace");
if (space !== null) document.documentElement.dataset["space"] = space;

const root = document.getElementById("root");
if (root === null) throw new Error("galerie.html has no #root");
createRoot(root).render(<StrictMode><RouterProvider router={createMemoryRouter([{ path: "*", Component: Gallery }])} /></StrictMode>);
